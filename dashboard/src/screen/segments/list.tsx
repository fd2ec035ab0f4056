import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { may } from '../../api/session';
import { count, shares } from '../../figure/number';
import { Mark } from '../../segment/mark';
import { choose } from '../../segment/shown';
import { colourOf } from '../../segment/slot';
import { DownloadList } from './download';
import { Edit } from './edit';
import type { Present } from './read';
import { traits } from './traits';

/** Which version of which data set. */
interface Version {
  readonly dataset: string;
  readonly version: number;
}

const FEW = 3;
const MORE = 6;

function More({ segment, of: { dataset, version }, changed }: { segment: Present; of: Version; changed: () => void }) {
  const [editing, setEditing] = useState<'name' | 'action' | null>(null);
  const done = (): void => {
    setEditing(null);
    changed();
  };
  const {
    lasting,
    profile: { rule },
  } = segment;
  return (
    <div class="card-more">
      {editing && lasting ? (
        <Edit segment={lasting} field={editing} done={done} cancel={() => setEditing(null)} />
      ) : (
        segment.action && <p class="action">{segment.action}</p>
      )}
      {rule && (
        <details>
          <summary>As a rule</summary>
          <p>{rule}</p>
        </details>
      )}
      <p class="buttons">
        {lasting && may('analyst') && (
          <>
            <button type="button" onClick={() => setEditing('name')}>
              Rename
            </button>
            <button type="button" onClick={() => setEditing('action')}>
              Change the advice
            </button>
          </>
        )}
        <DownloadList
          dataset={dataset}
          version={version}
          segment={segment.id}
          text={`Download ${count(segment.size)}`}
        />
      </p>
      {lasting && lasting.edits > 0 && (
        <p class="hint">
          Named by {lasting.edited_by}; the model says “{lasting.proposed_name}”.
        </p>
      )}
    </div>
  );
}

function Card({
  segment,
  share,
  brief,
  of,
  chosen,
  changed,
}: {
  segment: Present;
  share: string;
  brief: boolean;
  of: Version;
  chosen: Signal<string | null>;
  changed: () => void;
}) {
  const open = chosen.value === segment.id;
  const shown = brief && !open ? [] : traits(segment.profile.columns, open ? MORE : FEW);
  return (
    <li class={open ? 'card open' : 'card'} style={{ '--c': colourOf(segment.slot) }}>
      <div class="card-head">
        <Mark slot={segment.slot} size={12} />
        <h3>
          <button type="button" class="card-name" aria-expanded={open} onClick={() => choose(chosen, segment.id)}>
            {segment.name}
          </button>
        </h3>
        <span class="share">{share}</span>
      </div>
      {shown.length > 0 && (
        <dl>
          {shown.map(({ label, value, everybody }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <b>{value}</b>
                <span>
                  <span class="sr">, everybody </span>
                  {everybody}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {open && <More segment={segment} of={of} changed={changed} />}
    </li>
  );
}

/** The segments with what tells them, largest first; the chosen one with what can be done. */
export function SegmentList({
  of,
  segments,
  chosen,
  changed,
}: {
  of: Version;
  segments: readonly Present[];
  chosen: Signal<string | null>;
  changed: () => void;
}) {
  const texts = shares(segments.map(segment => segment.size));
  const many = segments.length > 8;
  return (
    <section aria-labelledby="list-title" class="list">
      <header class="list-head">
        <h2 id="list-title">Segments</h2>
        <span aria-hidden="true">
          segment<em>everybody</em>
        </span>
      </header>
      <ul class={many ? 'many' : ''}>
        {segments.map((segment, at) => (
          <Card
            key={segment.id}
            segment={segment}
            brief={many}
            share={texts[at] ?? ''}
            of={of}
            chosen={chosen}
            changed={changed}
          />
        ))}
      </ul>
    </section>
  );
}
