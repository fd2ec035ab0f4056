import { useState } from 'preact/hooks';
import type { PreviewedColumn } from '../../api/schema';
import { Histogram, Levels } from '../../chart/histogram';
import { count, day, figure, percent } from '../../figure/number';
import { sentence } from '../../figure/word';
import { Segmented } from '../../part/segmented';
import { mayUse, roleOf, ROLES, usedOf, withRole, withUse, type Choice } from './choice';

/** So many rows of the table at once. */
const PAGE = 60;

const text = (value: number | string | undefined): string =>
  value === undefined ? '' : typeof value === 'number' ? figure(value) : value;

function Shape({ column: { shape }, rows }: { column: PreviewedColumn; rows: number }) {
  const told = (value: number | string | undefined): string =>
    shape.kind === 'dates' && typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? day(value) : text(value);
  if (shape.counts?.length && (shape.kind === 'numbers' || shape.kind === 'dates')) {
    const low = told(shape.min),
      high = told(shape.max);
    return (
      <Histogram
        counts={shape.counts}
        low={low}
        high={high}
        text={`from ${low} to ${high}, median ${told(shape.median)}`}
      />
    );
  }
  if (shape.kind === 'levels' && shape.levels?.length) {
    const parts = shape.levels.map(level => level.rows / Math.max(1, rows));
    const more = (shape.distinct ?? shape.levels.length) - 3;
    const names = shape.levels
      .slice(0, 3)
      .map(level => text(level.value))
      .join(', ');
    return (
      <Levels
        parts={parts}
        text={shape.levels.map((level, at) => `${text(level.value)} ${percent(parts[at] ?? 0)}`).join(', ')}
        names={more > 0 ? `${names} and ${count(more)} more` : names}
      />
    );
  }
  if (shape.kind === 'empty') return <span class="muted">empty</span>;
  return <span class="muted">{shape.distinct === undefined ? '' : `${count(shape.distinct)} different`}</span>;
}

const FIXED: Readonly<Record<string, string>> = {
  personal: 'Personal data: stays out of the segments, of answers and of logs',
  protected: 'Protected: shown in profiles, never used to find segments',
  identifier: 'Names the row in lists and answers',
  ignored: 'Stays out, as you say',
};

function why(column: PreviewedColumn, choice: Choice): string {
  const role = roleOf(column, choice);
  const fixed = FIXED[role];
  if (fixed) return fixed;
  const used = usedOf(column, choice);
  if (used !== column.used || role !== column.role)
    return used ? `Used as ${role.replace('_', ' ')}, as you say` : 'Stays out, as you say';
  return sentence(used ? (column.description ?? column.reason) : (column.left_out ?? column.reason));
}

function Row({
  column,
  rows,
  choice,
  change,
}: {
  column: PreviewedColumn;
  rows: number;
  choice: Choice;
  change: (choice: Choice) => void;
}) {
  const used = usedOf(column, choice),
    role = roleOf(column, choice);
  return (
    <tr class={used ? '' : 'out'}>
      <td class="box">
        <input
          type="checkbox"
          checked={used}
          disabled={!mayUse(column, choice)}
          aria-label={`Use ${column.name}`}
          onChange={event => change(withUse(choice, column, event.currentTarget.checked))}
        />
      </td>
      <th scope="row">
        <span class="file-name">{column.name}</span>
      </th>
      <td>
        <select
          class={`role ${role}`}
          aria-label={`Read ${column.name} as`}
          value={role}
          onChange={event => change(withRole(choice, column, event.currentTarget.value))}
        >
          {ROLES.map(name => (
            <option key={name} value={name}>
              {name.replace('_', ' ')}
            </option>
          ))}
        </select>
      </td>
      <td class="shape">
        <Shape column={column} rows={rows} />
      </td>
      <td class="num missing">
        {column.missing ? percent(column.missing / Math.max(1, rows)) : <span class="muted">–</span>}
      </td>
      <td class="why">{why(column, choice)}</td>
    </tr>
  );
}

/** Columns with what was understood of them; roles and boxes can be changed. */
export function Columns({
  columns,
  rows,
  choice,
  change,
}: {
  columns: readonly PreviewedColumn[];
  rows: number;
  choice: Choice;
  change: (choice: Choice) => void;
}) {
  const [show, setShow] = useState<'all' | 'used' | 'out'>('all');
  const [query, setQuery] = useState('');
  const [most, setMost] = useState(PAGE);
  const used = columns.filter(column => usedOf(column, choice)).length;
  const found = columns.filter(
    column =>
      (show === 'all' || usedOf(column, choice) === (show === 'used')) &&
      column.name.toLowerCase().includes(query.trim().toLowerCase()),
  );
  return (
    <>
      <div class="column-tools">
        <Segmented
          label="Show"
          value={show}
          set={value => {
            setShow(value);
            setMost(PAGE);
          }}
          choices={[
            ['all', `All ${columns.length}`],
            ['used', `Used ${used}`],
            ['out', `Left out ${columns.length - used}`],
          ]}
        />
        <input
          type="search"
          placeholder="Find a column"
          aria-label="Find a column"
          value={query}
          onInput={event => {
            setQuery(event.currentTarget.value);
            setMost(PAGE);
          }}
        />
      </div>
      <table class="columns">
        <thead>
          <tr>
            <th scope="col">
              <span class="sr">Use</span>
            </th>
            <th scope="col">Column</th>
            <th scope="col">Read as</th>
            <th scope="col">Values</th>
            <th scope="col" class="num">
              Missing
            </th>
            <th scope="col">What happens, and why</th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, most).map(column => (
            <Row key={column.name} column={column} rows={rows} choice={choice} change={change} />
          ))}
        </tbody>
      </table>
      {!found.length && <p class="muted nothing">No column is called that.</p>}
      {found.length > most && (
        <p class="buttons">
          <button type="button" onClick={() => setMost(most + PAGE)}>
            Show {Math.min(PAGE, found.length - most)} more of {found.length}
          </button>
        </p>
      )}
    </>
  );
}
