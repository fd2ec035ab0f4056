/** Points as pixels: by hand, without a library or a GPU, so that the same points are the same pixels everywhere. */
import type { Points } from './document';
import type { Placing, Size } from './view';

export type Colour = readonly [number, number, number];

/** Up to so many points each is a dot; above, density shows. */
export const FEW = 8000;
const FADED = 0.12;
const STEPS = 1024;

/** What a picture of density is drawn with. */
export interface Drawing extends Size {
  readonly placing: Placing;
  /** By cluster. */
  readonly colours: readonly Colour[];
  /** The cluster that stands out; null for all alike. */
  readonly chosen: number | null;
  /** Pixels of the canvas to one of the page. */
  readonly ratio: number;
  readonly scale: number;
}

let sums = new Float32Array(0);

/**
 * Draws density: a pixel is the mean colour of the points that cover it and grows opaque with their number, so the
 * order of the points does not matter.
 *
 * @param out RGBA, width × height × 4
 */
export function splat(points: Points, drawing: Drawing, out: Uint8ClampedArray): void {
  const {
    width,
    height,
    placing: { kx, ky, ox, oy },
    colours,
    chosen,
    ratio,
    scale,
  } = drawing;
  const { x, y, cluster } = points;
  const side = Math.max(2, Math.min(8, Math.round(1.7 * ratio * Math.sqrt(scale))));
  const coverage = (x.length * side * side) / (width * height * 0.3 * scale * scale);
  const alpha = Math.min(0.8, 0.9 / (1 + coverage * 1.5));
  if (sums.length === out.length) sums.fill(0);
  else sums = new Float32Array(out.length);
  for (let i = 0; i < x.length; i++) {
    const of = cluster[i]!,
      weight = chosen !== null && of !== chosen ? FADED : 1;
    const left = Math.round(x[i]! * kx + ox - side / 2),
      top = Math.round(oy - y[i]! * ky - side / 2);
    if (left < 0 || top < 0 || left + side >= width || top + side >= height) continue;
    const colour = colours[of]!,
      red = colour[0] * weight,
      green = colour[1] * weight,
      blue = colour[2] * weight;
    for (let row = 0; row < side; row++) {
      let at = ((top + row) * width + left) * 4;
      for (let column = 0; column < side; column++, at += 4) {
        sums[at]! += red;
        sums[at + 1]! += green;
        sums[at + 2]! += blue;
        sums[at + 3]! += weight;
      }
    }
  }
  const opaque = Float32Array.from({ length: STEPS }, (_, i) => 255 * (1 - (1 - alpha) ** (i / 16)));
  for (let at = 0; at < out.length; at += 4) {
    const weight = sums[at + 3]!;
    if (weight === 0) {
      out[at + 3] = 0;
      continue;
    }
    out[at] = sums[at]! / weight;
    out[at + 1] = sums[at + 1]! / weight;
    out[at + 2] = sums[at + 2]! / weight;
    out[at + 3] = opaque[Math.min(STEPS - 1, (weight * 16) | 0)]!;
  }
}

/** Draws each point as a dot. */
export function dots(points: Points, drawing: Drawing, canvas: CanvasRenderingContext2D): void {
  const {
    width,
    height,
    placing: { kx, ky, ox, oy },
    colours,
    chosen,
    ratio,
    scale,
  } = drawing;
  const many = points.x.length > 1000;
  const radius = (many ? 2.1 : 3.4) * ratio * Math.min(2, Math.sqrt(scale));
  canvas.clearRect(0, 0, width, height);
  for (let i = 0; i < points.x.length; i++) {
    const of = points.cluster[i]!,
      [red, green, blue] = colours[of]!;
    const alpha = chosen !== null && of !== chosen ? FADED : many ? 0.62 : 0.85;
    canvas.fillStyle = `rgb(${red} ${green} ${blue} / ${alpha})`;
    canvas.beginPath();
    canvas.arc(points.x[i]! * kx + ox, oy - points.y[i]! * ky, radius, 0, 7);
    canvas.fill();
  }
}

/** The nearest point within some pixels, by its number; -1 where there is none. */
export function nearest(points: Points, { kx, ky, ox, oy }: Placing, px: number, py: number, within: number): number {
  let best = within * within,
    found = -1;
  for (let i = 0; i < points.x.length; i++) {
    const dx = points.x[i]! * kx + ox - px,
      dy = oy - points.y[i]! * ky - py,
      distance = dx * dx + dy * dy;
    if (distance < best) {
      best = distance;
      found = i;
    }
  }
  return found;
}
