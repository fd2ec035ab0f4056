import { day, percent } from '../figure/number';
import { colourOf } from '../segment/slot';
import './areas.css';

const WIDTH = 720;
const HEIGHT = 180;

export interface Layer {
  readonly id: string;
  /** From 1; 0 is grey, for what is no segment. */
  readonly slot: number;
  readonly name: string;
  /** One share per moment; the layers of a moment add up to 1. */
  readonly shares: readonly number[];
}

/** Shares over time, stacked, in the colours of their segments. */
export function Areas({ layers, days }: { layers: readonly Layer[]; days: readonly string[] }) {
  const x = (at: number): number => (days.length < 2 ? 0 : (at * WIDTH) / (days.length - 1));
  const floors = days.map(() => 0);
  const shapes = layers.map(layer => {
    const low = layer.shares.map((_, at) => `${x(at)},${HEIGHT * (1 - floors[at]!)}`);
    layer.shares.forEach((share, at) => {
      floors[at] = floors[at]! + share;
    });
    const high = layer.shares.map((_, at) => `${x(at)},${HEIGHT * (1 - floors[at]!)}`);
    return { layer, points: [...high, ...low.reverse()].join(' ') };
  });
  const told = layers.map(({ name, shares }) => `${name} ${percent(shares[0] ?? 0)} to ${percent(shares.at(-1) ?? 0)}`);
  return (
    <figure class="areas">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`From ${day(days[0]!)} to ${day(days.at(-1)!)}: ${told.join(', ')}`}
      >
        {shapes.map(({ layer, points }) => (
          <polygon
            key={layer.id}
            points={points}
            style={{ fill: layer.slot ? colourOf(layer.slot) : 'var(--unchosen)' }}
          >
            <title>{layer.name}</title>
          </polygon>
        ))}
      </svg>
      <figcaption>
        <span>{day(days[0]!)}</span>
        <span>{day(days.at(-1)!)}</span>
      </figcaption>
    </figure>
  );
}
