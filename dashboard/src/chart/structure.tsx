import { decimals } from '../figure/number';
import './structure.css';

const BANDS = [
  ['none', 0, 0.25],
  ['weak', 0.25, 0.5],
  ['reasonable', 0.5, 0.7],
  ['strong', 0.7, 0.85],
] as const;
const END = 0.85;

const at = (value: number): string => `${Math.min(100, Math.max(0, (value / END) * 100))}%`;

/** Where the silhouette lies between no structure and a strong one, and where data without groups would lie. */
export function Structure({
  value,
  without,
  verdict,
}: {
  value: number;
  without: number | undefined;
  /** The band that all the evidence speaks for, where it is known. */
  verdict: string | undefined;
}) {
  const here = verdict ?? BANDS.findLast(([, from]) => value >= from)?.[0] ?? 'none';
  const said = without === undefined ? '' : `; data without groups would reach ${decimals(without, 2)}`;
  return (
    <figure class="structure">
      <div class="scale" role="img" aria-label={`Silhouette ${decimals(value, 2)}: ${here}${said}`}>
        {BANDS.map(([name, from, to]) => (
          <span
            key={name}
            class={name === here ? 'here' : ''}
            style={{ left: at(from), width: `calc(${((to - from) / END) * 100}% - 2px)` }}
          >
            {name}
          </span>
        ))}
        {without !== undefined && <i class="without" style={{ left: at(without) }} />}
        <i class="now" style={{ left: at(value) }} />
      </div>
      <p>
        <b>{decimals(value, 2)}</b> silhouette
        {without !== undefined && <> · data without groups would reach {decimals(without, 2)}</>}
      </p>
    </figure>
  );
}
