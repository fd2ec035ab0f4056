import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { Experiment, Problem, Segment } from '../../api/schema';
import { may } from '../../api/session';
import { useAnswer, valueOr } from '../../api/use';
import { count, moment, percent } from '../../figure/number';
import { counted, title } from '../../figure/word';
import { Crumbs } from '../../part/crumbs';
import { Heading } from '../../part/heading';
import { Notice, Trouble, TroublePage, Waiting } from '../../part/state';
import { at } from '../../route';
import { slots } from '../../segment/slot';
import { Agreement, Arms, Parted } from './arms';
import { advice, becauseOf, decisionText, headline, KINDS, reportOf, standing } from './read';

function Stop({ experiment, changed }: { experiment: Experiment; changed: () => void }) {
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  if (!may('approver')) return <p class="hint">To stop it, the role approver is needed.</p>;
  const stop = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      await ask(`/experiments/${experiment.id}/stop`, { method: 'PUT' });
      changed();
    } catch (error) {
      setTrouble(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <div class="stop">
      <p class="buttons">
        <button
          type="button"
          class="primary"
          disabled={busy}
          onClick={() => {
            void stop();
          }}
        >
          {busy ? 'Stopping …' : `Give all customers back to version ${experiment.champion}`}
        </button>
        <span class="hint inline">Within a minute; what was found stays.</span>
      </p>
      {trouble && <Trouble problem={trouble} />}
    </div>
  );
}

function Looks({ experiment: { looks = [] } }: { experiment: Experiment }) {
  if (!looks.length) return null;
  return (
    <section class="block" aria-labelledby="looks-title">
      <header class="block-head">
        <h2 id="looks-title">Looks at it</h2>
        <p class="muted">every hour that saw something new, the newest first</p>
      </header>
      <ol class="looks">
        {looks.slice(0, 24).map(look => (
          <li key={look.at}>
            <span class="muted">{moment(look.at)}</span>
            <span>{decisionText(look.decision)}</span>
          </li>
        ))}
      </ol>
      {looks.length > 24 && <p class="hint">and {counted(looks.length - 24, 'look')} before.</p>}
    </section>
  );
}

function Facts({ experiment: one }: { experiment: Experiment }) {
  return (
    <section class="block first" aria-label="What is tried">
      <dl class="facts parted">
        <div>
          <dt>How</dt>
          <dd>{KINDS.find(([kind]) => kind === one.kind)?.[1]}</dd>
        </div>
        <div>
          <dt>{one.kind === 'shadow' ? 'Requests that both are asked' : 'Customers of the challenger'}</dt>
          <dd>{percent(one.share)}</dd>
        </div>
        {one.kind !== 'shadow' && (
          <div>
            <dt>Customers planned, of both arms</dt>
            <dd>{count(one.customers)}</dd>
          </div>
        )}
        <div>
          <dt>Begun</dt>
          <dd>
            {moment(one.started_at)} by {one.started_by}
          </dd>
        </div>
        <div>
          <dt>{one.ended ? 'Ended' : 'Customers are parted until'}</dt>
          <dd>{moment(one.ended?.at ?? one.ends_at)}</dd>
        </div>
        {one.outcomes && (
          <div>
            <dt>Outcomes are put under</dt>
            <dd>
              <code>{one.outcomes}</code>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** One experiment: what it found, both arms with the interval of the difference, and its end. */
export function One({ dataset, id }: { dataset: string; id: string }) {
  const use = useAnswer<Experiment>(`/experiments/${encodeURIComponent(id)}`);
  const segments =
    valueOr(useAnswer<{ readonly items: readonly Segment[] }>(`/datasets/${encodeURIComponent(dataset)}/segments`))
      ?.items ?? [];
  useEffect(() => {
    document.title = `Experiment, ${title(dataset)} – Segmenta`;
  }, [dataset]);
  if (use.state === 'problem')
    return <TroublePage heading="The experiment could not be read" problem={use.problem} again={use.again} />;
  if (use.state === 'loading') return <Waiting text="Reading the experiment" />;
  const experiment = use.value,
    report = reportOf(experiment),
    found = standing(experiment);
  const known = {
    nameOf: (of: string) =>
      segments.find(segment => segment.id === of)?.name ?? (of === 'none' ? 'Outside every segment' : of),
    slotOf: slots([], segments),
  };
  return (
    <main class="page narrow" id="content">
      <Crumbs
        links={[
          [title(dataset), at(dataset, 'segments')],
          ['Experiments', at(dataset, 'experiments')],
        ]}
      >
        version {experiment.challenger} beside version {experiment.champion}
      </Crumbs>
      <Heading>{headline(experiment)}</Heading>
      <p class="verdict">{advice(experiment)}</p>
      {experiment.ended ? (
        <Notice
          kind={found === 'sample_ratio_mismatch' ? 'bad' : 'done'}
          actions={
            found === 'for' && (
              <a class="button primary" href={at(dataset, 'approve', { version: experiment.challenger })}>
                Let version {experiment.challenger} serve
              </a>
            )
          }
        >
          <b>Ended</b>, as {becauseOf(experiment.ended)}. Every customer gets the answers of the version that serves.
        </Notice>
      ) : (
        <Notice kind="open">
          <b>It runs.</b>{' '}
          {report
            ? `Looked at ${moment(experiment.looks?.[0]?.at ?? experiment.started_at)}.`
            : 'Nobody has looked yet.'}
        </Notice>
      )}
      <Facts experiment={experiment} />
      {report && <Arms experiment={experiment} report={report} known={known} />}
      {report && <Parted report={report} known={known} />}
      {report && <Agreement experiment={experiment} report={report} known={known} />}
      <Looks experiment={experiment} />
      {!experiment.ended && <Stop experiment={experiment} changed={use.again} />}
    </main>
  );
}
