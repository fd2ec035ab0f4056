import { useEffect, useState } from 'preact/hooks';
import type { EvidenceCard } from '../../api/documents';
import type { Approvals, Evidence, Live, Migration, Model, Segment } from '../../api/schema';
import { useAnswer, valueOr, type Use } from '../../api/use';
import { moment } from '../../figure/number';
import { counted, sentence, title, words } from '../../figure/word';
import { Crumbs } from '../../part/crumbs';
import { Heading } from '../../part/heading';
import { Notice, Trouble, TroublePage, Waiting } from '../../part/state';
import { address, at, go } from '../../route';
import { comparison, headline, summary } from '../versions/compare';
import { Flows } from '../versions/flows';
import '../versions/versions.css';
import { Decide } from './decide';
import { Gates, Sides } from './evidence';
import { Fairness } from './fairness';
import './approve.css';

type Card = Evidence & EvidenceCard;

const DECIDED: Readonly<Record<Approvals['status'], string>> = {
  pending: 'Waiting',
  approved: 'Approved',
  rejected: 'Rejected',
};

function Standing({ model, approvals, live }: { model: Model; approvals: Approvals | null; live: Live | null }) {
  if (live?.deployment?.version === model.version) {
    return (
      <Notice kind="open">
        <b>On its way.</b> Asked for {moment(live.deployment.requested_at)}; this page follows it.
      </Notice>
    );
  }
  if (live?.version === model.version)
    return (
      <Notice kind="done">
        <b>It serves</b>
        {live.since && ` since ${moment(live.since)}`}.
      </Notice>
    );
  if (!approvals || approvals.status === 'pending') return null;
  return (
    <Notice kind={approvals.status === 'rejected' ? 'bad' : 'open'}>
      <b>{DECIDED[approvals.status]}</b> {moment(approvals.changed_at)}. {approvals.comment}
    </Notice>
  );
}

interface Items<T> {
  readonly items: readonly T[];
}

const PACE = 2000;
const PATIENCE = 180_000;

/**
 * Asks what serves until a decision has come to it: deployment takes notice of one a moment later, and until then
 * nothing tells the pace.
 */
function useOutcome(live: Use<Live>, settled: (live: Live) => boolean): () => void {
  const [decided, setDecided] = useState(0);
  const answer = live.state === 'ready' ? live.answer : null,
    done = answer !== null && settled(answer.value);
  useEffect(() => {
    if (!decided || !answer || answer.again !== null || done) return undefined;
    if (Date.now() - decided > PATIENCE) return undefined;
    const timer = setTimeout(live.again, PACE);
    return () => clearTimeout(timer);
  }, [decided, answer, done]);
  return () => setDecided(Date.now());
}

function Review({ dataset, model, models }: { dataset: string; model: Model; models: readonly Model[] }) {
  const home = `/datasets/${encodeURIComponent(dataset)}`,
    path = `${home}/models/${model.version}`;
  const evidence = useAnswer<Card>(`${path}/evidence`),
    card = valueOr(evidence);
  const approvals = useAnswer<Approvals>(`${path}/approvals`),
    live = useAnswer<Live>(`${home}/live`);
  const status = valueOr(approvals)?.status;
  const decided = useOutcome(live, now => (status === 'approved') === (now.version === model.version));
  const migration = valueOr(
    useAnswer<Migration>(card?.reference_run ? `${home}/migrations?to=${model.version}` : null),
  );
  const segments = valueOr(useAnswer<Items<Segment>>(`${home}/segments`))?.items;
  const before = models.find(other => other.run === card?.reference_run) ?? null;
  const compared = migration && segments && before ? comparison(migration, segments, card?.names) : null;
  const rows = model.metrics?.n_samples;
  return (
    <main class="page narrow" id="content">
      <Crumbs
        links={[
          [title(dataset), at(dataset, 'segments')],
          ['Versions', at(dataset, 'versions')],
        ]}
      >
        {before
          ? `version ${model.version} against version ${before.version}${before.live ? ', which serves' : ''}`
          : `version ${model.version}`}
      </Crumbs>
      <Heading>
        {compared
          ? headline(compared)
          : rows === undefined
            ? `Version ${model.version}`
            : `${sentence(words(model.metrics?.n_clusters ?? 0, 'segment'))} of ${counted(rows, 'row')}`}
      </Heading>
      <p class="verdict">
        {compared
          ? summary(compared)
          : card?.reference_run
            ? ''
            : 'The first version of this data set: there is nothing to compare it with.'}
      </p>
      <Standing model={model} approvals={valueOr(approvals)} live={valueOr(live)} />
      {compared && migration && <Flows compared={compared} from={migration.from} to={migration.to} />}
      {evidence.state === 'problem' && <Trouble problem={evidence.problem} again={evidence.again} />}
      {card && <Gates card={card} />}
      {card?.fairness && <Fairness run={model.run} known={segments ?? []} />}
      <Sides now={model} before={before} />
      <Decide
        dataset={dataset}
        model={model}
        approvals={approvals}
        live={live}
        needs={card?.needs_comment ?? []}
        decided={decided}
      />
      {valueOr(approvals)?.decisions.length ? (
        <section class="block" aria-labelledby="decided-title">
          <header class="block-head">
            <h2 id="decided-title">Decided before</h2>
          </header>
          <ul class="became">
            {valueOr(approvals)?.decisions.map(({ status, at: when, comment }) => (
              <li key={when}>
                {DECIDED[status]}, {moment(when)}. {comment}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </main>
  );
}

/** What a version would change, what speaks for it, and the decision. */
export function Approve({ dataset }: { dataset: string }) {
  const version = Number(address.value.query.get('version'));
  const models = useAnswer<Items<Model>>(`/datasets/${encodeURIComponent(dataset)}/models?limit=200`);
  const items = valueOr(models)?.items,
    model = items?.find(one => one.version === version);
  useEffect(() => {
    document.title = `Version ${version}, ${title(dataset)} – Segmenta`;
  }, [version]);
  useEffect(() => {
    if (items && !model) go(at(dataset, 'versions'));
  }, [items]);
  if (models.state === 'problem')
    return <TroublePage heading="The version could not be read" problem={models.problem} again={models.again} />;
  if (!items || !model) return <Waiting text="Reading the version" />;
  return <Review key={version} dataset={dataset} model={model} models={items} />;
}
