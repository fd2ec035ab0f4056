import { count } from '../figure/number';
import { colourOf } from '../segment/slot';
import type { Shown } from '../segment/shown';
import './flow.css';

const WIDTH = 720;
const HEIGHT = 430;
const BAR = 12;
const GAP = 10;
const NAME = 36;

export interface Side extends Shown {
  readonly badge?: string;
}

export interface Band {
  readonly from: string;
  readonly to: string;
  readonly customers: number;
}

interface Placed extends Side {
  readonly y: number;
  readonly height: number;
}

function stacked(sides: readonly Side[], scale: number): Placed[] {
  let y = 0;
  return sides.map(side => {
    const placed = { ...side, y, height: side.size * scale };
    y += placed.height + GAP;
    return placed;
  });
}

/** Places of names, at least so far apart, within the height. */
export function apart(wanted: readonly number[], least: number, height: number): number[] {
  const places = [...wanted];
  for (let i = 1; i < places.length; i++) places[i] = Math.max(places[i]!, places[i - 1]! + least);
  for (let i = places.length - 1, floor = height - least / 2; i >= 0; i--, floor -= least) {
    places[i] = Math.min(places[i]!, Math.max(floor, least / 2));
  }
  return places;
}

function Names({ sides, right }: { sides: readonly Placed[]; right: boolean }) {
  const places = apart(
    sides.map(side => side.y + side.height / 2),
    NAME,
    HEIGHT,
  );
  return (
    <ul class={right ? 'flow-names right' : 'flow-names'}>
      {sides.map((side, at) => (
        <li key={side.id} title={side.name} style={{ top: `${places[at]}px` }}>
          <b>{side.name}</b>
          <span>
            {count(side.size)}
            {side.badge && <em>{side.badge}</em>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Two versions as stacks joined by bands; a band has the colour of where it comes from, its width is customers. */
export function Flow({
  before,
  after,
  bands,
  text,
}: {
  before: readonly Side[];
  after: readonly Side[];
  bands: readonly Band[];
  text: string;
}) {
  const total = (sides: readonly Side[]): number => sides.reduce((sum, side) => sum + side.size, 0);
  const scale = (HEIGHT - GAP * (Math.max(before.length, after.length) - 1)) / Math.max(1, total(before), total(after));
  const left = stacked(before, scale),
    right = stacked(after, scale);
  const usedLeft = new Map(left.map(side => [side.id, side.y])),
    usedRight = new Map(right.map(side => [side.id, side.y]));
  const order = new Map(right.map((side, at) => [side.id, at])),
    first = new Map(left.map((side, at) => [side.id, at]));
  const drawn = bands
    .filter(band => order.has(band.to) && first.has(band.from))
    .sort((a, b) => first.get(a.from)! - first.get(b.from)! || order.get(a.to)! - order.get(b.to)!)
    .map(band => {
      const y0 = usedLeft.get(band.from)!,
        y1 = usedRight.get(band.to)!,
        height = band.customers * scale;
      usedLeft.set(band.from, y0 + height);
      usedRight.set(band.to, y1 + height);
      return { ...band, y0, y1, height, slot: left[first.get(band.from)!]!.slot };
    });
  const x0 = BAR,
    x1 = WIDTH - BAR,
    middle = WIDTH / 2;
  return (
    <figure class="flow">
      <Names sides={left} right={false} />
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={text}>
        {drawn.map(({ from, to, slot, y0, y1, height }) => (
          <path
            key={`${from} ${to}`}
            style={{ '--c': colourOf(slot) }}
            d={
              `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}V${y1 + height}` +
              `C${middle} ${y1 + height} ${middle} ${y0 + height} ${x0} ${y0 + height}Z`
            }
          />
        ))}
        {left.map(side => (
          <rect
            key={side.id}
            x="0"
            y={side.y}
            width={BAR}
            height={side.height}
            style={{ '--c': colourOf(side.slot) }}
          />
        ))}
        {right.map(side => (
          <rect
            key={side.id}
            x={x1}
            y={side.y}
            width={BAR}
            height={side.height}
            style={{ '--c': colourOf(side.slot) }}
          />
        ))}
      </svg>
      <Names sides={right} right={true} />
    </figure>
  );
}
