import { useSignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RunMetrics } from '../../api/documents';
import type { Dataset, Model } from '../../api/schema';
import { valueOr } from '../../api/use';
import { ShareBar } from '../../chart/shares';
import { Structure } from '../../chart/structure';
import { count } from '../../figure/number';
import { noun, sentence, title, word } from '../../figure/word';
import { Crumbs } from '../../part/crumbs';
import { Heading } from '../../part/heading';
import { Bar, Empty, TroublePage, Waiting } from '../../part/state';
import { address, at, requery } from '../../route';
import { SegmentList } from './list';
import { MapPlace } from './mapplace';
import { Pictures } from './pictures';
import { Profile } from './profile';
import { useVersion, type Present, type Reading } from './read';
import { Shape } from './shape';
import { Standing } from './standing';
import { WhyNumber } from './why';
import './segments.css';

/** Whether the evidence says that there are no groups. */
const nothing = (metrics: RunMetrics | null): boolean => metrics?.structure === 'none';

function heading(segments: readonly Present[], rows: number, none: boolean): string {
  if (none) return 'No clear segments';
  const what = noun(segments.map(segment => segment.name));
  return `${sentence(word(segments.length))} segment${segments.length === 1 ? '' : 's'} of ${count(rows)} ${what}`;
}

const VERDICTS: Readonly<Record<string, string>> = {
  weak: 'A weak structure. Usable as a working division; expect rows near the borders.',
  reasonable: 'A reasonable structure: most rows clearly belong where they are.',
  strong: 'A strong structure: hardly a row lies between segments.',
};

function verdict(metrics: RunMetrics, segments: number): string {
  if (nothing(metrics)) {
    return (
      `The data form a continuum. The ${word(segments)} parts below are convenient slices, not natural groups: ` +
      'try other columns, or add what sets customers apart.'
    );
  }
  return (
    VERDICTS[metrics.structure ?? ''] ?? sentence((metrics.verdict ?? '').replace(/^[^:]*: silhouette [\d.]+, /, ''))
  );
}

function NoVersion({ dataset, run }: { dataset: string; run: Dataset['newest_run'] }) {
  if (run?.status === 'running') {
    return (
      <Empty heading="A run is going on" text="Its segments will be here when it has ended.">
        <a class="button primary" href={at(dataset, `runs/${run.id}`)}>
          Follow the run
        </a>
      </Empty>
    );
  }
  if (run?.status === 'failed') {
    return (
      <Empty heading="The last run failed" text="The run tells the reason, and what to do.">
        <a class="button primary" href={at(dataset, `runs/${run.id}`)}>
          See why
        </a>
      </Empty>
    );
  }
  return (
    <Empty heading="No segments yet" text="Put a file with a row for each customer in, and let segments be found.">
      <a class="button primary" href={at(dataset, 'data')}>
        Choose a file
      </a>
    </Empty>
  );
}

function Head({
  dataset,
  model,
  metrics,
  segments,
}: {
  dataset: string;
  model: Model;
  metrics: RunMetrics | null;
  segments: readonly Present[];
}) {
  const rows = metrics?.n_samples ?? model.metrics?.n_samples ?? 0,
    outside = metrics?.outside_rows ?? 0;
  return (
    <header class="page-head">
      <div class="page-title">
        <Crumbs
          links={[
            ['Data sets', '/'],
            [title(dataset), at(dataset, 'segments')],
          ]}
        >
          version {model.version}
        </Crumbs>
        <Heading>{segments.length ? heading(segments, rows, nothing(metrics)) : <Bar width="14ch" />}</Heading>
        <p class="verdict">
          {metrics ? verdict(metrics, segments.length) : <Bar width="48ch" />}
          {outside > 0 && ` ${count(outside)} more ${outside === 1 ? 'row lies' : 'rows lie'} outside every segment.`}
        </p>
      </div>
      {metrics?.silhouette_score !== undefined && (
        <Structure value={metrics.silhouette_score} without={metrics.null_silhouette} verdict={metrics.structure} />
      )}
    </header>
  );
}

function Ready({
  dataset,
  reading,
  model,
  chosen,
}: {
  dataset: string;
  reading: Reading;
  model: Model;
  chosen: Signal<string | null>;
}) {
  const metrics = valueOr(reading.metrics),
    profile = valueOr(reading.profile),
    { segments } = reading;
  return (
    <main class="page" id="content">
      <Head dataset={dataset} model={model} metrics={metrics} segments={segments} />
      <Standing
        dataset={dataset}
        model={model}
        none={nothing(metrics)}
        live={reading.live}
        approvals={valueOr(reading.approvals)}
      />
      <ShareBar segments={segments} chosen={chosen} />
      <div class="split">
        <section aria-label="Map">
          <MapPlace dataset={dataset} model={model} segments={segments} chosen={chosen} />
        </section>
        <SegmentList
          of={{ dataset, version: model.version }}
          segments={segments}
          chosen={chosen}
          changed={reading.names.again}
        />
      </div>
      {profile && (
        <Profile
          dataset={dataset}
          model={model}
          first={profile}
          segments={segments}
          chosen={chosen}
          stability={metrics?.stability ?? {}}
        />
      )}
      {metrics && <WhyNumber metrics={metrics} />}
      <Shape dataset={dataset} run={model.run} segments={segments} chosen={chosen} />
      <Pictures run={model.run} />
    </main>
  );
}

/** The segments of a version: sizes, map, list, and what sets them apart. */
export function Segments({ dataset }: { dataset: string }) {
  const { query } = address.value;
  const asked = Number(query.get('version'));
  const reading = useVersion(dataset, Number.isInteger(asked) && asked > 0 ? asked : null);
  const chosen = useSignal<string | null>(query.get('segment'));
  useEffect(
    () =>
      chosen.subscribe(id => {
        if (address.peek().query.get('segment') !== id) requery({ segment: id });
      }),
    [],
  );
  useEffect(() => {
    const letGo = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) chosen.value = null;
    };
    addEventListener('keydown', letGo);
    return () => removeEventListener('keydown', letGo);
  }, []);
  useEffect(() => {
    document.title = `${title(dataset)} – Segmenta`;
  }, [dataset]);
  for (const use of [reading.dataset, reading.models, reading.profile]) {
    if (use.state === 'problem') {
      return <TroublePage heading="The segments could not be read" problem={use.problem} again={use.again} />;
    }
  }
  const set = valueOr(reading.dataset);
  if (reading.models.state === 'loading' || !set) return <Waiting text="Reading the segments" />;
  if (!reading.model) {
    return asked ? (
      <Empty heading={`There is no version ${asked}`} text="It may have been another data set's.">
        <a class="button primary" href={at(dataset, 'versions')}>
          See the versions
        </a>
      </Empty>
    ) : (
      <NoVersion dataset={dataset} run={set.newest_run} />
    );
  }
  if (reading.profile.state === 'loading') return <Waiting text="Reading the segments" />;
  return <Ready dataset={dataset} reading={reading} model={reading.model} chosen={chosen} />;
}
