import { useRef, useState } from 'preact/hooks';
import { ask, newKey, pause } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { Export, NewExport } from '../../api/schema';
import { may } from '../../api/session';
import { follow } from '../../part/download';

const PACE = 1000;

/** Asks for a list and waits until training has written it. */
async function written(dataset: string, wanted: NewExport, signal: AbortSignal): Promise<Export> {
  const home = `/datasets/${encodeURIComponent(dataset)}/exports`;
  const { value } = await ask<Export>(home, { method: 'POST', once: newKey(), body: wanted, signal });
  for (;;) {
    const answer = await ask<Export>(`${home}/${value.id}`, { signal });
    if (answer.value.state === 'failed') throw new Error(answer.value.failure?.detail ?? 'The list was not written.');
    if (answer.value.file) return answer.value;
    await pause(answer.again ?? PACE, signal);
  }
}

/** Lets a list of the rows of a version, or of one segment, be written and saves it; for analysts. */
export function DownloadList({
  dataset,
  version,
  text,
  segment,
}: {
  dataset: string;
  version: number;
  text: string;
  segment?: string;
}) {
  const [going, setGoing] = useState(false);
  const [said, setSaid] = useState('');
  const stop = useRef<AbortController | null>(null);
  if (!may('analyst')) return null;
  const start = async (): Promise<void> => {
    const mine = new AbortController();
    stop.current = mine;
    setGoing(true);
    setSaid('The list is being written.');
    try {
      const list = await written(dataset, { version, segments: segment ? [segment] : null }, mine.signal);
      follow(list.file?.url ?? '');
      setSaid('');
    } catch (error) {
      setSaid(mine.signal.aborted ? '' : asProblem(error).detail);
    }
    setGoing(false);
  };
  return (
    <>
      <button
        type="button"
        onClick={() => {
          if (going) stop.current?.abort();
          else void start();
        }}
      >
        {going ? 'Cancel the list' : text}
      </button>
      <span class={going || !said ? 'sr' : 'hint inline'} role="status">
        {said}
      </span>
    </>
  );
}
