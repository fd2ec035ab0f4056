/** Files on their way into the bucket. */
import { ask, newKey, pause } from './client';
import { notStored } from './problem';
import type { AddedDataset, Upload } from './schema';

export interface Way {
  /** Bytes that have left. */
  readonly sent: number;
  readonly step: 'announcing' | 'sending' | 'arriving';
}

const PACE = 700;

const ENDINGS = /(\.(csv|tsv|tab|txt|data|gz|xlsx|jsonl|json|parquet))+$/;
const LONGEST = 32;

const withoutHyphens = (name: string): string => name.replace(/^-+|-+$/g, '');

/** A name of a data set from that of a file, as training makes it: "Café Members 2026.csv" is cafe-members-2026. */
export function datasetOf(file: string): string {
  const stem = file.toLowerCase().replace(ENDINGS, '').normalize('NFKD');
  const letters = stem.replace(/\p{M}+/gu, '').replace(/ß/g, 'ss');
  const name = withoutHyphens(letters.replace(/[^a-z0-9]+/g, '-'));
  return withoutHyphens(name.slice(0, LONGEST)) || 'dataset';
}

function put(
  file: File,
  { url, headers }: NonNullable<Upload['put']>,
  tell: (sent: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', event => tell(event.loaded));
    request.addEventListener('load', () => (request.status < 300 ? resolve() : reject(notStored(request.status))));
    request.addEventListener('error', () => reject(notStored(0)));
    request.addEventListener('abort', () => reject(signal.reason as Error));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

/** Adds the data set if there is none of the name, announces the file, puts it and waits until it has arrived. */
export async function upload(
  dataset: string,
  file: File,
  tell: (way: Way) => void,
  signal: AbortSignal,
): Promise<Upload> {
  tell({ sent: 0, step: 'announcing' });
  await ask<AddedDataset>('/datasets', { method: 'POST', body: { name: dataset }, once: newKey(), signal });
  const path = `/datasets/${encodeURIComponent(dataset)}/uploads`;
  const { value: announced } = await ask<Upload>(path, {
    method: 'POST',
    once: newKey(),
    signal,
    body: { file_name: file.name, size: file.size, content_type: file.type || 'application/octet-stream' },
  });
  if (!announced.put) throw notStored(0);
  await put(file, announced.put, sent => tell({ sent, step: 'sending' }), signal);
  for (;;) {
    tell({ sent: file.size, step: 'arriving' });
    const { value } = await ask<Upload>(`${path}/${announced.id}`, { signal });
    if (value.state === 'received') return value;
    if (value.state === 'expired') throw notStored(0);
    await pause(PACE, signal);
  }
}
