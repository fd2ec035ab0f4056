import assert from 'node:assert/strict';
import { test } from 'node:test';
import { column, valueOf } from '../../figure/column';
import { bytes, dollars, figure, language, percent, seconds, shares } from '../../figure/number';
import { datasetOf } from '../../api/upload';
import { list, noun, words } from '../../figure/word';
import { apart } from '../../chart/flow';
import { mapFrom, reckoned, settingsOf, usedOf, withRole, withUse, type Choice } from '../../screen/check/choice';
import { slots } from '../../segment/slot';

language.value = 'en';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

test('shares of any sizes are whole percents that add up to 100', () => {
  let seed = 1;
  const next = (most: number): number => (seed = (seed * 16807) % 2147483647) % most;
  for (let round = 0; round < 2000; round++) {
    const sizes = Array.from({ length: 1 + next(30) }, () => next(100_000));
    if (!sizes.some(Boolean)) continue;
    const texts = shares(sizes).map(plain);
    const told = texts.map(text => (text.startsWith('<') ? 0 : Number(text.replace(' %', ''))));
    assert.equal(
      told.reduce((sum, value) => sum + value, 0),
      100,
    );
    sizes.forEach((size, at) => assert.equal(texts[at] === '0 %', size === 0));
  }
});

test('a data set is named as training names it, in any script and at any length', () => {
  const names: Readonly<Record<string, string>> = {
    'Loyalty_Members 2026.csv': 'loyalty-members-2026',
    'Kündigungen Größe.CSV.gz': 'kundigungen-grosse',
    'Clientes São Paulo.xlsx': 'clientes-sao-paulo',
    '顧客2024年.tsv': '2024',
    'клиенты.csv': 'dataset',
    '__.csv': 'dataset',
    [`${'long-name-'.repeat(9)}.parquet`]: 'long-name-long-name-long-name-lo',
    [`${'x'.repeat(31)} tail.csv`]: 'x'.repeat(31),
  };
  for (const [file, name] of Object.entries(names)) assert.equal(datasetOf(file), name, file);
});

test('figures have three digits that tell something', () => {
  assert.deepEqual([0, 0.35412, 9.314, 43.52, 6277.4].map(figure), ['0', '0.354', '9.31', '43.5', '6,277']);
  assert.deepEqual([0, 0.0004, 0.09, 0.354, 1].map(percent).map(plain), ['0 %', '<0.1 %', '9.0 %', '35 %', '100 %']);
  assert.deepEqual([999, 60_123, 12_100_067].map(bytes).map(plain), ['999 B', '60.1 kB', '12.1 MB']);
  assert.deepEqual([5.25, 37, 240, 7300].map(seconds).map(plain), ['5.3 s', '37 s', '4 min', '2.0 h']);
});

test('columns are called as people call them', () => {
  assert.deepEqual(column('annual_spend_eur'), { label: 'Annual spend', unit: '€', share: false });
  assert.equal(column('StreamingTV').label, 'Streaming TV');
  assert.equal(valueOf('annual_spend_eur', 6277.2), '€6,277');
  assert.equal(plain(valueOf('online_share', 0.09)), '9.0 %');
  assert.equal(noun(['Older members', 'Newer members', 'Others']), 'members');
  assert.equal(list(['a', 'b', 'c']), 'a, b and c');
  assert.equal(words(1, 'segment'), 'one segment');
});

test('places are at least so far apart', () => {
  const places = apart([10, 12, 14, 200], 36, 300);
  places.slice(1).forEach((place, at) => assert.ok(place - places[at]! >= 36));
});

test('slots stay with their ids, and where none are told the order of birth stands in', () => {
  assert.deepEqual(
    [...slots([{ id: 'b', slot: 5 }, { id: 'c' }], [{ id: 'a' }, { id: 'b' }])],
    [
      ['a', 1],
      ['b', 5],
      ['c', 4],
    ],
  );
});

test('changed columns are the settings of a run, and nothing else is', () => {
  const none: Choice = { roles: new Map(), used: new Map() };
  const age = { name: 'age', role: 'numeric', reason: '', used: true, missing: 0, shape: { kind: 'numbers' as const } };
  const code = { ...age, name: 'code', role: 'identifier', used: false };
  assert.deepEqual(settingsOf([age, code], none, new Map()), {});
  assert.deepEqual(settingsOf([age, code], withUse(none, age, false), new Map()), { 'columns.exclude': ['age'] });
  assert.deepEqual(settingsOf([age, code], withUse(none, code, true), new Map()), {
    'columns.roles': { code: 'numeric' },
  });
  assert.equal(usedOf(age, withRole(none, age, 'personal')), false);
  assert.deepEqual(
    settingsOf([age], withRole(withRole(none, age, 'personal'), age, 'numeric'), new Map([['clustering.k', 4]])),
    { 'clustering.k': 4 },
  );
});

test('lines of a setting name values, or lists of them; what is not whole yet is left out', () => {
  assert.deepEqual(mapFrom('Music: Rock, Pop\nSport:\n: x\nTravel: far', true), {
    Music: ['Rock', 'Pop'],
    Travel: ['far'],
  });
  assert.deepEqual(mapFrom('ratio: a / b', false), { ratio: 'a / b' });
  assert.equal(mapFrom('Music', true), undefined);
});

test('dollars have two digits that tell something', () => {
  language.value = 'en';
  assert.deepEqual([0, 0.00042, 0.0123, 1.5, 1234].map(dollars), ['$0.00', '$0.00042', '$0.012', '$1.50', '$1,234.00']);
});

test('a forecast follows the columns that are used', () => {
  const age = { name: 'age', role: 'numeric', reason: '', used: true, missing: 0, shape: { kind: 'numbers' as const } };
  const columns = [age, { ...age, name: 'spend' }, { ...age, name: 'visits', used: false }];
  const none: Choice = { roles: new Map(), used: new Map() };
  assert.equal(reckoned(40, columns, none), 40);
  assert.equal(reckoned(40, columns, withUse(none, age, false)), 20);
  assert.equal(reckoned(1.2, columns, withUse(none, age, false)), 1);
});
