import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment, Run } from '../../api/schema';
import { scaleOf } from '../../chart/interval';
import { signed } from '../../figure/number';
import { byDataset, byDay, costOf, monthAfter } from '../../screen/costs/reckon';
import { madeUp } from '../../screen/data/made';
import { advice, becauseOf, differenceText, headline, standing } from '../../screen/experiments/read';

const run = (dataset: string, begun: string, spent?: number): Run => ({
  id: begun,
  dataset,
  status: 'succeeded',
  stage: 'storing',
  progress: 1,
  upload: { key: 'k', size: 1 },
  attempts: 1,
  created_at: begun,
  updated_at: begun,
  ...(spent === undefined ? {} : { usd: { spent, compute: spent, low: spent / 2, high: spent * 2, prices_of: 'x' } }),
});

const RUNS = [
  run('a', '2026-11-01T00:00:00Z', 0.25),
  run('b', '2026-11-30T23:59:59Z', 2),
  run('a', '2026-11-01T12:00:00Z', 0.5),
  run('a', '2026-11-02T12:00:00Z'),
];

test('costs are summed, by data set and by day', () => {
  const all = costOf(RUNS);
  deepEqual([all.runs, all.spent, all.low, all.high, all.requests], [4, 2.75, 1.375, 5.5, 0]);
  deepEqual(
    byDataset(RUNS).map(([name, cost]) => [name, cost.spent, cost.runs]),
    [
      ['b', 2, 1],
      ['a', 0.75, 3],
    ],
  );
  const days = byDay(RUNS, '2026-11');
  deepEqual([days.length, days[0], days[1], days[29]], [30, 0.75, 0, 2]);
  equal(byDay([], '2028-02').length, 29);
});

test('months follow each other over the end of a year', () => {
  deepEqual([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-11', 0)], [
    '2027-01',
    '2025-12',
    '2026-11',
  ]);
});

test('a scale reaches as far to either side, and further than every interval', () => {
  const { low, high, zero } = scaleOf(
    [
      [-1, 2],
      [0, 3],
    ],
    1,
  );
  equal(zero - low, high - zero);
  ok(low < -1 && high > 3);
  ok(scaleOf([], 0).high > 0);
});

test('differences have a sign, in points where they are shares', () => {
  equal(signed(-2, String), '−2');
  equal(signed(0, String), '0');
  equal(differenceText({ name: 'bought', kind: 'binary' }, 0.021), '+2.1\u00a0points');
  equal(differenceText({ name: 'spend', kind: 'number' }, -12.5), '−12.5');
});

const TRIED: Experiment = {
  id: 'x',
  dataset: 'members',
  kind: 'ab',
  state: 'running',
  champion: 3,
  challenger: 4,
  share: 0.5,
  customers: 5000,
  outcome: { name: 'bought', kind: 'binary' },
  started_at: '2026-11-28T18:20:00Z',
  started_by: 'm.weber',
  ends_at: '2026-12-12T18:20:00Z',
};

test('an experiment is told by its last decision', () => {
  equal(standing(TRIED), 'none_yet');
  equal(headline(TRIED), 'Nothing can be told from chance so far');
  const uplift = { enough: true, difference: 0.02, interval: [0.01, 0.03], level: 0.95 };
  const better: Experiment = { ...TRIED, looks: [{ at: TRIED.started_at, decision: 'for' }], report: { uplift } };
  equal(headline(better), 'Version 4 does better: +2.0\u00a0points of “bought”');
  ok(advice(better).startsWith('Let version 4 serve'));
  const parted: Experiment = { ...TRIED, looks: [{ at: TRIED.started_at, decision: 'sample_ratio_mismatch' }] };
  equal(headline(parted), 'Customers are not parted as planned');
  equal(
    headline({ ...TRIED, kind: 'shadow', report: { agreement: { same_segment: 0.93 } } }),
    'Versions 3 and 4 agree on 93\u00a0% of the answers',
  );
  const ended = { because: 'stopped', decision: 'none_yet', at: TRIED.ends_at, by: 'm.weber' } as const;
  equal(becauseOf(ended), 'm.weber stopped it');
  equal(standing({ ...TRIED, ended: { ...ended, decision: 'against' } }), 'against');
});

test('made-up customers are the same at every time, and of several kinds', () => {
  const file = madeUp(400),
    lines = file.trim().split('\n');
  equal(file, madeUp(400));
  equal(lines.length, 401);
  const ages = lines.slice(1).map(line => Number(line.split(',')[1]));
  ok(Math.min(...ages) >= 18 && Math.max(...ages) <= 95);
  equal(new Set(lines.slice(1).map(line => line.split(',')[6])).size, 5);
});
