import { useEffect, useState } from 'preact/hooks';
import type { Migration, Model, Segment } from '../../api/schema';
import { useAnswer, valueOr } from '../../api/use';
import { count, decimals, moment } from '../../figure/number';
import { sentence, title, words } from '../../figure/word';
import { Crumbs } from '../../part/crumbs';
import { Heading } from '../../part/heading';
import { Scroller } from '../../part/scroller';
import { Empty, Trouble, TroublePage, Waiting } from '../../part/state';
import { address, at, go } from '../../route';
import { comparison, headline, summary } from './compare';
import { Flows } from './flows';
import './versions.css';

const STATES: Readonly<Record<Model['status'], string>> = {
  pending: 'waiting',
  approved: 'approved',
  rejected: 'rejected',
};

function Compare({ dataset, from, to }: { dataset: string; from: string; to: string }) {
  const home = `/datasets/${encodeURIComponent(dataset)}`;
  const migration = useAnswer<Migration>(
    `${home}/migrations?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`,
  );
  const segments = valueOr(useAnswer<{ readonly items: readonly Segment[] }>(`${home}/segments`))?.items;
  const crumbs = (
    <Crumbs
      links={[
        [title(dataset), at(dataset, 'segments')],
        ['Versions', at(dataset, 'versions')],
      ]}
    >
      version {to} against version {from}
    </Crumbs>
  );
  if (migration.state === 'problem') {
    return (
      <main class="page narrow" id="content">
        {crumbs}
        <Heading>These versions were not compared</Heading>
        <Trouble problem={migration.problem} again={migration.again} />
      </main>
    );
  }
  if (migration.state === 'loading' || !segments) return <Waiting text="Comparing" />;
  const compared = comparison(migration.value, segments);
  return (
    <main class="page narrow" id="content">
      {crumbs}
      <Heading>{headline(compared)}</Heading>
      <p class="verdict">{summary(compared)}</p>
      <Flows compared={compared} from={migration.value.from} to={migration.value.to} />
    </main>
  );
}

function List({ dataset, models }: { dataset: string; models: readonly Model[] }) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const pair = [...chosen].sort((a, b) => a - b);
  return (
    <>
      <Scroller label="Versions, as a table">
        <table class="lines">
          <thead>
            <tr>
              <th scope="col">
                <span class="sr">Compare</span>
              </th>
              <th scope="col">Version</th>
              <th scope="col">State</th>
              <th scope="col">Made</th>
              <th scope="col" class="num">
                Segments
              </th>
              <th scope="col" class="num">
                Rows
              </th>
              <th scope="col" class="num">
                Silhouette
              </th>
              <th scope="col">Structure</th>
              <th scope="col">
                <span class="sr">Do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {models.map(model => (
              <tr key={model.version}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`Compare version ${model.version}`}
                    checked={chosen.includes(model.version)}
                    onChange={event =>
                      setChosen(
                        event.currentTarget.checked
                          ? [...chosen, model.version].slice(-2)
                          : chosen.filter(version => version !== model.version),
                      )
                    }
                  />
                </td>
                <th scope="row">
                  <a class="link" href={at(dataset, 'segments', { version: model.version })}>
                    version {model.version}
                  </a>
                </th>
                <td>{model.live ? <b>serving</b> : STATES[model.status]}</td>
                <td>{moment(model.created_at)}</td>
                <td class="num">{model.metrics?.n_clusters ?? '–'}</td>
                <td class="num">{model.metrics?.n_samples === undefined ? '–' : count(model.metrics.n_samples)}</td>
                <td class="num">
                  {model.metrics?.silhouette_score === undefined ? '–' : decimals(model.metrics.silhouette_score, 2)}
                </td>
                <td>{model.metrics?.structure ?? '–'}</td>
                <td>
                  <a class="link" href={at(dataset, 'approve', { version: model.version })}>
                    {model.status === 'pending' ? 'Review' : 'Evidence'}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {models.length > 1 && (
        <p class="buttons">
          <button
            type="button"
            class="primary"
            disabled={pair.length !== 2}
            onClick={() => go(at(dataset, 'versions', { from: pair[0] ?? null, to: pair[1] ?? null }))}
          >
            Compare two
          </button>
          <span class="hint inline">
            {pair.length === 2 ? `version ${pair[0]} with version ${pair[1]}` : 'Tick two versions.'}
          </span>
        </p>
      )}
    </>
  );
}

/** The versions of a data set; two of them side by side where the address names them. */
export function Versions({ dataset }: { dataset: string }) {
  const { query } = address.value,
    from = query.get('from'),
    to = query.get('to');
  const models = useAnswer<{ readonly items: readonly Model[] }>(
    `/datasets/${encodeURIComponent(dataset)}/models?limit=200`,
  );
  useEffect(() => {
    document.title = `Versions, ${title(dataset)} – Segmenta`;
  }, [dataset]);
  if (from && to) return <Compare key={`${from} ${to}`} dataset={dataset} from={from} to={to} />;
  if (models.state === 'problem')
    return <TroublePage heading="The versions could not be read" problem={models.problem} again={models.again} />;
  if (models.state === 'loading') return <Waiting text="Reading the versions" />;
  const { items } = models.value,
    live = items.find(model => model.live);
  if (!items.length) {
    return (
      <Empty heading="No versions yet" text="Each run of a file makes a version, which waits for approval.">
        <a class="button primary" href={at(dataset, 'data')}>
          Choose a file
        </a>
      </Empty>
    );
  }
  return (
    <main class="page narrow" id="content">
      <Crumbs
        links={[
          ['Data sets', '/'],
          [title(dataset), at(dataset, 'segments')],
        ]}
      >
        versions
      </Crumbs>
      <Heading>{sentence(words(items.length, 'version'))}</Heading>
      <p class="verdict">{live ? `Version ${live.version} serves.` : 'None serves yet.'}</p>
      <section class="block first" aria-label="Versions">
        <List dataset={dataset} models={items} />
      </section>
    </main>
  );
}
