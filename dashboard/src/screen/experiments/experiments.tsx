import { useEffect } from 'preact/hooks';
import type { Experiment, Model } from '../../api/schema';
import { useAnswer } from '../../api/use';
import { moment } from '../../figure/number';
import { sentence, title, words } from '../../figure/word';
import { Crumbs } from '../../part/crumbs';
import { Heading } from '../../part/heading';
import { Scroller } from '../../part/scroller';
import { TroublePage, Waiting } from '../../part/state';
import { address, at } from '../../route';
import { One } from './one';
import { decisionText, KINDS, standing } from './read';
import { Start } from './start';
import './experiments.css';

interface Items<T> {
  readonly items: readonly T[];
}

function List({ dataset, experiments }: { dataset: string; experiments: readonly Experiment[] }) {
  return (
    <Scroller label="Experiments, as a table">
      <table class="lines">
        <thead>
          <tr>
            <th scope="col">Begun</th>
            <th scope="col">How</th>
            <th scope="col">Versions</th>
            <th scope="col">Measured</th>
            <th scope="col">State</th>
            <th scope="col">It says</th>
          </tr>
        </thead>
        <tbody>
          {experiments.map(one => (
            <tr key={one.id}>
              <th scope="row">
                <a class="link" href={at(dataset, 'experiments', { id: one.id })}>
                  {moment(one.started_at)}
                </a>
              </th>
              <td>{KINDS.find(([kind]) => kind === one.kind)?.[1]}</td>
              <td>
                {one.challenger} beside {one.champion}
              </td>
              <td>{one.outcome?.name ?? <span class="muted">nothing</span>}</td>
              <td>{one.state === 'running' ? <b>running</b> : 'ended'}</td>
              <td>{one.ended ? decisionText(standing(one)) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** Versions that are tried beside the one that serves; one of them where the address names it. */
export function Experiments({ dataset }: { dataset: string }) {
  const id = address.value.query.get('id'),
    name = encodeURIComponent(dataset);
  const experiments = useAnswer<Items<Experiment>>(id ? null : `/experiments?limit=100&dataset=${name}`);
  const models = useAnswer<Items<Model>>(id ? null : `/datasets/${name}/models?limit=200`);
  useEffect(() => {
    document.title = `Experiments, ${title(dataset)} – Segmenta`;
  }, [dataset]);
  if (id) return <One key={id} dataset={dataset} id={id} />;
  for (const use of [experiments, models])
    if (use.state === 'problem')
      return <TroublePage heading="The experiments could not be read" problem={use.problem} again={use.again} />;
  if (experiments.state !== 'ready' || models.state !== 'ready') return <Waiting text="Reading the experiments" />;
  const { items } = experiments.value,
    running = items.find(one => one.state === 'running');
  return (
    <main class="page narrow" id="content">
      <Crumbs
        links={[
          ['Data sets', '/'],
          [title(dataset), at(dataset, 'segments')],
        ]}
      >
        experiments
      </Crumbs>
      <Heading>
        {running
          ? `Version ${running.challenger} is tried beside version ${running.champion}`
          : items.length
            ? sentence(words(items.length, 'experiment'))
            : 'Try a version before it serves'}
      </Heading>
      <p class="verdict">
        A new version is better on paper; whether customers do more of what is wanted is told by trying it beside the
        one that serves.
      </p>
      {items.length > 0 && (
        <section class="block first" aria-label="Experiments">
          <List dataset={dataset} experiments={items} />
        </section>
      )}
      {!running && (
        <section class={items.length ? 'block' : 'block first'} aria-labelledby="start-title">
          <header class="block-head">
            <h2 id="start-title">A new one</h2>
          </header>
          <Start dataset={dataset} models={models.value.items} />
        </section>
      )}
    </main>
  );
}
