import type { ColumnProfile, Part, ProfilePage } from '../../api/documents';
import type { Customer } from '../../api/schema';
import { column, dayOf, valueOf } from '../../figure/column';
import { figure, percent } from '../../figure/number';
import { Name } from '../../segment/name';
import { colourOf } from '../../segment/slot';

const HARDLY = 0.05;

/** Columns of all customers, by name. */
export type Everybody = ReadonlyMap<string, ColumnProfile>;

/** What a profile says of everybody. */
export const everybodyOf = (profile: ProfilePage | null): Everybody =>
  new Map(profile?.segments[0]?.columns.map(of => [of.name, of]));

function usual(part: Part, everybody: Everybody): string {
  const known = everybody.get(part.column);
  if (known?.mean !== undefined && known.population !== undefined)
    return known.role === 'date' ? dayOf(known.population) : valueOf(part.column, known.population);
  const level = known?.levels?.find(({ level: name }) => name === String(part.value));
  return level ? percent(level.population) : '';
}

/** One bar for each column: for the segment in its colour, against it in grey. */
export function Why({
  parts: favour,
  against,
  sum,
  next,
  slot,
  everybody,
}: {
  parts: readonly Part[];
  against: readonly Part[];
  sum: number;
  next: string | undefined;
  slot: number;
  everybody: Everybody;
}) {
  const all = [...favour, ...against];
  const parts = all.filter(part => Math.abs(part.contribution) >= HARDLY),
    rest = all.length - parts.length;
  const high = Math.max(HARDLY, ...parts.map(part => Math.abs(part.contribution)));
  return (
    <section class="block" aria-labelledby="why-title">
      <header class="block-head">
        <h2 id="why-title">Why this segment</h2>
        <p class="key">
          <span>
            <i class="why-for" style={{ '--c': colourOf(slot) }} />
            speaks for it
          </span>
          <span>
            <i class="why-against" />
            against
          </span>
        </p>
      </header>
      <table class="why-table">
        <thead class="sr">
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Value</th>
            <th scope="col">Everybody</th>
            <th scope="col">Part</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(part => (
            <tr key={part.column}>
              <th scope="row">{column(part.column).label}</th>
              <td class="num">{valueOf(part.column, part.value ?? null)}</td>
              <td class="num muted">{usual(part, everybody)}</td>
              <td class="why-bar">
                <span
                  class={part.contribution < 0 || against.includes(part) ? 'against' : ''}
                  style={{ '--c': colourOf(slot), width: `${(Math.abs(part.contribution) / high) * 100}%` }}
                />
                <b>{figure(part.contribution)}</b>
              </td>
            </tr>
          ))}
          <tr class="sum">
            <th scope="row">Together</th>
            <td />
            <td class="num muted">everybody</td>
            <td class="why-bar">
              <b>{figure(sum)}</b>
              <span class="plain-text">
                ahead of {next ? `“${next}”` : 'the next segment'}
                {rest > 0 && `; ${rest} more columns hardly matter`}
              </span>
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

type Change = NonNullable<Customer['would_move_together']>[number]['changes'][number];

const changed = ({ column: name, from, to }: Change): string =>
  `${column(name).label} ${valueOf(name, to)} instead of ${valueOf(name, from)}`;

/** The least changes after which the model would answer another segment. */
export function WouldMove({ found, slotOf }: { found: Customer; slotOf: ReadonlyMap<string, number> }) {
  const moves = [
    ...(found.would_move ?? []).map(({ segment_id, name, ...change }) => ({ segment_id, name, changes: [change] })),
    ...(found.would_move_together ?? []),
  ];
  if (!moves.length) return null;
  return (
    <section class="block" aria-labelledby="move-title">
      <header class="block-head">
        <h2 id="move-title">What would move them</h2>
        <p class="muted">least changes, by the model; no promise</p>
      </header>
      <ul class="moves">
        {moves.map(({ segment_id: id, name, changes }, at) => (
          <li key={at}>
            <span>{changes.map(changed).join(', and ')}</span>
            <Name slot={slotOf.get(id) ?? 0}>{name}</Name>
          </li>
        ))}
      </ul>
    </section>
  );
}
