import { Flow } from '../../chart/flow';
import { count, decimals } from '../../figure/number';
import { csv, save } from '../../part/download';
import { useFirst } from '../../part/first';
import { Scroller } from '../../part/scroller';
import { Name } from '../../segment/name';
import { summary, type Comparison } from './compare';

/** So many moves, the largest, unless all are asked for. */
const FEW = 8;

const halves = (value: number | null): string =>
  value === null ? '–' : value % 1 ? decimals(value, 1) : count(value);

/** Who moves where, as a picture and as a table; and what became of each segment, in words. */
export function Flows({ compared, from, to }: { compared: Comparison; from: number; to: number }) {
  const { before, after, flows, transitions, hidden } = compared;
  const nameOf = new Map([...before, ...after].map(side => [side.id, side]));
  const moves = flows.filter(flow => flow.from !== flow.to).sort((a, b) => b.customers - a.customers);
  const [shown, rest] = useFirst(moves, FEW);
  return (
    <>
      {before.length > 0 && after.length > 0 && (
        <section class="block first" aria-labelledby="flow-title">
          <header class="block-head">
            <h2 id="flow-title">Who moves where</h2>
            <p class="muted">
              version {from}, left; version {to}, right
            </p>
          </header>
          <Flow before={before} after={after} bands={flows} text={summary(compared) || 'No customer moves.'} />
          {hidden && <p class="hint">Some moves are {hidden}.</p>}
          {!flows.length && !hidden && (
            <p class="hint">
              Nothing in the files names customers, so who moved is not known; sizes are those of each file.
            </p>
          )}
        </section>
      )}
      {transitions.length > 0 && (
        <section class="block" aria-labelledby="became-title">
          <header class="block-head">
            <h2 id="became-title">What became of the segments</h2>
          </header>
          <ul class="became">
            {transitions.map(({ text, certainty }) => (
              <li key={text}>
                {text}
                {certainty !== undefined && certainty < 0.9 && <span class="muted"> Not certain: look yourself.</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {moves.length > 0 && (
        <section class="block" aria-labelledby="moves-title">
          <header class="block-head">
            <h2 id="moves-title">Moves</h2>
            <button
              type="button"
              class="plain"
              onClick={() =>
                save(
                  'moves.csv',
                  [
                    csv([
                      ['from', 'to', 'customers', 'customer changed', 'model changed'],
                      ...moves.map(move => [
                        nameOf.get(move.from)?.name ?? move.from,
                        nameOf.get(move.to)?.name ?? move.to,
                        move.customers,
                        move.byCustomer ?? '',
                        move.byModel ?? '',
                      ]),
                    ]),
                  ],
                  'text/csv',
                )
              }
            >
              CSV
            </button>
          </header>
          <Scroller label="Moves, as a table">
            <table class="lines">
              <thead>
                <tr>
                  <th scope="col">From</th>
                  <th scope="col">To</th>
                  <th scope="col" class="num">
                    Customers
                  </th>
                  <th scope="col" class="num">
                    Customer changed
                  </th>
                  <th scope="col" class="num">
                    Model changed
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map(move => (
                  <tr key={`${move.from} ${move.to}`}>
                    {[move.from, move.to].map(id => (
                      <td key={id}>
                        <Name slot={nameOf.get(id)?.slot ?? 0}>{nameOf.get(id)?.name ?? id}</Name>
                      </td>
                    ))}
                    <td class="num">{count(move.customers)}</td>
                    <td class="num">{halves(move.byCustomer)}</td>
                    <td class="num">{halves(move.byModel)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
          {rest}
        </section>
      )}
    </>
  );
}
