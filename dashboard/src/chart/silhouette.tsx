import { decimals, percent } from '../figure/number';
import { Mark } from '../segment/mark';
import { colourOf } from '../segment/slot';
import './silhouette.css';

/** How well the rows of a segment fit. */
export interface Blade {
  readonly id: string;
  readonly name: string;
  readonly slot: number;
  readonly rows: number;
  readonly mean: number;
  /** How many rows are nearer to another segment. */
  readonly below: number;
  /** From high to low, at even ranks. */
  readonly values: readonly number[];
}

const HIGH = 300;
const LEAST = 16;

/** The area between 0 and the values, one below the other; x is the silhouette, y runs from 0 to 1. */
export function bladePath(values: readonly number[]): string {
  const step = 1 / Math.max(1, values.length);
  const edge = values.map((value, at) => `H${value}V${((at + 1) * step).toFixed(4)}`).join('');
  return `M0 0${edge}H0Z`;
}

/** The silhouette of each row, sorted within its segment: one blade for each. */
export function Blades({ blades, mean }: { blades: readonly Blade[]; mean: number }) {
  const all = blades.reduce((sum, blade) => sum + blade.rows, 0) || 1;
  const low = Math.min(-0.1, ...blades.map(blade => blade.values[blade.values.length - 1] ?? 0));
  return (
    <ul class="blades">
      {blades.map(({ id, name, slot, rows, mean: own, below, values }) => (
        <li key={id} style={{ '--c': colourOf(slot) }}>
          <span class="blade-name">
            <Mark slot={slot} />
            <span>{name}</span>
          </span>
          <svg
            viewBox={`${low} 0 ${1 - low} 1`}
            preserveAspectRatio="none"
            style={{ height: `${Math.max(LEAST, (rows / all) * HIGH)}px` }}
            aria-hidden="true"
          >
            <path d={bladePath(values)} class="blade" />
            <path d="M0 0V1" class="zero" />
            <path d={`M${mean} 0V1`} class="mean" />
          </svg>
          <span class="blade-figures">
            <b>{decimals(own, 2)}</b>
            <span class="hint">{below === 0 ? 'none nearer another' : `${percent(below / rows)} nearer another`}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
