import type { Signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, unreachable } from '../../api/problem';
import type { Document, Model, Problem } from '../../api/schema';
import { useAnswer, valueOr } from '../../api/use';
import { readPoints, type MapDocument, type Points } from '../../chart/map/document';
import { MapView } from '../../chart/map/map';
import { Trouble } from '../../part/state';
import type { Shown } from '../../segment/shown';
import { shade } from '../../theme';

/** Fetches map.bin from the bucket; its address is signed, so nothing is sent along. */
async function fetchPoints(map: MapDocument, signal: AbortSignal): Promise<Points> {
  let response: Response;
  try {
    response = await fetch(map.points_file?.url ?? '', { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) throw new Error(`the points of the map could not be fetched: ${response.status}`);
  return readPoints(map, await response.arrayBuffer());
}

/** The map of a version; where the run left none, a sentence says so. */
export function MapPlace({
  dataset,
  model,
  segments,
  chosen,
}: {
  dataset: string;
  model: Model;
  segments: readonly Shown[];
  chosen: Signal<string | null>;
}) {
  const documents = useAnswer<{ readonly items: readonly Document[] }>(`/runs/${model.run}/documents`);
  const left = valueOr(documents)?.items.some(one => one.name === 'map.json');
  const map = useAnswer<MapDocument>(
    !left ? null : `/datasets/${encodeURIComponent(dataset)}/models/${model.version}/map`,
  );
  const [points, setPoints] = useState<Points | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const document = map.state === 'ready' ? map.value : null;
  useEffect(() => {
    if (!document?.points_file) return undefined;
    const stop = new AbortController();
    setTrouble(null);
    fetchPoints(document, stop.signal)
      .then(setPoints)
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setTrouble(asProblem(error));
      });
    return () => stop.abort();
  }, [document]);
  if (left === false || (map.state === 'problem' && map.problem.status === 404)) {
    return (
      <p class="map-none">This run left no map: it was made before there were maps. Train the file again to see one.</p>
    );
  }
  for (const use of [documents, map])
    if (use.state === 'problem') return <Trouble problem={use.problem} again={use.again} />;
  if (!document)
    return (
      <div class="map" aria-busy="true">
        <p class="map-wait">Loading the map…</p>
      </div>
    );
  return (
    <>
      <MapView map={document} points={points} segments={segments} chosen={chosen} shade={shade.value} />
      {trouble && <Trouble problem={trouble} again={map.again} />}
    </>
  );
}
