import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, pause } from '../../api/client';
import type { Manifest, Report } from '../../api/documents';
import { asProblem } from '../../api/problem';
import type { Model, Problem, Run as RunOf, RunUsd } from '../../api/schema';
import { may } from '../../api/session';
import { useAnswer, valueOr } from '../../api/use';
import { bytes, count, dollars, moment, percent, seconds } from '../../figure/number';
import { sentence, title } from '../../figure/word';
import { Heading } from '../../part/heading';
import { Progress, Trouble, TroublePage, Waiting } from '../../part/state';
import { Steps } from '../../part/steps';
import { at, go } from '../../route';
import { fileOf } from '../data/words';
import './run.css';

const STAGES = [
  ['reading', 'Reading the file'],
  ['features', 'Making features'],
  ['clustering', 'Finding segments'],
  ['judging', 'Judging them'],
  ['profiling', 'Telling what sets them apart'],
  ['writing', 'Writing it down'],
  ['identity', 'Comparing with the segments before'],
  ['storing', 'Storing'],
] as const;

const PACE = 1500;

function Stages({ run, took }: { run: RunOf; took: Readonly<Record<string, number>> }) {
  const present = STAGES.findIndex(([stage]) => stage === run.stage);
  return (
    <ol class="stages">
      {STAGES.map(([stage, text], place) => {
        const done = run.status === 'succeeded' || place < present,
          now = place === present && run.status !== 'succeeded';
        const ended = now && run.status !== 'running';
        return (
          <li
            key={stage}
            class={now ? 'now' : done ? '' : 'later'}
            {...(now ? { 'aria-current': 'step' as const } : {})}
          >
            <span class="sign" aria-hidden="true">
              {done ? '✓' : ended ? '✕' : now ? '›' : ''}
            </span>
            <span>
              {text}
              {done && <span class="sr">, done</span>}
            </span>
            <span class="took">{took[stage] === undefined ? '' : seconds(took[stage])}</span>
            {now && !ended && (
              <>
                <Progress label={text} value={run.progress} />
                <span class="detail">{run.detail}</span>
              </>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Seconds since a moment, told anew each second while the run goes on. */
function useElapsed(since: string | undefined, until: string | undefined): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (until || !since) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [since, until]);
  return since ? Math.max(0, ((until ? Date.parse(until) : now) - Date.parse(since)) / 1000) : 0;
}

/** Waits until the run is registered as a version, and gives that. */
async function versionOf(run: RunOf, signal: AbortSignal): Promise<number> {
  for (;;) {
    const { value } = await ask<{ readonly items: readonly Model[] }>(
      `/datasets/${encodeURIComponent(run.dataset)}/models?limit=50`,
      { signal },
    );
    const found = value.items.find(model => model.run === run.id);
    if (found) return found.version;
    await pause(PACE, signal);
  }
}

function useVersionOf(run: RunOf | null, seenRunning: boolean): number | null {
  const [version, setVersion] = useState<number | null>(null);
  useEffect(() => {
    if (run?.status !== 'succeeded') return undefined;
    const stop = new AbortController();
    versionOf(run, stop.signal)
      .then(found => {
        setVersion(found);
        if (seenRunning) go(at(run.dataset, 'segments', { version: found }));
      })
      .catch(() => undefined);
    return () => stop.abort();
  }, [run?.status]);
  return version;
}

const HEADINGS: Readonly<Record<RunOf['status'], string>> = {
  running: 'Finding segments',
  succeeded: 'The run is done',
  failed: 'The run failed',
  cancelled: 'The run was cancelled',
};

/** What was found and done, by column; what is about the whole table comes first. */
function grouped(report: Report): (readonly [string, string])[] {
  const found = new Map<string, Set<string>>();
  for (const { column = '', text } of report.findings) found.set(column, (found.get(column) ?? new Set()).add(text));
  return [...found]
    .sort(([a], [b]) => Number(a !== '') - Number(b !== ''))
    .map(([name, texts]) => [name, [...texts].join('; ')]);
}

function Ended({ run, version }: { run: RunOf; version: number | null }) {
  const report = valueOr(
    useAnswer<Report>(run.status === 'succeeded' ? `/runs/${run.id}/documents/report.json` : null),
  );
  if (run.status === 'succeeded') {
    return (
      <>
        <p class="buttons">
          {version === null ? (
            <span class="muted" role="status">
              Waiting to be registered as a version …
            </span>
          ) : (
            <a class="button primary" href={at(run.dataset, 'segments', { version })}>
              See the segments
            </a>
          )}
        </p>
        {report && (
          <section class="block" aria-labelledby="done-title">
            <header class="block-head">
              <h2 id="done-title">What was done with the file</h2>
              <p class="muted">{report.summary}</p>
            </header>
            <ul class="findings">
              {grouped(report).map(([column, text]) => (
                <li key={column}>
                  {column && <b>{column} </b>}
                  {text}
                </li>
              ))}
            </ul>
          </section>
        )}
      </>
    );
  }
  return (
    <>
      {run.failure && <Trouble problem={{ ...run.failure, instance: '' }} />}
      {run.cancellation && (
        <p class="verdict">
          {run.cancellation.by} ended it, {moment(run.cancellation.at)}. Nothing of it was kept.
        </p>
      )}
      <p class="buttons">
        <a class="button primary" href={at(run.dataset, 'data')}>
          Change the settings
        </a>
      </p>
    </>
  );
}

/** What the run costs at AWS's prices: what it has, or is expected to, and how long it still takes. */
function spent(run: RunOf): string {
  const { usd, eta_seconds: left } = run;
  const remaining = left === undefined ? '' : `, about ${seconds(left)} to go`;
  if (usd?.spent !== undefined) return `${remaining}, costs ${dollars(usd.spent)} on AWS`;
  return usd?.low === undefined || usd.high === undefined
    ? remaining
    : `${remaining}, expected to cost ${dollars(usd.low)} to ${dollars(usd.high)} on AWS`;
}

/** What a run has cost, by part, beside what was expected of it. */
function Cost({ usd, month }: { usd: RunUsd; month: string }) {
  const { low, high, spent: all, compute, requests, storage_month: storage } = usd;
  const parts: readonly (readonly [string, number | undefined])[] = [
    [
      usd.function_seconds === undefined
        ? 'Function'
        : `Function, ${seconds(usd.function_seconds)} with ${count(usd.function_mb ?? 0)} MB`,
      compute,
    ],
    ['Requests to the store', requests],
    ['A month of what it stored', storage],
    ['Together', all],
  ];
  if (all === undefined) return null;
  return (
    <section class="block" aria-labelledby="cost-title">
      <header class="block-head">
        <h2 id="cost-title">What it cost</h2>
        <p class="muted">
          at AWS’s prices in {usd.prices_of}
          {low !== undefined && high !== undefined && `; expected were ${dollars(low)} to ${dollars(high)}`}
        </p>
      </header>
      <dl class="facts parted">
        {parts.map(
          ([text, value]) =>
            value !== undefined && (
              <div key={text}>
                <dt>{text}</dt>
                <dd>{value === all ? <b>{dollars(value)}</b> : dollars(value)}</dd>
              </div>
            ),
        )}
      </dl>
      <p class="hint">
        <a class="link" href={`/costs?month=${month}`}>
          All runs of that month
        </a>
      </p>
    </section>
  );
}

/** How far a run is, or how it ended. */
export function Run({ dataset, run: id }: { dataset: string; run: string }) {
  const use = useAnswer<RunOf>(`/runs/${encodeURIComponent(id)}`),
    run = valueOr(use);
  const manifest = valueOr(
    useAnswer<Manifest>(run?.status === 'succeeded' ? `/runs/${id}/documents/manifest.json` : null),
  );
  const seenRunning = useRef(false),
    [trouble, setTrouble] = useState<Problem | null>(null);
  const elapsed = useElapsed(run?.created_at, run?.finished_at);
  if (run?.status === 'running') seenRunning.current = true;
  const version = useVersionOf(run, seenRunning.current);
  useEffect(() => {
    if (run)
      document.title =
        run.status === 'running'
          ? `${percent(run.progress)} ${run.stage} – Segmenta`
          : `${HEADINGS[run.status]} – Segmenta`;
  }, [run]);
  if (use.state === 'problem')
    return <TroublePage heading="The run could not be read" problem={use.problem} again={use.again} />;
  if (!run) return <Waiting text="Reading the run" />;
  const cancel = (): void => {
    setTrouble(null);
    ask(`/runs/${id}/cancellation`, { method: 'PUT' }).then(use.again, (error: unknown) =>
      setTrouble(asProblem(error)),
    );
  };
  const begun = moment(run.created_at);
  const lasted =
    run.status === 'running'
      ? `begun ${begun}, ${seconds(Math.floor(elapsed))} so far`
      : `begun ${begun}, took ${seconds(manifest?.seconds ?? Math.round(elapsed))}`;
  return (
    <main class="page narrow" id="content">
      <header class="page-head">
        <div class="page-title">
          <Steps now="Run" />
          <Heading>{HEADINGS[run.status]}</Heading>
          <p class="verdict">
            {fileOf(run.upload.key)}, {bytes(run.upload.size)}, of {title(dataset)}; {lasted}
            {spent(run)}.
          </p>
        </div>
      </header>
      <p class="sr" aria-live="polite">
        {run.status === 'running' ? sentence(run.stage) : HEADINGS[run.status]}
      </p>
      <Stages run={run} took={manifest?.stages ?? {}} />
      {run.status === 'running' &&
        (run.cancellation ? (
          <p class="verdict" role="status">
            Asked to end by {run.cancellation.by}; it ends at the next stage.
          </p>
        ) : (
          may('analyst') && (
            <p class="buttons">
              <button type="button" onClick={cancel}>
                Cancel the run
              </button>
            </p>
          )
        ))}
      {trouble && <Trouble problem={trouble} />}
      {run.status !== 'running' && <Ended run={run} version={version} />}
      {run.status !== 'running' && run.usd && <Cost usd={run.usd} month={run.created_at.slice(0, 7)} />}
    </main>
  );
}
