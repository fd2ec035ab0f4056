import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPoints, type MapDocument } from '../../chart/map/document';
import { labels, lettersOf } from '../../chart/map/labels';
import { nearest, splat } from '../../chart/map/splat';
import { bladePath } from '../../chart/silhouette';
import { cut, drawn as drawnTree, heightOf, partsAt } from '../../chart/tree';
import { cells, extent, middle, shaded } from '../../chart/units';
import { HOME, moved, placing, ringPath, zoomed } from '../../chart/map/view';

const RED = [200, 0, 0] as const;
const BLUE = [0, 0, 100] as const;

function points(at: readonly (readonly [number, number, number])[]) {
  return {
    x: Int16Array.from(at, point => point[0]),
    y: Int16Array.from(at, point => point[1]),
    row: Uint32Array.from(at, (_, i) => i + 1),
    cluster: Uint8Array.from(at, point => point[2]),
  };
}

function drawn(at: readonly (readonly [number, number, number])[], chosen: number | null = null): Uint8ClampedArray {
  const size = { width: 8, height: 8 },
    out = new Uint8ClampedArray(8 * 8 * 4);
  splat(points(at), { ...size, placing: placing(size, HOME), colours: [RED, BLUE], chosen, ratio: 1, scale: 1 }, out);
  return out;
}

const pixel = (out: Uint8ClampedArray, x: number, y: number): number[] => [
  ...out.slice((y * 8 + x) * 4, (y * 8 + x) * 4 + 4),
];

test('a point in the middle covers the four pixels around it and no other', () => {
  const out = drawn([[0, 0, 0]]);
  for (const [x, y] of [
    [3, 3],
    [4, 3],
    [3, 4],
    [4, 4],
  ] as const)
    assert.deepEqual(pixel(out, x, y).slice(0, 3), [...RED]);
  assert.equal(out.filter((value, at) => at % 4 === 3 && value > 0).length, 4);
});

test('where two clusters lie on each other the colour is their mean, in either order', () => {
  const one = drawn([
      [0, 0, 0],
      [0, 0, 1],
    ]),
    other = drawn([
      [0, 0, 1],
      [0, 0, 0],
    ]);
  assert.deepEqual(pixel(one, 3, 3).slice(0, 3), [100, 0, 50]);
  assert.deepEqual(one, other);
});

test('more points on a pixel make it more opaque, a cluster that is not chosen less', () => {
  const one = pixel(drawn([[0, 0, 0]]), 3, 3)[3]!,
    two = pixel(
      drawn([
        [0, 0, 0],
        [0, 0, 0],
      ]),
      3,
      3,
    )[3]!;
  assert.ok(two > one);
  assert.ok(pixel(drawn([[0, 0, 0]], 1), 3, 3)[3]! < one);
});

test('a point beyond the border is not drawn', () => {
  assert.equal(
    drawn([[32767, 32767, 0]]).every(value => value === 0),
    true,
  );
});

test('y grows upwards', () => {
  const out = drawn([[0, 16000, 0]]);
  assert.ok(pixel(out, 3, 1)[3]! > 0);
});

test('the nearest point is found within its distance only', () => {
  const place = placing({ width: 100, height: 100 }, HOME),
    at = points([
      [0, 0, 0],
      [20000, 0, 1],
    ]);
  assert.equal(nearest(at, place, 52, 50, 10), 0);
  assert.equal(nearest(at, place, 78, 50, 10), 1);
  assert.equal(nearest(at, place, 50, 90, 10), -1);
});

test('zooming out returns to the whole, and moving stays within the border', () => {
  assert.deepEqual(zoomed(zoomed(HOME, 2, 0.25, 0.25), 0.5, 0.9, 0.1), HOME);
  assert.equal(zoomed(HOME, 1000).scale, 40);
  assert.deepEqual(moved(HOME, 9, -9), { scale: 1, x: 0.5, y: -0.5 });
});

test('a ring is a closed path', () => {
  assert.equal(
    ringPath([[-32767, -32767, 32767, -32767, 0, 32767]], placing({ width: 10, height: 10 }, HOME)),
    'M0.0 10.0L10.0 10.0L5.0 0.0Z',
  );
});

