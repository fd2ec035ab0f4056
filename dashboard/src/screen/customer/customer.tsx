import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import type { Part, ProfilePage } from '../../api/documents';
import { asProblem, ProblemError } from '../../api/problem';
import type { Customer as Found, Problem, Segment } from '../../api/schema';
import { may } from '../../api/session';
import { useAnswer, valueOr } from '../../api/use';
import { count, day, surety } from '../../figure/number';
import { list, title } from '../../figure/word';
import { Heading } from '../../part/heading';
import { Segmented } from '../../part/segmented';
import { Empty, Trouble } from '../../part/state';
import { at } from '../../route';
import { Mark } from '../../segment/mark';
import { Name } from '../../segment/name';
import { colourOf, slots } from '../../segment/slot';
import { AnswerForm } from './form';
import { everybodyOf, Why, WouldMove } from './why';
import './customer.css';

type Slots = ReadonlyMap<string, number>;

const sure = (confidence: number): string =>
  confidence >= 0.95 ? 'Clearly so' : confidence >= 0.7 ? 'Probably so' : 'Perhaps so';

const UNLIKE = ' Unlike the usual customers of this segment.';

/** Where a customer is, in a sentence. */
function Place({
  id,
  found,
  segments,
  slotOf,
}: {
  id: string;
  found: Found;
  segments: readonly Segment[];
  slotOf: Slots;
}) {
  if (found.opted_out) {
    return (
      <header class="customer-head">
        <p class="crumbs">{id}</p>
        <Heading>Left out</Heading>
        <p class="verdict">This customer has opted out; nothing else is told.</p>
      </header>
    );
  }
  if (found.segment_id === undefined) {
    return (
      <header class="customer-head">
        <p class="crumbs">{id}</p>
        <Heading>Not in the version that serves</Heading>
        <p class="verdict">
          {found.history.length ? 'Earlier versions know this customer; see below.' : 'No version knows this customer.'}
        </p>
      </header>
    );
  }
  if (found.outside && found.segment_id === 'none') {
    return (
      <header class="customer-head">
        <p class="crumbs">{id}</p>
        <Heading>Outside every segment</Heading>
        <p class="verdict">Unlike the customers of every segment; nothing is said of this one.</p>
      </header>
    );
  }
  const slot = slotOf.get(found.segment_id) ?? 0,
    confidence = found.confidence ?? 0;
  const action = segments.find(segment => segment.id === found.segment_id)?.action;
  const other = segments.find(segment => segment.id === found.between)?.name;
  return (
    <header class="customer-head" style={{ '--c': colourOf(slot) }}>
      <p class="crumbs">{id} is in</p>
      <Heading>
        <Mark slot={slot} size={20} />
        {found.name}
      </Heading>
      <p class="verdict">
        {sure(confidence)}: confidence {surety(confidence)}
        {other && <>; on the border of “{other}”</>}.{found.outside && UNLIKE}
        {found.rows !== undefined && ` The file has ${count(found.rows)} rows with this identifier; this is the first.`}
      </p>
      {action && <p class="action">{action}</p>}
    </header>
  );
}

/** Why a customer is where they are, beside everybody of the version. */
function Reasons({ dataset, found, slotOf }: { dataset: string; found: Found; slotOf: Slots }) {
  const { why, version } = found;
  const profile = valueOr(
    useAnswer<ProfilePage>(
      why && version !== undefined
        ? `/datasets/${encodeURIComponent(dataset)}/models/${version}/profile?limit=200`
        : null,
    ),
  );
  if (!why?.parts?.length) return why?.note ? <p class="hint">{why.note}</p> : null;
  const parts = why.parts as readonly Part[],
    against = (why.against ?? []) as readonly Part[];
  const sum = [...parts, ...against].reduce((all, part) => all + part.contribution, why.other ?? 0);
  return (
    <>
      {why.name && <p class="hint">A new customer like this one would be in “{why.name}”.</p>}
      <Why
        parts={parts}
        against={against}
        sum={sum}
        next={why.instead_of_name}
        slot={slotOf.get(found.segment_id ?? '') ?? 0}
        everybody={everybodyOf(profile)}
      />
      {why.note && <p class="hint">{why.note}</p>}
    </>
  );
}

