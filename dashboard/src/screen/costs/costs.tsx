import { useEffect, useReducer, useState } from 'preact/hooks';
import { all } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { Problem, Run } from '../../api/schema';
import { Bars } from '../../chart/bars';
import { day, dollars, moment, monthName } from '../../figure/number';
import { counted, title } from '../../figure/word';
import { csv, save } from '../../part/download';
import { useFirst } from '../../part/first';
import { Heading } from '../../part/heading';
import { Scroller } from '../../part/scroller';
import { TroublePage, Waiting } from '../../part/state';
import { address, at, requery } from '../../route';
import { runText } from '../data/words';
import { byDataset, byDay, costOf, monthAfter } from './reckon';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const SHOWN = 20;

/** All runs of a month, by UTC. */
function useRuns(month: string): { runs: readonly Run[] | null; problem: Problem | null; again: () => void } {
  const [runs, setRuns] = useState<readonly Run[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [round, again] = useReducer<number, void>(count => count + 1, 0);
  useEffect(() => {
    const stop = new AbortController();
    setRuns(null);
    setProblem(null);
    // A moment before the month, as what is after it is asked for.
    const after = new Date(Date.parse(`${month}-01T00:00:00Z`) - 1).toISOString();
    all<Run>(`/runs?limit=200&created_after=${encodeURIComponent(after)}`, stop.signal).then(
      found => setRuns(found.filter(run => run.created_at.startsWith(month))),
      (error: unknown) => {
        if (!stop.signal.aborted) setProblem(asProblem(error));
      },
    );
    return () => stop.abort();
  }, [month, round]);
  return { runs, problem, again };
}

function Months({ month, present }: { month: string; present: string }) {
  const later = monthAfter(month, 1),
    before = monthAfter(month, -1);
  return (
    <p class="buttons">
      <button type="button" onClick={() => requery({ month: before })}>
        {monthName(before)}
      </button>
      {month < present && (
        <button type="button" onClick={() => requery({ month: later === present ? null : later })}>
          {monthName(later)}
        </button>
      )}
    </p>
  );
}

function DataSets({ runs }: { runs: readonly Run[] }) {
  return (
    <section class="block" aria-labelledby="sets-title">
      <header class="block-head">
        <h2 id="sets-title">By data set</h2>
      </header>
      <Scroller label="Costs by data set, as a table">
        <table class="lines">
          <thead>
            <tr>
              <th scope="col">Data set</th>
              {['Runs', 'Function', 'Requests', 'A month of storage', 'Together'].map(text => (
                <th scope="col" class="num" key={text}>
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {byDataset(runs).map(([name, cost]) => (
              <tr key={name}>
                <th scope="row">
                  <a class="link" href={at(name, 'data')}>
                    {title(name)}
                  </a>
                </th>
                <td class="num">{cost.runs}</td>
                <td class="num">{dollars(cost.compute)}</td>
                <td class="num">{dollars(cost.requests)}</td>
                <td class="num">{dollars(cost.storage)}</td>
                <td class="num">
                  <b>{dollars(cost.spent)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </section>
  );
}

const expected = ({ usd }: Run): string =>
  usd?.low === undefined || usd.high === undefined ? '–' : `${dollars(usd.low)} to ${dollars(usd.high)}`;

function Runs({ runs, month }: { runs: readonly Run[]; month: string }) {
  const dearest = [...runs].sort((a, b) => (b.usd?.spent ?? 0) - (a.usd?.spent ?? 0));
  const [shown, rest] = useFirst(dearest, SHOWN);
  const rows = dearest.map(run => [run.id, run.dataset, run.created_at, run.status, run.usd?.spent ?? '']);
  return (
    <section class="block" aria-labelledby="runs-title">
      <header class="block-head">
        <h2 id="runs-title">Runs, the dearest first</h2>
        <button
          type="button"
          class="plain"
          onClick={() =>
            save(`costs-${month}.csv`, [csv([['run', 'dataset', 'begun', 'state', 'usd'], ...rows])], 'text/csv')
          }
        >
          CSV
        </button>
      </header>
      <Scroller label="Runs, as a table">
        <table class="lines">
          <thead>
            <tr>
              <th scope="col">Begun</th>
              <th scope="col">Data set</th>
              <th scope="col">State</th>
              <th scope="col" class="num">
                Expected
              </th>
              <th scope="col" class="num">
                Cost
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(run => (
              <tr key={run.id}>
                <th scope="row">
                  <a class="link" href={at(run.dataset, `runs/${run.id}`)}>
                    {moment(run.created_at)}
                  </a>
                </th>
                <td>{title(run.dataset)}</td>
                <td>{runText(run.status)}</td>
                <td class="num">{expected(run)}</td>
                <td class="num">{run.usd?.spent === undefined ? '–' : dollars(run.usd.spent)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {rest}
    </section>
  );
}

/** What the runs of a month cost at AWS's prices, by day, data set and run. */
export function Costs() {
  const present = new Date().toISOString().slice(0, 7),
    asked = address.value.query.get('month') ?? '';
  const month = MONTH.test(asked) ? asked : present;
  const { runs, problem, again } = useRuns(month);
  useEffect(() => {
    document.title = `Costs, ${monthName(month)} – Segmenta`;
  }, [month]);
  if (problem) return <TroublePage heading="The costs could not be read" problem={problem} again={again} />;
  if (!runs) return <Waiting text="Reading the costs" />;
  const cost = costOf(runs),
    prices = runs.find(run => run.usd)?.usd?.prices_of,
    days = byDay(runs, month);
  const untold = runs.reduce((sum, run) => sum + (run.usd?.attempts_untold ?? 0), 0);
  const ends = [`${month}-01T12:00:00Z`, `${month}-${days.length}T12:00:00Z`].map(day);
  return (
    <main class="page narrow" id="content">
      <Heading>
        {runs.length
          ? `${counted(runs.length, 'run')} of ${monthName(month)} cost ${dollars(cost.spent)}`
          : `No run in ${monthName(month)}`}
      </Heading>
      <p class="verdict">
        {runs.length > 0 && (
          <>
            Expected were {dollars(cost.low)} to {dollars(cost.high)}. At AWS’s prices{prices && ` in ${prices}`}, a
            month of what the runs stored included, without tax and free tier.{' '}
          </>
        )}
        {untold > 0 && `The cost of ${counted(untold, 'attempt')} that died or still go on is not among it. `}
        What answers, watches and keeps the catalogue is on the bill of AWS.
      </p>
      <Months month={month} present={present} />
      {runs.length > 0 && (
        <>
          <section class="block first" aria-label="By day">
            <Bars
              values={days}
              ends={ends}
              text={`${dollars(cost.spent)} in ${monthName(month)}; the dearest day cost ${dollars(Math.max(...days))}`}
            />
          </section>
          <DataSets runs={runs} />
          <Runs runs={runs} month={month} />
        </>
      )}
    </main>
  );
}
