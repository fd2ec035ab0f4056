/** Runs on their way. */
import { ask, newKey, pause } from './client';
import type { QueuedRun, Run } from './schema';

const PACE = 1500;
const ROUNDS = 40;

/** Starts a run and gives its id when training has taken it up. */
export async function start(
  dataset: string,
  upload: string,
  settings: Record<string, unknown>,
  signal: AbortSignal,
): Promise<string> {
  const begun = await ask<Run | QueuedRun>('/runs', {
    method: 'POST',
    once: newKey(),
    body: { dataset, upload, settings },
    signal,
  });
  const { id } = begun.value;
  for (let round = 0; round < ROUNDS; round++) {
    if (await isThere(dataset, id, signal)) return id;
    await pause(PACE, signal);
  }
  throw new Error('The run waits in the queue; it will be in the list of runs when it has begun.');
}

/** Asked of the list: a run that is not there would be an error on the browser's console. */
async function isThere(dataset: string, id: string, signal: AbortSignal): Promise<boolean> {
  const { value } = await ask<{ readonly items: readonly Run[] }>(
    `/runs?limit=10&dataset=${encodeURIComponent(dataset)}`,
    { signal },
  );
  return value.items.some(run => run.id === id);
}
