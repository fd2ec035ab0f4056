import type { Signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import type { ColumnProfile, ProfilePage, Report } from '../../api/documents';
import { asProblem } from '../../api/problem';
import type { Model } from '../../api/schema';
import { RangeStrip, ShareStrip, StripKey, type Scale } from '../../chart/strip';
import { column, dayOf } from '../../figure/column';
import { figures, percent } from '../../figure/number';
import { csv, save } from '../../part/download';
import { Mark } from '../../segment/mark';
import { choose } from '../../segment/shown';
import { PAGE, type Present } from './read';

type Columns = ReadonlyMap<string, ReadonlyMap<string, ColumnProfile>>;

/** Columns by name, then by segment, in the order of the answer. */
function byColumn(page: ProfilePage, before: Columns = new Map()): Columns {
  const columns = new Map([...before].map(([name, segments]) => [name, new Map(segments)]));
  for (const segment of page.segments) {
    for (const of of segment.columns) {
      const known = columns.get(of.name) ?? new Map<string, ColumnProfile>();
      columns.set(of.name, known.set(segment.segment_id, of));
    }
  }
  return columns;
}

function scaleOf(row: readonly ColumnProfile[]): Scale {
  const values = row.flatMap(of => [
    of.lower_quartile ?? 0,
    of.upper_quartile ?? 0,
    of.mean ?? 0,
    of.population ?? of.mean ?? 0,
  ]);
  const low = Math.min(...values),
    high = Math.max(...values),
    margin = (high - low) * 0.06 || 1;
  return { low: low - margin, high: high + margin };
}

const weightOf = (strength: number): string => {
  const size = Math.abs(strength);
  return size >= 0.5 ? 'loud' : size >= 0.2 ? '' : 'quiet';
};

/** A figure in the file's unit, and where it lies on the row's scale. */
function Cell({
  of,
  scale,
  slot,
  format,
}: {
  of: ColumnProfile | undefined;
  scale: Scale;
  slot: number;
  format: (value: number) => string;
}) {
  if (of?.mean !== undefined) {
    return (
      <td class={weightOf(of.strength)}>
        <span class="value">{format(of.mean)}</span>
        <RangeStrip
          slot={slot}
          scale={scale}
          mean={of.mean}
          lower={of.lower_quartile ?? of.mean}
          upper={of.upper_quartile ?? of.mean}
          everybody={of.population}
        />
      </td>
    );
  }
  const level = of?.levels?.find(({ level: name }) => name === of.telling_level) ?? of?.levels?.[0];
  if (!of || !level) return <td class="quiet">–</td>;
  return (
    <td class={weightOf(of.strength)}>
      <span class="value">
        <span class="level" title={level.level}>
          {level.level}
        </span>{' '}
        {percent(level.share)}
      </span>
      <ShareStrip slot={slot} share={level.share} everybody={level.population} />
    </td>
  );
}

function Row({
  name,
  of,
  segments,
}: {
  name: string;
  of: ReadonlyMap<string, ColumnProfile>;
  segments: readonly Present[];
}) {
  const row = [...of.values()],
    scale = scaleOf(row),
    { label, unit, share } = column(name);
  const everybody = row[0]?.population;
  const format =
    row[0]?.role === 'date'
      ? dayOf
      : share && scale.high <= 1.2
        ? percent
        : figures([everybody ?? 0, ...row.map(cell => cell.mean ?? 0)]);
  return (
    <tr>
      <th scope="row" class="name" title={name}>
        {label}
        {unit && <span class="unit"> {unit}</span>}
        {row[0]?.used === false && <span class="note">not used to find them</span>}
      </th>
      <td class="num everybody">{everybody === undefined || row[0]?.mean === undefined ? '' : format(everybody)}</td>
      {segments.map(segment => (
        <Cell key={segment.id} of={of.get(segment.id)} scale={scale} slot={segment.slot} format={format} />
      ))}
    </tr>
  );
}

function table(columns: Columns, segments: readonly Present[]): (string | number)[][] {
  return [
    ['column', 'everybody', ...segments.map(segment => segment.name)],
    ...[...columns].map(([name, of]) => [
      name,
      [...of.values()][0]?.population ?? '',
      ...segments.map(segment => {
        const cell = of.get(segment.id);
        const level = cell?.levels?.find(({ level: text }) => text === cell.telling_level);
        return cell?.mean ?? (level ? `${level.level} ${percent(level.share)}` : '');
      }),
    ]),
  ];
}

function Head({ segments, chosen }: { segments: readonly Present[]; chosen: Signal<string | null> }) {
  return (
    <thead>
      <tr>
        <th scope="col" class="name">
          Column
        </th>
        <th scope="col" class="num">
          Everybody
        </th>
        {segments.map(segment => (
          <th scope="col" key={segment.id} class={chosen.value === segment.id ? 'on' : ''}>
            <button
              type="button"
              class="column-head"
              aria-pressed={chosen.value === segment.id}
              onClick={() => choose(chosen, segment.id)}
            >
              <Mark slot={segment.slot} />
              <span>{segment.name}</span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Columns by segments, those first that tell most; more on demand, all by search. */
export function Profile({
  dataset,
  model,
  first,
  segments,
  chosen,
  stability,
}: {
  dataset: string;
  model: Model;
  first: ProfilePage;
  segments: readonly Present[];
  chosen: Signal<string | null>;
  stability: Readonly<Record<string, number>>;
}) {
  const [columns, setColumns] = useState<Columns>(() => byColumn(first));
  const [next, setNext] = useState(first.next);
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Columns | null>(null);
  const [said, setSaid] = useState('');
  const path = `/datasets/${encodeURIComponent(dataset)}/models/${model.version}/profile`;
  useEffect(() => {
    setColumns(byColumn(first));
    setNext(first.next);
  }, [first]);
  useEffect(() => {
    const text = query.trim().toLowerCase();
    if (!text) {
      setFound(null);
      return undefined;
    }
    const stop = new AbortController();
    const search = async (): Promise<void> => {
      const { value } = await ask<Report>(`/runs/${model.run}/documents/report.json`, { signal: stop.signal });
      const names = value.columns
        .map(({ name }) => name)
        .filter(name => name.toLowerCase().includes(text))
        .slice(0, PAGE);
      if (!names.length) {
        setFound(new Map());
        return;
      }
      const page = await ask<ProfilePage>(`${path}?limit=${PAGE}&columns=${names.map(encodeURIComponent).join(',')}`, {
        signal: stop.signal,
      });
      if (!stop.signal.aborted) setFound(byColumn(page.value));
    };
    search().catch((error: unknown) => {
      if (!stop.signal.aborted) setSaid(asProblem(error).detail);
    });
    return () => stop.abort();
  }, [query]);
  const more = async (): Promise<void> => {
    try {
      const { value } = await ask<ProfilePage>(next ?? '');
      setColumns(byColumn(value, columns));
      setNext(value.next);
    } catch (error) {
      setSaid(asProblem(error).detail);
    }
  };
  const shown = found ?? columns;
  return (
    <section aria-labelledby="profile-title" class="block">
      <header class="block-head">
        <h2 id="profile-title">What sets them apart</h2>
        <StripKey>
          <button
            type="button"
            class="plain"
            onClick={() => save(`${dataset}-profile.csv`, [csv(table(shown, segments))], 'text/csv')}
          >
            CSV
          </button>
        </StripKey>
      </header>
      <div class="scroller" tabIndex={0} role="region" aria-label="What sets the segments apart, as a table">
        <table class="profile" style={{ minWidth: `${282 + 128 * segments.length}px` }}>
          <Head segments={segments} chosen={chosen} />
          <tbody>
            {[...shown].map(([name, of]) => (
              <Row key={name} name={name} of={of} segments={segments} />
            ))}
            {Object.keys(stability).length > 0 && (
              <tr class="foot">
                <th scope="row" class="name">
                  Found again
                  <span class="note">when other rows are drawn</span>
                </th>
                <td />
                {segments.map(({ id, profile }) => (
                  <td key={id}>
                    <span class="value">
                      {stability[profile.cluster] === undefined ? '–' : percent(stability[profile.cluster] ?? 0)}
                    </span>
                  </td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {found?.size === 0 && <p class="muted">No column is called that.</p>}
      {(next || first.next) && (
        <div class="more">
          <input
            type="search"
            placeholder="Find a column"
            aria-label="Find a column"
            value={query}
            onInput={event => setQuery(event.currentTarget.value)}
          />
          {next && !found && (
            <button
              type="button"
              class="plain"
              onClick={() => {
                void more();
              }}
            >
              Show {PAGE} more
            </button>
          )}
          <span role="status" class="hint">
            {said}
          </span>
        </div>
      )}
    </section>
  );
}
