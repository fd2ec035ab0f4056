import { useEffect, useState } from 'preact/hooks';
import { asProblem } from '../../api/problem';
import { start } from '../../api/run';
import type { Preview, PreviewedColumn, Problem, Upload } from '../../api/schema';
import { may } from '../../api/session';
import { useAnswer, valueOr } from '../../api/use';
import { bytes, count, dollars, seconds } from '../../figure/number';
import { counted, list, title } from '../../figure/word';
import { Heading } from '../../part/heading';
import { Segmented } from '../../part/segmented';
import { Notice, Trouble, TroublePage, Waiting } from '../../part/state';
import { Steps } from '../../part/steps';
import { at, go } from '../../route';
import { reckoned, settingsOf, usedOf, roleOf, type Choice } from './choice';
import { Columns } from './columns';
import { Options } from './options';
import './check.css';

function FirstRows({ preview, choice }: { preview: Preview; choice: Choice }) {
  const columns = preview.columns ?? [],
    rows = preview.rows ?? [];
  return (
    <div class="scroller" tabIndex={0} role="region" aria-label="First rows">
      <table class="lines first-rows">
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((value, place) => {
                const column = columns[place];
                const hidden = column && roleOf(column, choice) === 'personal';
                return (
                  <td key={place} class={typeof value === 'number' ? 'num' : ''}>
                    {hidden ? <span class="muted">hidden</span> : (value ?? <span class="muted">–</span>)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sentenceOf(rows: number, columns: readonly PreviewedColumn[], choice: Choice): string {
  const used = columns.filter(column => usedOf(column, choice)).length;
  return (
    `${counted(rows, 'row')}, ${counted(columns.length, 'column')}. ${count(used)} will shape the segments, ` +
    `${count(columns.length - used)} stay${columns.length - used === 1 ? 's' : ''} out.`
  );
}

function Panel({
  dataset,
  upload,
  preview,
  choice,
  features,
}: {
  dataset: string;
  upload: Upload;
  preview: Preview;
  choice: Choice;
  features: number;
}) {
  const [further, setFurther] = useState<ReadonlyMap<string, unknown>>(new Map());
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const columns = preview.columns ?? [],
    forecast = preview.forecast;
  const settings = settingsOf(columns, choice, further);
  const begin = (): void => {
    setBusy(true);
    setTrouble(null);
    start(dataset, upload.id, settings, new AbortController().signal).then(
      run => go(at(dataset, `runs/${run}`)),
      (error: unknown) => {
        setTrouble(asProblem(error));
        setBusy(false);
      },
    );
  };
  return (
    <aside class="run-panel" aria-labelledby="panel-title">
      <h2 id="panel-title">Run</h2>
      <Options further={further} change={setFurther} />
      <dl class="facts">
        <div>
          <dt>Data set</dt>
          <dd>{title(dataset)}</dd>
        </div>
        {forecast?.seconds !== undefined && (
          <div>
            <dt>Takes about</dt>
            <dd>
              {seconds(reckoned(forecast.seconds, columns, choice))}
              {further.size > 0 && ' with settings as usual'}
            </dd>
          </div>
        )}
        {forecast?.usd && (
          <div>
            <dt>Costs on AWS</dt>
            <dd>
              {dollars(forecast.usd.low)} to {dollars(forecast.usd.high)}
            </dd>
          </div>
        )}
        {forecast?.memory_mb !== undefined && (
          <div>
            <dt>Memory</dt>
            <dd>{count(forecast.memory_mb)} MB</dd>
          </div>
        )}
        {preview.format && (
          <div>
            <dt>Read as</dt>
            <dd>{preview.format.toUpperCase()}</dd>
          </div>
        )}
        <div>
          <dt>Columns used</dt>
          <dd>{count(features)}</dd>
        </div>
      </dl>
      <button type="button" class="primary wide" disabled={busy || !features || !may('analyst')} onClick={begin}>
        {busy ? 'Starting …' : 'Find segments'}
      </button>
      <p class="hint">
        {may('analyst')
          ? 'Nothing serves customers before someone approves it.'
          : 'To start a run, the role analyst is needed.'}
      </p>
      {trouble && <Trouble problem={trouble} />}
    </aside>
  );
}

/** What was understood of a file, and what a run would make of it. */
export function Check({ dataset, upload: id }: { dataset: string; upload: string }) {
  const path = `/datasets/${encodeURIComponent(dataset)}/uploads/${encodeURIComponent(id)}`;
  const upload = useAnswer<Upload>(path),
    file = valueOr(upload);
  const use = useAnswer<Preview | { readonly state: 'looking' }>(file?.state === 'received' ? `${path}/preview` : null);
  const [choice, setChoice] = useState<Choice>({ roles: new Map(), used: new Map() });
  const [tab, setTab] = useState<'columns' | 'rows'>('columns');
  useEffect(() => {
    document.title = `${file?.file_name ?? 'File'} – Segmenta`;
  }, [file]);
  for (const one of [upload, use]) {
    if (one.state === 'problem')
      return <TroublePage heading="The file could not be looked into" problem={one.problem} again={one.again} />;
  }
  if (!file) return <Waiting text="Reading the file" />;
  if (file.state !== 'received') {
    return (
      <TroublePage
        heading={file.file_name}
        again={upload.again}
        problem={{
          title: 'The file has not arrived',
          instance: '',
          detail:
            file.state === 'expired'
              ? 'It was not put in time; upload it again.'
              : 'It is on its way; look again in a moment.',
        }}
      />
    );
  }
  const preview = use.state === 'ready' && !('state' in use.value) ? use.value : null;
  if (!preview) return <Waiting text={`Looking into ${file.file_name}`} />;
  const columns = preview.columns ?? [],
    rows = preview.forecast?.rows ?? preview.rows_read ?? 0;
  const features = columns.filter(column => usedOf(column, choice)).length;
  const personal = columns.filter(column => roleOf(column, choice) === 'personal').map(({ name }) => name);
  return (
    <main class="page" id="content">
      <header class="page-head">
        <div class="page-title">
          <Steps now="Check" />
          <Heading>{file.file_name}</Heading>
          <p class="verdict" aria-live="polite">
            {columns.length ? (
              <>
                {preview.complete === false && 'About '}
                {sentenceOf(rows, columns, choice)}
              </>
            ) : (
              bytes(file.size)
            )}
          </p>
        </div>
      </header>
      {preview.failure && <Trouble problem={{ ...preview.failure, instance: '' }} />}
      {preview.problem && (
        <Trouble problem={{ title: 'No column can be used as they are now', detail: preview.problem, instance: '' }} />
      )}
      {columns.length > 0 && (
        <div class="check-split">
          <section aria-label="What was understood">
            {personal.length > 0 && (
              <Notice kind="done">
                <b>{list(personal)}</b> {personal.length > 1 ? 'look' : 'looks'} like personal data and{' '}
                {personal.length > 1 ? 'stay' : 'stays'} out.
              </Notice>
            )}
            {preview.notes?.map(note => (
              <Notice key={note} kind="open">
                {note}
              </Notice>
            ))}
            <div class="tabs">
              <Segmented
                label="Show"
                value={tab}
                set={setTab}
                choices={[
                  ['columns', 'Columns'],
                  ['rows', 'First rows'],
                ]}
              />
            </div>
            {tab === 'columns' ? (
              <Columns columns={columns} rows={preview.rows_read ?? rows} choice={choice} change={setChoice} />
            ) : (
              <FirstRows preview={preview} choice={choice} />
            )}
          </section>
          <Panel dataset={dataset} upload={file} preview={preview} choice={choice} features={features} />
        </div>
      )}
      {!columns.length && (
        <p class="buttons">
          <a class="button primary" href={at(dataset, 'data')}>
            Choose another file
          </a>
        </p>
      )}
    </main>
  );
}
