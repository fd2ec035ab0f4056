import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { amount, clause, headline, named, strongest, type Statistic } from '../../screen/monitor/read';
import type { Monitor } from '../../api/schema';

const segment = (id: string): string => (id === 's-1' ? 'Big spenders' : id);

test('a statistic is taken apart, also where a level has the sign in it', () => {
  deepEqual(named('location age'), { kind: 'location', subject: 'age', level: '' });
  deepEqual(named('level size = a = b'), { kind: 'level', subject: 'size = a', level: 'b' });
  deepEqual(named('outside'), { kind: 'outside', subject: '', level: '' });
  equal(named('mood of the day'), null);
});

test('what changed is told as a clause, by its sign', () => {
  equal(clause('location age', 0.5, segment), 'age has risen');
  equal(clause('spread age', -0.5, segment), 'age is less spread');
  equal(clause('segment s-1', -0.1, segment), 'Big spenders has shrunk');
  equal(clause('level city = Oslo', 0.1, segment), 'city is more often Oslo');
  equal(clause('refused', 0.1, segment), 'more requests are refused');
  equal(clause('something new', 0.1, segment), 'something new');
});

test('shares are told in points, the rest in standard deviations', () => {
  equal(amount('missing age', 0.125), '+13\u00a0points');
  equal(amount('location age', -0.25), '−0.25\u00a0sd');
  equal(amount('location age', 0.1, false), '+0.10');
  equal(amount('outside', 0.004, false), '+0.4');
});

test('of a column the rejected statistic is told, before one that is less likely but tolerated', () => {
  const of = (kind: Statistic['kind'], p: number, rejected: boolean): Statistic => ({
    statistic: `${kind} age`,
    kind,
    subject: 'age',
    level: '',
    read: true,
    p,
    rejected,
  });
  equal(strongest([of('spread', 0.001, false), of('location', 0.01, true)], 'age')?.kind, 'location');
  equal(strongest([of('spread', 0.001, false), of('location', 0.01, false)], 'age')?.kind, 'spread');
  equal(strongest([], 'age'), null);
});

test('the heading says what to do, and why', () => {
  const alarms = [{ id: '1', statistic: 'missing age', detector: 'day', effect: 0.2, opened: '2026-12-08' }] as const;
  const found = (retrain: Monitor['retrain']): Monitor =>
    ({ dataset: 'shop', state: 'drift', retrain, alarms }) as Monitor;
  equal(headline(found('data_fault'), segment), 'Repair the source: age is more often missing');
  equal(headline(found('yes'), segment), 'Train again: age is more often missing');
  equal(headline(found('no'), segment), 'Nothing to do');
});