test('names that would touch stand above each other, and within the map', () => {
  const found = labels(
    [
      { id: 'a', name: 'Newer', x: 100, top: 100 },
      { id: 'b', name: 'Older', x: 110, top: 95 },
    ],
    { width: 600, height: 400 },
    null,
  );
  assert.ok(Math.abs(found[0]!.y - found[1]!.y) > 15);
  const [corner] = labels(
    [{ id: 'a', name: 'A long name of a segment', x: 2, top: 0 }],
    { width: 600, height: 400 },
    null,
  );
  assert.ok(corner!.x > 40 && corner!.y > 15);
});

test('map.bin is read by its sections', () => {
  const file = new ArrayBuffer(32),
    whole = new DataView(file);
  whole.setInt16(0, -5, true);
  whole.setInt16(4, 7, true);
  whole.setUint32(8, 42, true);
  whole.setUint8(12, 3);
  const section = (name: string, type: string, offset: number) => ({ name, type, offset, length: 1 });
  const map = {
    file: {
      bytes: 32,
      cells: 512,
      sections: [
        section('x', 'int16', 0),
        section('y', 'int16', 4),
        section('row', 'uint32', 8),
        section('cluster', 'uint8', 12),
      ],
    },
  } as unknown as MapDocument;
  const read = readPoints(map, file);
  assert.deepEqual([read.x[0], read.y[0], read.row[0], read.cluster[0]], [-5, 7, 42, 3]);
});

test('a name in letters that are wide is broken within its line, and takes its room', () => {
  const [label] = labels(
    [{ id: 'a', name: '高消費の若いお客様で頻繁に来店する人たち', x: 300, top: 200 }],
    { width: 900, height: 500 },
    null,
  );
  assert.deepEqual(label?.lines, ['高消費の若いお客様で頻繁', 'に来店する人たち']);
  assert.equal(lettersOf('年齢 age'), 2 * 1.85 + 4);
});

test('blades fall from high to low, each rank as high as the others', () => {
  assert.equal(bladePath([0.5, -0.25]), 'M0 0H0.5V0.5000H-0.25V1.0000H0Z');
});

// Leaves of 5, 3 and 2 rows; the first two are one segment, merged at height 1, the third joins at 4.
const TREE = {
  rows: 10,
  cells: null,
  segments: 2,
  leaves: [
    [5, 0],
    [3, 0],
    [2, 1],
  ],
  merges: [
    [0, 1, 1],
    [3, 2, 4],
  ],
} as const;

test('a cut leaves the parts below it, largest first, with the segments they are of', () => {
  assert.deepEqual(cut(TREE, 1), [
    {
      node: 4,
      rows: 10,
      of: new Map([
        [0, 8],
        [1, 2],
      ]),
    },
  ]);
  assert.deepEqual(cut(TREE, 2), [
    { node: 3, rows: 8, of: new Map([[0, 8]]) },
    { node: 2, rows: 2, of: new Map([[1, 2]]) },
  ]);
  assert.deepEqual(
    cut(TREE, 3).map(part => part.rows),
    [5, 3, 2],
  );
});

test('the height of a cut lies between the merges around it, and leaves as many parts', () => {
  assert.equal(heightOf(TREE, 2), 2.5);
  assert.equal(heightOf(TREE, 3), 0.5);
  for (const parts of [1, 2, 3]) assert.equal(partsAt(TREE, heightOf(TREE, parts)), parts);
});

test('a node lies in the middle of what it joins and has a segment where it is of one', () => {
  assert.deepEqual(drawnTree(TREE), {
    place: [0, 1, 2, 0.5, 1.25],
    height: [0, 0, 0, 1, 4],
    cluster: [0, 0, 1, 0, -1],
  });
});

test('cells of odd rows of a hexagonal map are shifted by half a cell', () => {
  const map = {
    width: 2,
    height: 2,
    hexagonal: true,
    segments: [],
    hits: [4, 1, 0, 0],
    distances: [],
    planes: [],
    features: 0,
    quantization_error: 0,
    topographic_error: 0,
  };
  assert.equal(middle(map, 0)[0], 0.5);
  assert.equal(middle(map, 3)[0], 2);
  assert.equal(extent(map).across, 2.5);
  assert.equal(cells({ ...map, hexagonal: false }, [1]), 'M1.000 0.000L2.000 0.000L2.000 1.000L1.000 1.000Z');
  assert.deepEqual(
    shaded([0, 1, 0.5, 0]).map(units => units.length),
    [2, 0, 0, 0, 1, 0, 0, 1],
  );
});
