import type { Signal } from '@preact/signals';
import type { Document } from '../../api/schema';
import { useAnswer, valueOr } from '../../api/use';
import { Blades } from '../../chart/silhouette';
import { Dendrogram } from '../../chart/dendrogram';
import { Som } from '../../chart/som';
import type { Tree } from '../../chart/tree';
import type { Units } from '../../chart/units';
import { count } from '../../figure/number';
import { csv, save } from '../../part/download';
import type { Present } from './read';

const NAME = 'pictures.json';

/** pictures.json: what the pictures of a run are drawn of. */
interface PictureData {
  readonly silhouette: {
    readonly mean: number;
    readonly rows: number;
    readonly of: number;
    readonly segments: readonly {
      readonly segment_id: string;
      readonly rows: number;
      readonly mean: number;
      readonly below: number;
      readonly values: readonly number[];
    }[];
  };
  readonly dendrogram?: Tree;
  readonly som?: Units;
}

function table(data: PictureData, segments: readonly Present[]): (string | number)[][] {
  const names = new Map(segments.map(segment => [segment.id, segment.name]));
  return [
    ['segment', 'rows', 'mean_silhouette', 'nearer_another'],
    ...data.silhouette.segments.map(one => [names.get(one.segment_id) ?? '', one.rows, one.mean, one.below]),
  ];
}

/** Silhouettes, and the tree or the map of the algorithms that have one; nothing of runs that left no data of them. */
export function Shape({
  dataset,
  run,
  segments,
  chosen,
}: {
  dataset: string;
  run: string;
  segments: readonly Present[];
  chosen: Signal<string | null>;
}) {
  const documents = valueOr(useAnswer<{ readonly items: readonly Document[] }>(`/runs/${run}/documents`));
  const there = documents?.items.some(({ name }) => name === NAME);
  const data = valueOr(useAnswer<PictureData>(there ? `/runs/${run}/documents/${NAME}` : null));
  if (!data) return null;
  const { silhouette, dendrogram, som } = data;
  const byCluster = new Map(segments.map(segment => [segment.profile.cluster, segment]));
  const told = new Map(silhouette.segments.map(one => [one.segment_id, one]));
  const blades = segments.flatMap(({ id, name, slot }) => {
    const own = told.get(id);
    return own ? [{ id, name, slot, rows: own.rows, mean: own.mean, below: own.below, values: own.values }] : [];
  });
  return (
    <>
      <section aria-labelledby="fit-title" class="block">
        <header class="block-head">
          <h2 id="fit-title">How well rows fit</h2>
          <p class="muted">
            silhouette: 1 well inside, 0 on a border, below 0 nearer another
            {silhouette.rows < silhouette.of &&
              `; ${count(silhouette.rows)} of ${count(silhouette.of)} rows, drawn by the seed`}{' '}
            <button
              type="button"
              class="plain"
              onClick={() => save(`${dataset}-silhouettes.csv`, [csv(table(data, segments))], 'text/csv')}
            >
              CSV
            </button>
          </p>
        </header>
        <Blades blades={blades} mean={silhouette.mean} />
      </section>
      {dendrogram && (
        <section aria-labelledby="tree-title" class="block">
          <header class="block-head">
            <h2 id="tree-title">How they hang together</h2>
            <p class="muted">
              dendrogram: the higher two branches meet, the less alike they are
              {dendrogram.cells !== null && `; approximate, of ${count(dendrogram.cells)} cells of near rows`}
            </p>
          </header>
          <Dendrogram tree={dendrogram} byCluster={byCluster} />
        </section>
      )}
      {som && (
        <section aria-labelledby="som-title" class="block">
          <header class="block-head">
            <h2 id="som-title">The map that was learned</h2>
            <p class="muted">
              self-organising map: like rows share a unit, like units are neighbours; the stronger the shade, the more
              {som.planes.length < som.features && `; the ${som.planes.length} most varied of ${som.features} features`}
            </p>
          </header>
          <Som map={som} byCluster={byCluster} chosen={chosen} />
        </section>
      )}
    </>
  );
}
