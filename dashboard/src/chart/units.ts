/** A self-organising map as training writes it, and its cells as paths: plain functions of numbers. */
export interface Units {
  readonly width: number;
  readonly height: number;
  readonly hexagonal: boolean;
  readonly quantization_error: number;
  readonly topographic_error: number;
  /** By unit: its cluster, its rows, its mean distance to its neighbours. */
  readonly segments: readonly number[];
  readonly hits: readonly number[];
  readonly distances: readonly number[];
  readonly features: number;
  readonly planes: readonly {
    readonly feature: string;
    readonly low: string;
    readonly high: string;
    readonly values: readonly number[];
  }[];
}

const ROW = Math.sqrt(0.75);
const RADIUS = Math.sqrt(1 / 3);
const SHADES = 8;

/** The size of a map in widths of a cell. */
export function extent({ width, height, hexagonal }: Units): { across: number; down: number } {
  return hexagonal
    ? { across: width + (height > 1 ? 0.5 : 0), down: (height - 1) * ROW + 2 * RADIUS }
    : { across: width, down: height };
}

/** The middle of a unit. */
export function middle({ width, hexagonal }: Units, unit: number): [number, number] {
  const row = Math.floor(unit / width),
    column = unit % width;
  return hexagonal ? [column + 0.5 + (row % 2) / 2, RADIUS + row * ROW] : [column + 0.5, row + 0.5];
}

/** The cells of some units as one path. */
export function cells(map: Units, units: readonly number[]): string {
  return units
    .map(unit => {
      const [x, y] = middle(map, unit);
      const corners = map.hexagonal
        ? [-30, 30, 90, 150, 210, 270].map(degrees => {
            const angle = (degrees * Math.PI) / 180;
            return [x + RADIUS * Math.cos(angle), y + RADIUS * Math.sin(angle)];
          })
        : [
            [x - 0.5, y - 0.5],
            [x + 0.5, y - 0.5],
            [x + 0.5, y + 0.5],
            [x - 0.5, y + 0.5],
          ];
      return `M${corners.map(corner => corner.map(value => value.toFixed(3)).join(' ')).join('L')}Z`;
    })
    .join('');
}

/** Dots whose area grows with the rows of a unit, as one path. */
export function dots(map: Units, units: readonly number[]): string {
  const most = Math.max(1, ...map.hits);
  return units
    .map(unit => {
      const radius = 0.4 * Math.sqrt((map.hits[unit] ?? 0) / most);
      const [x, y] = middle(map, unit);
      const half = (across: number): string =>
        `a${radius.toFixed(3)} ${radius.toFixed(3)} 0 1 0 ${across.toFixed(3)} 0`;
      return radius && `M${(x - radius).toFixed(3)} ${y.toFixed(3)}${half(2 * radius)}${half(-2 * radius)}`;
    })
    .filter(Boolean)
    .join('');
}

/** Units by how high their value is, in eight steps from low to high; all in the middle where all are equal. */
export function shaded(values: readonly number[]): number[][] {
  const low = Math.min(...values),
    high = Math.max(...values);
  const steps = Array.from({ length: SHADES }, (): number[] => []);
  values.forEach((value, unit) => {
    const share = high > low ? (value - low) / (high - low) : 0.5;
    steps[Math.min(SHADES - 1, Math.floor(share * SHADES))]?.push(unit);
  });
  return steps;
}
