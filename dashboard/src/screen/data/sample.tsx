import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem } from '../../api/problem';
import { start } from '../../api/run';
import type { Problem } from '../../api/schema';
import { may } from '../../api/session';
import { upload } from '../../api/upload';
import { Trouble } from '../../part/state';
import { at, go } from '../../route';
import { madeUp } from './made';

const ROWS = 400;

/** Data sets of made-up customers: what is shown of them, and the settings that show it. */
const SAMPLES = [
  ['sample', 'Segments', {}],
  ['sample-tree', 'With a tree of how they hang together', { 'clustering.algorithm': 'agglomerative' }],
  ['sample-map', 'With a learned map', { 'clustering.algorithm': 'som_kmeans' }],
] as const;

/** Made-up customers, uploaded and run in one click. */
export function Sample() {
  const [busy, setBusy] = useState(''),
    [said, setSaid] = useState('');
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  if (!may('analyst')) return null;
  const begin = async (dataset: string, settings: Record<string, unknown>): Promise<void> => {
    const { signal } = stop.current;
    setBusy(dataset);
    setTrouble(null);
    try {
      setSaid('Uploading …');
      const file = new File([madeUp(ROWS)], 'made-up-customers.csv', { type: 'text/csv' });
      const { id } = await upload(dataset, file, () => undefined, signal);
      setSaid('Starting …');
      go(at(dataset, `runs/${await start(dataset, id, settings, signal)}`));
    } catch (error) {
      if (signal.aborted) return;
      setTrouble(asProblem(error));
      setBusy('');
      setSaid('');
    }
  };
  return (
    <section class="block" aria-labelledby="sample-title">
      <header class="block-head">
        <h2 id="sample-title">Or look around first</h2>
        <p class="muted">{ROWS} made-up customers, run in one click</p>
      </header>
      <p class="buttons">
        {SAMPLES.map(([dataset, text, settings]) => (
          <button
            type="button"
            key={dataset}
            disabled={busy !== ''}
            onClick={() => {
              void begin(dataset, settings);
            }}
          >
            {text}
          </button>
        ))}
        <span class="hint inline" role="status">
          {said}
        </span>
      </p>
      {trouble && <Trouble problem={trouble} />}
    </section>
  );
}
