import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { AuditAction, AuditEntry, Problem } from '../../api/schema';
import { may, me } from '../../api/session';
import { useAnswer } from '../../api/use';
import { moment } from '../../figure/number';
import { sentence, title } from '../../figure/word';
import { Heading } from '../../part/heading';
import { Scroller } from '../../part/scroller';
import { Empty, Trouble, Waiting } from '../../part/state';
import { address, requery } from '../../route';
import './audit.css';

const ACTIONS: Readonly<Record<AuditAction, string>> = {
  'dataset-added': 'added a data set',
  'file-uploaded': 'announced a file',
  'run-started': 'started a run',
  'run-cancelled': 'cancelled a run',
  'repetition-asked-for': 'had a run made again',
  'segment-edited': 'edited a segment',
  'version-decided': 'decided about a version',
  'rows-listed': 'saw rows of people',
  'rows-exported': 'asked for a list of rows',
  'customer-looked-up': 'looked a customer up',
  'subject-answered': 'told a customer what is known',
  'customer-opted-out': 'left a customer out',
  'opt-out-taken-back': 'took an opt-out back',
  'erasure-asked-for': 'had a customer erased',
  'dataset-deleted': 'deleted a data set',
  'live-changed': 'changed what serves',
  'experiment-started': 'started an experiment',
  'experiment-stopped': 'stopped an experiment',
  'features-defined': 'defined a view of features',
  'alarm-acknowledged': 'sees to an alarm of drift',
};

const FILTERS = ['dataset', 'actor', 'action'] as const;

interface Page {
  readonly items: readonly AuditEntry[];
  readonly next?: string;
}

const short = (value: Readonly<Record<string, unknown>> | undefined): string =>
  value
    ? Object.entries(value)
        .map(([name, of]) => `${name} ${typeof of === 'string' ? of : JSON.stringify(of)}`)
        .join(', ')
    : '';

function Entry({ entry }: { entry: AuditEntry }) {
  const before = short(entry.before),
    after = short(entry.after);
  return (
    <tr>
      <td class="when">{moment(entry.at)}</td>
      <th scope="row">
        {entry.actor} <span class="muted">{entry.role}</span>
      </th>
      <td>
        {ACTIONS[entry.action]}
        {entry.dataset && <span class="muted"> of {title(entry.dataset)}</span>}
      </td>
      <td class="what">
        <span>{entry.object}</span>
        {entry.comment && <q>{entry.comment}</q>}
        {(before || after) && (
          <details>
            <summary>What changed</summary>
            {before && <p>before: {before}</p>}
            {after && <p>since: {after}</p>}
            <p class="muted">request {entry.request_id}</p>
          </details>
        )}
      </td>
    </tr>
  );
}

function Filters() {
  const { query } = address.value;
  return (
    <form class="filters" role="search" onSubmit={event => event.preventDefault()}>
      <label>
        Data set
        <input
          type="search"
          value={query.get('dataset') ?? ''}
          onChange={event => requery({ dataset: event.currentTarget.value })}
        />
      </label>
      <label>
        Who
        <input
          type="search"
          value={query.get('actor') ?? ''}
          onChange={event => requery({ actor: event.currentTarget.value })}
        />
      </label>
      <label>
        What
        <select value={query.get('action') ?? ''} onChange={event => requery({ action: event.currentTarget.value })}>
          <option value="">anything</option>
          {Object.entries(ACTIONS).map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
}

function Entries({ path }: { path: string }) {
  const page = useAnswer<Page>(path);
  const [more, setMore] = useState<readonly Page[]>([]);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  if (page.state === 'problem') return <Trouble problem={page.problem} again={page.again} />;
  if (page.state === 'loading')
    return (
      <p class="muted" role="status">
        Reading …
      </p>
    );
  const pages = [page.value, ...more],
    next = pages[pages.length - 1]?.next;
  const entries = pages.flatMap(one => one.items);
  if (!entries.length) return <p class="muted">Nothing of the kind was done.</p>;
  const read = (): void => {
    if (next)
      ask<Page>(next).then(
        ({ value }) => setMore([...more, value]),
        (error: unknown) => setTrouble(asProblem(error)),
      );
  };
  return (
    <>
      <Scroller label="Audit, as a table">
        <table class="lines audit">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">To what</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(entry => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      </Scroller>
      {next && (
        <p class="buttons">
          <button type="button" onClick={read}>
            Show more
          </button>
        </p>
      )}
      {trouble && <Trouble problem={trouble} />}
    </>
  );
}

/** Who did what, the newest first; filters stand in the address. */
export function Audit() {
  const { query } = address.value;
  useEffect(() => {
    document.title = 'Audit – Segmenta';
  }, []);
  if (!me.value) return <Waiting text="Reading the audit" />;
  if (!may('approver'))
    return <Empty heading="The audit is for approvers" text={`${sentence(me.value.name)} has not that role.`} />;
  const filter = FILTERS.flatMap(name =>
    query.get(name) ? [`&${name}=${encodeURIComponent(query.get(name) ?? '')}`] : [],
  ).join('');
  return (
    <main class="page" id="content">
      <Heading>Who did what</Heading>
      <p class="verdict">Entries are never changed and never deleted.</p>
      <Filters />
      <Entries key={filter} path={`/audit?limit=50${filter}`} />
    </main>
  );
}
