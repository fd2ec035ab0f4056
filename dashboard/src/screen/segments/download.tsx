import { useRef, useState } from 'preact/hooks';
import { fetched } from '../../api/client';
import { asProblem } from '../../api/problem';
import { may } from '../../api/session';
import { count } from '../../figure/number';
import { save } from '../../part/download';

const NEXT = /<([^>]+)>;\s*rel="next"/;

/** Reads a list as CSV, page by page; only the first page keeps its head. */
async function rows(path: string, signal: AbortSignal, read: (rows: number) => void): Promise<string[]> {
  const parts: string[] = [];
  let known = 0;
  for (let at: string | undefined = path; at;) {
    const response: Response = await fetched(at, { accept: 'text/csv', signal });
    const text = await response.text();
    const body = text.slice(text.indexOf('\n') + 1);
    parts.push(parts.length ? body : `\uFEFF${text.replace(/^\uFEFF/, '')}`);
    known += body.split('\n').length - 1;
    read(known);
    at = NEXT.exec(response.headers.get('Link') ?? '')?.[1];
  }
  return parts;
}

/** Saves the rows of a run, or of one segment, as a list; for analysts. */
export function DownloadList({
  run,
  name,
  text,
  segment,
}: {
  run: string;
  name: string;
  text: string;
  segment?: string;
}) {
  const [said, setSaid] = useState('');
  const going = useRef<AbortController | null>(null);
  if (!may('analyst')) return null;
  const start = async (): Promise<void> => {
    const stop = new AbortController();
    going.current = stop;
    setSaid('0 rows');
    try {
      const chosen = segment ? `&segment=${encodeURIComponent(segment)}` : '';
      const parts = await rows(`/runs/${run}/assignments?limit=4096${chosen}`, stop.signal, n =>
        setSaid(`${count(n)} rows`),
      );
      save(name, parts, 'text/csv');
      setSaid('');
    } catch (error) {
      setSaid(stop.signal.aborted ? '' : asProblem(error).detail);
    }
    going.current = null;
  };
  return (
    <>
      {going.current ? (
        <button type="button" onClick={() => going.current?.abort()}>
          Cancel, {said}
        </button>
      ) : (
        <button
          type="button"
          onClick={() => {
            void start();
          }}
        >
          {text}
        </button>
      )}
      <span class={going.current ? 'sr' : 'hint inline'} role="status">
        {said}
      </span>
    </>
  );
}
