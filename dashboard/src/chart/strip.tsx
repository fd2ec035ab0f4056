import type { ComponentChildren } from 'preact';
import { colourOf } from '../segment/slot';
import './strip.css';

/** The scale that one row of the table shares. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

const placeOn =
  ({ low, high }: Scale) =>
  (value: number): string =>
    `${Math.min(100, Math.max(0, ((value - low) / (high - low || 1)) * 100))}%`;

/** A mean with its middle half on the row's scale; the tick is everybody. */
export function RangeStrip({
  slot,
  scale,
  mean,
  lower,
  upper,
  everybody,
}: {
  slot: number;
  scale: Scale;
  mean: number;
  lower: number;
  upper: number;
  everybody: number | undefined;
}) {
  const at = placeOn(scale);
  return (
    <span class="strip" aria-hidden="true" style={{ '--c': colourOf(slot) }}>
      <i
        class="range"
        style={{ left: at(lower), width: `${((upper - lower) / (scale.high - scale.low || 1)) * 100}%` }}
      />
      {everybody !== undefined && <i class="all" style={{ left: at(everybody) }} />}
      <i class="mean" style={{ left: at(mean) }} />
    </span>
  );
}

/** A share from nothing to all; the tick is everybody. */
export function ShareStrip({ slot, share, everybody }: { slot: number; share: number; everybody: number }) {
  return (
    <span class="strip" aria-hidden="true" style={{ '--c': colourOf(slot) }}>
      <i class="fill" style={{ width: `${share * 100}%` }} />
      <i class="all" style={{ left: `${everybody * 100}%` }} />
    </span>
  );
}

/** What the strips show. */
export function StripKey({ children }: { children?: ComponentChildren }) {
  return (
    <p class="key">
      <span>
        <i class="key-mean" />
        mean of the segment
      </span>
      <span>
        <i class="key-range" />
        middle half
      </span>
      <span>
        <i class="key-all" />
        everybody
      </span>
      {children}
    </p>
  );
}
