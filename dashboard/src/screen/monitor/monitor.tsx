import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { Monitor as Found, Problem, Segment } from '../../api/schema';
import { may } from '../../api/session';
import { useAnswer, valueOr } from '../../api/use';
import { Areas, type Layer } from '../../chart/areas';
import { PairOfHistograms } from '../../chart/pair';
import { count, day, figure, percent } from '../../figure/number';
import { sentence, title, words } from '../../figure/word';
import { Crumbs } from '../../part/crumbs';
import { useFirst } from '../../part/first';
import { Heading } from '../../part/heading';
import { Scroller } from '../../part/scroller';
import { Empty, Trouble, TroublePage, Waiting } from '../../part/state';
import { at } from '../../route';
import { Name } from '../../segment/name';
import { slots } from '../../segment/slot';
import { ADVICE, amount, clause, headline, reportOf, strongest } from './read';
import type { Alarm, MonitorReport, Pair, Windows } from './read';
import './monitor.css';

const SHOWN = 24;

type NameOf = (id: string) => string;

function layers(windows: Windows, ids: readonly string[], known: readonly Segment[], nameOf: NameOf): Layer[] {
  const slot = slots([], known);
  const layer = (id: string, at: number): Layer => ({
    id,
    slot: slot.get(id) ?? 0,
    name: id ? nameOf(id) : 'In no segment',
    shares: windows.map(
      ({ segments = [] }) => (segments[at] ?? 0) / (segments.reduce((sum, one) => sum + one, 0) || 1),
    ),
  });
  return [...ids, ''].map(layer).filter(({ id, shares }) => id || shares.some(share => share > 0));
}