function History({ found, slotOf }: { found: Found; slotOf: Slots }) {
  return (
    <section class="block" aria-labelledby="history-title">
      <header class="block-head">
        <h2 id="history-title">Before</h2>
        <p class="muted">by version, the newest first</p>
      </header>
      <ol class="history">
        {found.history.map(({ version, at: when, segment_id: id, name, confidence, outside }) => (
          <li key={version}>
            <span class="muted">
              version {version}, {day(when)}
            </span>
            <Name slot={slotOf.get(id) ?? 0}>{outside && id === 'none' ? 'outside every segment' : name}</Name>
            <span class="num">{surety(confidence)}</span>
          </li>
        ))}
      </ol>
      {found.not_searched && found.not_searched.length > 0 && (
        <p class="hint">
          Not looked into, as their rows have no index: {list(found.not_searched.map(version => `version ${version}`))}.
        </p>
      )}
    </section>
  );
}

function Search({ dataset, segments, slotOf }: { dataset: string; segments: readonly Segment[]; slotOf: Slots }) {
  const [id, setId] = useState('');
  const [result, setResult] = useState<{ readonly id: string; readonly found: Found } | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const look = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      const { value } = await ask<Found>(`/datasets/${encodeURIComponent(dataset)}/customers/search`, {
        method: 'POST',
        body: { id: id.trim() },
      });
      setResult({ id: id.trim(), found: value });
    } catch (error) {
      setResult(null);
      setTrouble(
        error instanceof ProblemError && error.problem.status === 404
          ? {
              ...error.problem,
              title: 'Nobody is called that',
              detail: 'No version has a row with this identifier; it may have been erased, or be of another data set.',
            }
          : asProblem(error),
      );
    }
    setBusy(false);
  };
  return (
    <>
      <form
        class="find"
        role="search"
        onSubmit={event => {
          event.preventDefault();
          if (id.trim()) void look();
        }}
      >
        <input
          type="search"
          aria-label="Identifier of a customer"
          placeholder="Identifier, as the file has it"
          autocomplete="off"
          spellcheck={false}
          value={id}
          onInput={event => setId(event.currentTarget.value)}
        />
        <button type="submit" class="primary" disabled={busy || !id.trim()}>
          {busy ? 'Looking …' : 'Look up'}
        </button>
      </form>
      {!result && !trouble && (
        <header class="customer-head">
          <Heading>Look up a customer</Heading>
          <p class="verdict">
            You see the segment that this customer is in, how sure that is, and what it was before. The identifier stays
            out of addresses and logs.
          </p>
        </header>
      )}
      {trouble && (
        <>
          <Heading hidden>Look up a customer</Heading>
          <Trouble problem={trouble} />
        </>
      )}
      {result && (
        <>
          <Place id={result.id} found={result.found} segments={segments} slotOf={slotOf} />
          <Reasons dataset={dataset} found={result.found} slotOf={slotOf} />
          <WouldMove found={result.found} slotOf={slotOf} />
          {result.found.history.length > 0 && <History found={result.found} slotOf={slotOf} />}
        </>
      )}
    </>
  );
}

/** One customer: by identifier, or by what is known of them. */
export function Customer({ dataset }: { dataset: string }) {
  const [way, setWay] = useState<'search' | 'form'>('search');
  const segments =
    valueOr(useAnswer<{ readonly items: readonly Segment[] }>(`/datasets/${encodeURIComponent(dataset)}/segments`))
      ?.items ?? [];
  const slotOf = slots([], segments);
  useEffect(() => {
    document.title = `Customers, ${title(dataset)} – Segmenta`;
  }, [dataset]);
  if (!may('analyst')) {
    return (
      <Empty
        heading="Customers are for analysts"
        text="Your role sees segments and versions; to look up people, ask for the role analyst."
      >
        <a class="button" href={at(dataset, 'segments')}>
          See the segments
        </a>
      </Empty>
    );
  }
  return (
    <main class="page narrow" id="content">
      <div class="ways">
        <Segmented
          label="Look up by"
          value={way}
          set={setWay}
          choices={[
            ['search', 'By identifier'],
            ['form', 'Fill in a form'],
          ]}
        />
      </div>
      {way === 'search' ? (
        <Search dataset={dataset} segments={segments} slotOf={slotOf} />
      ) : (
        <AnswerForm dataset={dataset} slotOf={slotOf} />
      )}
    </main>
  );
}
