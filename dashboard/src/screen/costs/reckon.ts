/** What runs cost, summed. */
import type { Run } from '../../api/schema';

export interface Cost {
  readonly runs: number;
  readonly low: number;
  readonly high: number;
  readonly compute: number;
  readonly requests: number;
  readonly storage: number;
  readonly spent: number;
}

const NOTHING: Cost = { runs: 0, low: 0, high: 0, compute: 0, requests: 0, storage: 0, spent: 0 };

/** The sum over runs; what a run does not tell counts as nothing. */
export const costOf = (runs: readonly Run[]): Cost =>
  runs.reduce(
    (sum, { usd = { prices_of: '' } }) => ({
      runs: sum.runs + 1,
      low: sum.low + (usd.low ?? 0),
      high: sum.high + (usd.high ?? 0),
      compute: sum.compute + (usd.compute ?? 0),
      requests: sum.requests + (usd.requests ?? 0),
      storage: sum.storage + (usd.storage_month ?? 0),
      spent: sum.spent + (usd.spent ?? 0),
    }),
    NOTHING,
  );

/** Runs by their data set, the dearest first. */
export function byDataset(runs: readonly Run[]): readonly (readonly [string, Cost])[] {
  const names = [...new Set(runs.map(run => run.dataset))];
  return names
    .map(name => [name, costOf(runs.filter(run => run.dataset === name))] as const)
    .sort((a, b) => b[1].spent - a[1].spent);
}

/** What each day of a month cost, by UTC. */
export function byDay(runs: readonly Run[], month: string): number[] {
  const [year = 0, of = 1] = month.split('-').map(Number);
  const days = new Array<number>(new Date(Date.UTC(year, of, 0)).getUTCDate()).fill(0);
  for (const { created_at: begun, usd } of runs) {
    const day = Number(begun.slice(8, 10)) - 1;
    if (begun.startsWith(month) && days[day] !== undefined) days[day] += usd?.spent ?? 0;
  }
  return days;
}

/** The month so many after another, as 2026-11. */
export function monthAfter(month: string, step: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, of - 1 + step, 1)).toISOString().slice(0, 7);
}
