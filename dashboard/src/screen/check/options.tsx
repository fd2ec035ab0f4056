import { useState } from 'preact/hooks';
import { METHODS } from '../../figure/method';
import { Segmented } from '../../part/segmented';
import { mapFrom, valueFrom } from './choice';
import { SETTINGS, type Setting } from './settings';

const MOST = 30;
/** Asked elsewhere on this screen. */
const ELSEWHERE: readonly string[] = ['clustering.algorithm', 'clustering.k', 'columns.roles', 'columns.exclude'];
const OTHERS = SETTINGS.filter(([key]) => !ELSEWHERE.includes(key));

type Further = ReadonlyMap<string, unknown>;

function put(further: Further, key: string, value: unknown): Further {
  const next = new Map(further);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}

/** Several named values, one in a line. */
function Lines({
  setting: [key, , limits],
  given,
  change,
}: {
  setting: Setting;
  given: unknown;
  change: (value: Record<string, unknown> | undefined) => void;
}) {
  const lists = limits.includes('a list of');
  // As it was typed: what is being written is no value yet.
  const [text, setText] = useState(() =>
    Object.entries(given ?? {})
      .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
      .join('\n'),
  );
  return (
    <textarea
      rows={3}
      aria-label={key}
      spellcheck={false}
      placeholder={lists ? 'Name: first, second' : 'Name: value'}
      value={text}
      onInput={event => {
        setText(event.currentTarget.value);
        change(mapFrom(event.currentTarget.value, lists));
      }}
    />
  );
}

function Option({
  setting: [key, hint, limits, usual],
  further,
  change,
}: {
  setting: Setting;
  further: Further;
  change: (further: Further) => void;
}) {
  const choices = /^[a-z_0-9]+( \| [a-z_0-9]+)+$/.test(limits) ? limits.split(' | ') : null;
  const now = further.has(key) ? String(further.get(key)) : '';
  const set = (text: string): void =>
    change(put(further, key, text === '' || text === usual ? undefined : valueFrom(text, usual)));
  return (
    <label class="field option">
      <span>{key}</span>
      {usual.startsWith('{') ? (
        <Lines
          setting={[key, hint, limits, usual]}
          given={further.get(key)}
          change={value => change(put(further, key, value))}
        />
      ) : choices ? (
        <select value={now || usual} onChange={event => set(event.currentTarget.value)}>
          {choices.map(choice => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input value={now} placeholder={usual} onChange={event => set(event.currentTarget.value)} />
      )}
      <span class="hint">
        {hint} <i>{limits}</i>
      </span>
    </label>
  );
}

/** Settings of the run: number and method first, all others on demand, those that differ before the rest. */
export function Options({ further, change }: { further: Further; change: (further: Further) => void }) {
  const [query, setQuery] = useState('');
  const exact = further.has('clustering.k');
  const words = query.trim().toLowerCase();
  const shown = words
    ? OTHERS.filter(([key, hint]) => `${key} ${hint}`.toLowerCase().includes(words)).slice(0, MOST)
    : OTHERS.filter(([key]) => further.has(key));
  return (
    <>
      <fieldset class="field">
        <legend>Number of segments</legend>
        <Segmented
          label="Number of segments"
          value={exact ? 'exact' : 'find'}
          choices={[
            ['find', 'Find it, 2 to 10'],
            ['exact', 'Exactly…'],
          ]}
          set={value => change(put(further, 'clustering.k', value === 'exact' ? 5 : undefined))}
        />
        {exact ? (
          <input
            type="number"
            min={2}
            max={1000}
            aria-label="Exactly so many"
            value={Number(further.get('clustering.k'))}
            onInput={event => change(put(further, 'clustering.k', Math.max(2, event.currentTarget.valueAsNumber || 2)))}
          />
        ) : (
          <p class="hint">
            Every number is tried; the card shows why one was taken, and says so when there are no groups.
          </p>
        )}
      </fieldset>
      <label class="field">
        Method
        <select
          value={String(further.get('clustering.algorithm') ?? 'kmeans')}
          onChange={event =>
            change(
              put(
                further,
                'clustering.algorithm',
                event.currentTarget.value === 'kmeans' ? undefined : event.currentTarget.value,
              ),
            )
          }
        >
          {METHODS.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <details class="options">
        <summary>More settings</summary>
        <input
          type="search"
          placeholder={`Find among ${OTHERS.length}`}
          aria-label="Find a setting"
          value={query}
          onInput={event => setQuery(event.currentTarget.value)}
        />
        {!words && !shown.length && <p class="hint">All are as usual.</p>}
        {shown.map(setting => (
          <Option key={setting[0]} setting={setting} further={further} change={change} />
        ))}
      </details>
    </>
  );
}
