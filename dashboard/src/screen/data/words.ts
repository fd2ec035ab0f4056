import type { RunStatus } from '../../api/schema';

const RUNS: Readonly<Record<RunStatus, string>> = {
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** How a run stands, in a word. */
export const runText = (status: RunStatus): string => RUNS[status];

/** The name of a file from its key in the bucket. */
export const fileOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1);