/** How many customers each segment has had, day by day. */
function Shares({
  windows,
  report,
  known,
  nameOf,
}: {
  windows: Windows;
  report: MonitorReport;
  known: readonly Segment[];
  nameOf: NameOf;
}) {
  const ids = report.segments?.levels ?? [];
  const judged = [...windows].reverse().filter(window => window.segments);
  const trained = report.segments?.trained ?? [],
    all = trained.reduce((sum, one) => sum + one, 0) || 1;
  const shown = layers(judged, ids, known, nameOf);
  if (!shown.length) return null;
  return (
    <section class="block" aria-label="Segments over time">
      <h2>Segments over time</h2>
      {judged.length > 1 && <Areas layers={shown} days={judged.map(window => window.from)} />}
      <Scroller label="Segments over time, as a table">
        <table class="lines">
          <thead>
            <tr>
              <th scope="col">Segment</th>
              <th scope="col" class="num">
                In training
              </th>
              {judged.length > 1 && (
                <th scope="col" class="num">
                  {day(judged[0]!.from)}
                </th>
              )}
              <th scope="col" class="num">
                {day(judged.at(-1)!.to)}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((layer, place) => (
              <tr key={layer.id}>
                <th scope="row">{layer.slot ? <Name slot={layer.slot}>{layer.name}</Name> : layer.name}</th>
                <td class="num">{percent((layer.id ? (trained[place] ?? 0) : (trained[ids.length] ?? 0)) / all)}</td>
                {judged.length > 1 && <td class="num">{percent(layer.shares[0] ?? 0)}</td>}
                <td class="num">{percent(layer.shares.at(-1) ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </section>
  );
}

function range({ edges, levels }: Pair): string {
  if (levels) return levels.slice(0, 3).join(', ') + (levels.length > 3 ? ' …' : '');
  return edges?.length ? `${figure(edges[0]!)} to ${figure(edges.at(-1)!)}` : '';
}

/** The columns, those first that have changed most. */
function Columns({ report, nameOf }: { report: MonitorReport; nameOf: NameOf }) {
  const pairs = report.histograms ?? [];
  const [shown, rest] = useFirst(pairs, SHOWN);
  if (!pairs.length) return null;
  const limit = report.detectors?.tolerance ?? 0.1;
  return (
    <section class="block" aria-label="Columns">
      <h2>Columns, by how much they changed</h2>
      <p class="hint">
        The line is training, the bars are the newest day. Up to {figure(limit)} standard deviations are tolerated.
      </p>
      <Scroller label="Columns, as a table">
        <table class="lines moved">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Training and now</th>
              <th scope="col">What changed most</th>
              <th scope="col" class="num">
                By
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(pair => {
              const found = strongest(report.statistics ?? [], pair.of),
                effect = found?.effect ?? 0;
              const told = found ? clause(found.statistic, effect, nameOf) : '';
              return (
                <tr key={pair.of} class={found?.rejected ? 'changed' : ''}>
                  <th scope="row">
                    {pair.of}
                    <span class="note">{range(pair)}</span>
                  </th>
                  <td>
                    <PairOfHistograms before={pair.trained} now={pair.window} text={`${pair.of}, training and now`} />
                  </td>
                  <td>{found?.rejected ? <b>{sentence(told)}</b> : <span class="muted">nothing that matters</span>}</td>
                  <td class="num">
                    {found && amount(found.statistic, effect)}
                    {found?.interval && (
                      <span class="note">
                        {amount(found.statistic, found.interval[0], false)} to{' '}
                        {amount(found.statistic, found.interval[1])}
                      </span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroller>
      {rest}
    </section>
  );
}

/** What was alarmed about, those that are open first. */
function Alarms({
  dataset,
  alarms,
  nameOf,
  again,
}: {
  dataset: string;
  alarms: readonly Alarm[];
  nameOf: NameOf;
  again: () => void;
}) {
  const [trouble, setTrouble] = useState<Problem | null>(null);
  if (!alarms.length) return null;
  const acknowledge = ({ id }: Alarm): void => {
    setTrouble(null);
    ask(`/datasets/${encodeURIComponent(dataset)}/alarms/${id}/acknowledgement`, { method: 'PUT' }).then(
      again,
      (error: unknown) => setTrouble(asProblem(error)),
    );
  };
  return (
    <section class="block" aria-label="Alarms">
      <h2>Alarms</h2>
      <Scroller label="Alarms, as a table">
        <table class="lines">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">How</th>
              <th scope="col" class="num">
                By
              </th>
              <th scope="col">Since</th>
              <th scope="col">Until</th>
              <th scope="col">Seen to by</th>
            </tr>
          </thead>
          <tbody>
            {alarms.map(alarm => (
              <tr key={alarm.id}>
                <th scope="row">{sentence(clause(alarm.statistic, alarm.effect, nameOf))}</th>
                <td>{alarm.detector === 'day' ? 'suddenly' : 'slowly'}</td>
                <td class="num">{amount(alarm.statistic, alarm.effect)}</td>
                <td>{day(alarm.opened)}</td>
                <td>{alarm.closed ? day(alarm.closed) : <b>open</b>}</td>
                <td>
                  {alarm.acknowledged_by ??
                    (!alarm.closed && may('analyst') && (
                      <button type="button" onClick={() => acknowledge(alarm)}>
                        I see to it
                      </button>
                    ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {trouble && <Trouble problem={trouble} />}
    </section>
  );
}

/** Requests that could not be answered, by what was wrong with them. */
function Refused({ refused }: { refused: Readonly<Record<string, number>> }) {
  const reasons = Object.entries(refused).sort((a, b) => b[1] - a[1]);
  if (!reasons.length) return null;
  const word = (reason: string): string =>
    reason.startsWith('column:')
      ? `A value of ${reason.slice(7)} could not be used`
      : reason === 'record'
        ? 'A record could not be read'
        : 'A whole request could not be read';
  return (
    <section class="block" aria-label="Refused">
      <h2>Refused</h2>
      <dl class="facts">
        {reasons.map(([reason, times]) => (
          <div key={reason}>
            <dt>{word(reason)}</dt>
            <dd>{count(times)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Judged({
  dataset,
  found,
  known,
  again,
}: {
  dataset: string;
  found: Found;
  known: readonly Segment[];
  again: () => void;
}) {
  const report = reportOf(found),
    windows = found.windows ?? [],
    last = windows[0];
  const nameOf = (id: string): string => known.find(segment => segment.id === id)?.name ?? id;
  const quoted = (id: string): string => `“${nameOf(id)}”`;
  const rate = report?.detectors?.false_alarms_per_year;
  return (
    <main class="page" id="content">
      <Crumbs
        links={[
          ['Data sets', '/'],
          [title(dataset), at(dataset, 'segments')],
        ]}
      >
        monitor
      </Crumbs>
      <Heading>{headline(found, quoted)}</Heading>
      <p class="verdict">
        {ADVICE[found.retrain ?? 'no']}
        {last && ` ${sentence(words(last.records, 'answer'))} of ${day(last.to)}, version ${found.version}.`}
        {rate !== undefined && ` About ${words(rate, 'false alarm')} a year, however many columns there are.`}
      </p>
      {found.retrain === 'yes' && (
        <p class="buttons">
          <a class="button primary" href={at(dataset, 'data')}>
            Choose newer rows
          </a>
        </p>
      )}
      {report && <Shares windows={windows} report={report} known={known} nameOf={nameOf} />}
      <Alarms dataset={dataset} alarms={found.alarms ?? []} nameOf={quoted} again={again} />
      {report && <Columns report={report} nameOf={quoted} />}
      {report?.refused && <Refused refused={report.refused} />}
    </main>
  );
}

/** Whether customers are still as those of training, and what to do if they are not. */
export function Monitor({ dataset }: { dataset: string }) {
  const home = `/datasets/${encodeURIComponent(dataset)}`;
  const monitor = useAnswer<Found>(`${home}/monitor`);
  const known = valueOr(useAnswer<{ readonly items: readonly Segment[] }>(`${home}/segments`))?.items;
  useEffect(() => {
    document.title = `Monitor, ${title(dataset)} – Segmenta`;
  }, [dataset]);
  if (monitor.state === 'problem')
    return <TroublePage heading="What was watched could not be read" problem={monitor.problem} again={monitor.again} />;
  if (monitor.state === 'loading' || !known) return <Waiting text="Reading what was watched" />;
  const found = monitor.value;
  switch (found.state) {
    case 'not_live':
      return (
        <Empty heading="Nothing serves yet" text="Answers are watched from the day on that a version serves.">
          <a class="button primary" href={at(dataset, 'versions')}>
            To the versions
          </a>
        </Empty>
      );
    case 'waiting':
      return (
        <Empty
          heading="No day has been judged yet"
          text="Each day with 200 answers is judged two hours after its end, by UTC."
        />
      );
    case 'too_few':
      return (
        <Empty
          heading="Too few answers to judge"
          text="Even two weeks together had fewer than 200 answers; so few tell nothing for sure."
        />
      );
    default:
      return <Judged dataset={dataset} found={found} known={known} again={monitor.again} />;
  }
}
