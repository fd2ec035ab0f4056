import type { FairnessDocument } from '../../api/documents';
import type { Segment } from '../../api/schema';
import { useAnswer, valueOr } from '../../api/use';
import { IntervalBar, scaleOf, type IntervalScale } from '../../chart/interval';
import { column } from '../../figure/column';
import { count, decimals, percent, signed } from '../../figure/number';
import { list, sentence } from '../../figure/word';
import { useFirst } from '../../part/first';
import { Scroller } from '../../part/scroller';
import { Name } from '../../segment/name';
import { slots } from '../../segment/slot';

type Represented = FairnessDocument['representation'][number];

const FEW = 8;

const points = (difference: number): string =>
  signed(difference * 100, size => decimals(size, size < 10 ? 1 : 0));

const times = (ratio: number): string => decimals(ratio, ratio < 10 ? 2 : 0);

/** A ratio, or the ends of its interval, as far to either side where as often and half as often are. */
const log = (ratio: number): number => Math.log2(Math.max(ratio, 1 / 16));

function Cell({ of, slot, scale }: { of: Represented | undefined; slot: number; scale: IntervalScale }) {
  if (!of) return <td class="muted">–</td>;
  if (of.ratio === undefined || !of.interval)
    return (
      <td class="muted">
        kept back
        {of.flagged && <span class="note">{of.direction}, by more than chance</span>}
      </td>
    );
  return (
    <td>
      <span class={of.flagged ? 'apart' : 'muted'}>{times(of.ratio)} ×</span>
      <IntervalBar
        point={log(of.ratio)}
        interval={[log(of.interval[0]), log(of.interval[1])]}
        scale={scale}
        slot={slot}
      />
    </td>
  );
}

/** How many times as often each group is in a segment as elsewhere. */
function Representation({ found, known }: { found: FairnessDocument; known: readonly Segment[] }) {
  const singles = new Set(found.columns.map(({ column: name }) => name));
  const cells = found.representation.filter(one => singles.has(one.column));
  const parts = [...new Map(cells.map(one => [one.segment_id, one.segment]))],
    slotOf = slots([], known);
  const groups = [...new Map(cells.map(one => [`${one.column} ${one.group}`, one])).values()];
  const scale = scaleOf(
    cells.flatMap(one => (one.interval ? [[log(one.interval[0]), log(one.interval[1])] as const] : [])),
    0,
  );
  if (!groups.length) return null;
  const hidden = cells.find(one => one.hidden)?.hidden;
  return (
    <>
      <Scroller label="Groups by segment, as a table">
        <table class="lines groups">
          <thead>
            <tr>
              <th scope="col">Group</th>
              {parts.map(([id, name]) => (
                <th scope="col" key={id}>
                  <Name slot={slotOf.get(id) ?? 0}>{known.find(segment => segment.id === id)?.name ?? name}</Name>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map(({ column: name, group }) => (
              <tr key={`${name} ${group}`}>
                <th scope="row">
                  {group}
                  <span class="note">{column(name).label}</span>
                </th>
                {parts.map(([id]) => (
                  <Cell
                    key={id}
                    of={cells.find(one => one.column === name && one.group === group && one.segment_id === id)}
                    slot={slotOf.get(id) ?? 0}
                    scale={scale}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <p class="hint">
        How many times as often a group is in a segment as elsewhere, with its 95 % interval; the tick is as often.
        Bold: more than chance, and outside 0.8 to 1.25.{hidden && ` Some figures are ${hidden}.`}
      </p>
    </>
  );
}

/** How far groups and segments go together, and what tells the groups. */
function Together({ found }: { found: FairnessDocument }) {
  const scale: IntervalScale = { low: 0, high: 1, zero: 0 };
  return (
    <Scroller label="How far groups and segments go together, as a table">
      <table class="lines">
        <thead>
          <tr>
            <th scope="col">Protected column</th>
            <th scope="col" class="num">
              Goes together with segments
            </th>
            <th scope="col">
              <span class="sr">Interval, drawn</span>
            </th>
            <th scope="col">Can be told from</th>
          </tr>
        </thead>
        <tbody>
          {found.columns.map(({ column: name, cramers_v: v, interval }) => {
            const proxy = found.proxies.find(one => one.column === name),
              tree = proxy?.tree;
            return (
              <tr key={name}>
                <th scope="row">{column(name).label}</th>
                <td class="num">
                  {decimals(v, 2)}
                  <span class="note">
                    {decimals(interval[0], 2)} to {decimals(interval[1], 2)}
                  </span>
                </td>
                <td class="interval-cell">
                  <IntervalBar point={v} interval={interval} scale={scale} />
                </td>
                <td>
                  <span class={proxy?.flagged ? 'apart' : 'muted'}>
                    {proxy?.columns.length ? list(proxy.columns.map(one => column(one.column).label)) : 'no column'}
                  </span>
                  {tree && (
                    <span class="note">
                      right in {percent(tree.balanced_accuracy)} of cases, by chance in {percent(tree.chance)}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroller>
  );
}

/** Whether groups get what is advised as often as everybody else does. */
function Parity({ found }: { found: FairnessDocument }) {
  const told = found.actions.flatMap(one =>
    one.difference === undefined || !one.interval
      ? []
      : [{ ...one, difference: one.difference, interval: one.interval }],
  );
  const order = [...told].sort(
    (a, b) => Number(b.flagged) - Number(a.flagged) || Math.abs(b.difference) - Math.abs(a.difference),
  );
  const [shown, rest] = useFirst(order, FEW);
  if (!told.length) return null;
  const scale = scaleOf(
    order.map(one => one.interval),
    0,
  );
  return (
    <>
      <h3 class="parity-title">
        <b>Who gets what is advised</b>
      </h3>
      <Scroller label="Groups by advice, as a table">
        <table class="lines">
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col">Advice</th>
              <th scope="col" class="num">
                Points beside everybody else
              </th>
              <th scope="col">
                <span class="sr">Interval, drawn</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(one => (
              <tr key={`${one.column} ${one.group} ${one.action}`}>
                <th scope="row">
                  {one.group}
                  <span class="note">{column(one.column).label}</span>
                </th>
                <td>{one.action}</td>
                <td class="num">
                  <span class={one.flagged ? 'apart' : 'muted'}>{points(one.difference)}</span>
                  <span class="note">
                    {points(one.interval[0])} to {points(one.interval[1])}
                  </span>
                </td>
                <td class="interval-cell">
                  <IntervalBar point={one.difference} interval={one.interval} scale={scale} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {rest}
    </>
  );
}

/** How a version stands to protected groups: where they are, how far they go together with segments, what they get. */
export function Fairness({ run, known }: { run: string; known: readonly Segment[] }) {
  const found = valueOr(useAnswer<FairnessDocument>(`/runs/${run}/documents/fairness.json`));
  if (!found) return null;
  return (
    <section class="block" aria-labelledby="fair-title">
      <header class="block-head">
        <h2 id="fair-title">Protected groups</h2>
        <p class="muted">
          {found.flagged ? `${count(found.flagged)} of ${count(found.compared)} comparisons need a look` : 'no flag'};
          they shape no segment
        </p>
      </header>
      <p class="fair-verdict">{sentence(found.verdict)}.</p>
      <Representation found={found} known={known} />
      <Together found={found} />
      <Parity found={found} />
    </section>
  );
}
