import { useEffect } from 'preact/hooks';
import type { Run, Upload } from '../../api/schema';
import { useAnswer, valueOr } from '../../api/use';
import { bytes, count, moment } from '../../figure/number';
import { title } from '../../figure/word';
import { Crumbs } from '../../part/crumbs';
import { Heading } from '../../part/heading';
import { Scroller } from '../../part/scroller';
import { TroublePage, Waiting } from '../../part/state';
import { at } from '../../route';
import { PutFile } from './putfile';
import { fileOf, runText } from './words';
import './data.css';

const STATES: Readonly<Record<Upload['state'], string>> = {
  expected: 'on its way',
  received: 'arrived',
  expired: 'never arrived',
};

/** Files and runs of a data set. */
export function Files({ dataset }: { dataset: string }) {
  const home = `/datasets/${encodeURIComponent(dataset)}`;
  const uploads = useAnswer<{ readonly items: readonly Upload[] }>(`${home}/uploads`);
  const runs = useAnswer<{ readonly items: readonly Run[] }>(`/runs?limit=50&dataset=${encodeURIComponent(dataset)}`);
  useEffect(() => {
    document.title = `Data, ${title(dataset)} – Segmenta`;
  }, [dataset]);
  if (uploads.state === 'problem') {
    return <TroublePage heading="The files could not be read" problem={uploads.problem} again={uploads.again} />;
  }
  if (uploads.state === 'loading') return <Waiting text="Reading the files" />;
  const files = uploads.value.items,
    done = valueOr(runs)?.items ?? [];
  return (
    <main class="page narrow" id="content">
      <header class="page-head">
        <div class="page-title">
          <Crumbs
            links={[
              ['Data sets', '/'],
              [title(dataset), at(dataset, 'segments')],
            ]}
          >
            data
          </Crumbs>
          <Heading>Files of {title(dataset)}</Heading>
          <p class="verdict">
            A newer file of the same customers makes a new version: segments keep their names and colours.
          </p>
        </div>
      </header>
      <PutFile dataset={dataset} />
      {files.length > 0 && (
        <section class="block" aria-labelledby="files-title">
          <header class="block-head">
            <h2 id="files-title">Files to run</h2>
            <p class="muted">kept for seven days</p>
          </header>
          <Scroller label="Files, as a table">
            <table class="lines">
              <thead>
                <tr>
                  <th scope="col">File</th>
                  <th scope="col" class="num">
                    Size
                  </th>
                  <th scope="col">Announced</th>
                  <th scope="col">By</th>
                  <th scope="col">State</th>
                </tr>
              </thead>
              <tbody>
                {files.map(file => (
                  <tr key={file.id}>
                    <th scope="row">
                      {file.state === 'received' ? (
                        <a class="link" href={at(dataset, `check/${file.id}`)}>
                          {file.file_name}
                        </a>
                      ) : (
                        file.file_name
                      )}
                    </th>
                    <td class="num">{bytes(file.size)}</td>
                    <td>{moment(file.created_at)}</td>
                    <td>{file.by}</td>
                    <td>{STATES[file.state]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        </section>
      )}
      <section class="block" aria-labelledby="runs-title">
        <header class="block-head">
          <h2 id="runs-title">Runs</h2>
        </header>
        {runs.state === 'ready' && !done.length && (
          <p class="muted">None yet: choose a file, check it, and find its segments.</p>
        )}
        {done.length > 0 && (
          <Scroller label="Runs, as a table">
            <table class="lines">
              <thead>
                <tr>
                  <th scope="col">Begun</th>
                  <th scope="col">File</th>
                  <th scope="col">State</th>
                  <th scope="col" class="num">
                    Rows
                  </th>
                  <th scope="col" class="num">
                    Segments
                  </th>
                </tr>
              </thead>
              <tbody>
                {done.map(run => (
                  <tr key={run.id}>
                    <th scope="row">
                      <a class="link" href={at(dataset, `runs/${run.id}`)}>
                        {moment(run.created_at)}
                      </a>
                    </th>
                    <td>{fileOf(run.upload.key)}</td>
                    <td>{runText(run.status)}</td>
                    <td class="num">{run.metrics?.n_samples === undefined ? '–' : count(run.metrics.n_samples)}</td>
                    <td class="num">{run.metrics?.n_clusters ?? '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        )}
      </section>
    </main>
  );
}
