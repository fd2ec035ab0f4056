import { colourOf } from '../segment/slot';
import './interval.css';

/** The ends of the scale that the intervals of one table share, and where nothing differs. */
export interface IntervalScale {
  readonly low: number;
  readonly high: number;
  readonly zero: number;
}

/** The scale of intervals about a value where nothing differs, as far to either side. */
export function scaleOf(intervals: readonly (readonly [number, number])[], zero: number): IntervalScale {
  const far = Math.max(1e-9, ...intervals.flat().map(end => Math.abs(end - zero))) * 1.05;
  return { low: zero - far, high: zero + far, zero };
}

/** A figure with its interval, in the colour of its segment or in ink; the tick is where nothing differs. */
export function IntervalBar({
  point,
  interval: [from, to],
  scale: { low, high, zero },
  slot = 0,
}: {
  point: number;
  interval: readonly [number, number];
  scale: IntervalScale;
  slot?: number;
}) {
  const at = (value: number): number => Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100));
  return (
    <span class="interval" aria-hidden="true" {...(slot ? { style: { '--c': colourOf(slot) } } : {})}>
      <i class="span" style={{ left: `${at(from)}%`, width: `${at(to) - at(from)}%` }} />
      <i class="zero" style={{ left: `${at(zero)}%` }} />
      <i class="point" style={{ left: `${at(point)}%` }} />
    </span>
  );
}
