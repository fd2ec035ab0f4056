/** Merges of a linkage as training writes them, and what a cut through them leaves: plain functions of numbers. */
export interface Tree {
  readonly rows: number;
  /** How many cells of near rows were merged instead of rows; null where rows were. */
  readonly cells: number | null;
  readonly segments: number;
  /** From left to right: rows, cluster. */
  readonly leaves: readonly (readonly [number, number])[];
  /** By rising height: two nodes and the height; nodes count leaves first, then merges. */
  readonly merges: readonly (readonly [number, number, number])[];
}

/** One part that a cut leaves. */
export interface Part {
  readonly node: number;
  readonly rows: number;
  /** Rows by cluster. */
  readonly of: ReadonlyMap<number, number>;
}

/** Rows of each node by cluster. */
function contents({ leaves, merges }: Tree): Map<number, number>[] {
  const all = leaves.map(([rows, cluster]) => new Map([[cluster, rows]]));
  for (const [left, right] of merges) {
    const sum = new Map(all[left]);
    for (const [cluster, rows] of all[right] ?? []) sum.set(cluster, (sum.get(cluster) ?? 0) + rows);
    all.push(sum);
  }
  return all;
}

/** The parts that are left when the last merges are undone, largest first. */
export function cut(tree: Tree, parts: number): Part[] {
  const from = tree.leaves.length + tree.merges.length - (parts - 1);
  const whole = new Set([tree.leaves.length + tree.merges.length - 1]);
  for (let node = tree.leaves.length + tree.merges.length - 1; node >= from; node--) {
    const merge = tree.merges[node - tree.leaves.length];
    if (!merge || !whole.delete(node)) continue;
    whole.add(merge[0]).add(merge[1]);
  }
  const all = contents(tree);
  return [...whole]
    .map(node => {
      const of = all[node] ?? new Map<number, number>();
      return { node, of, rows: [...of.values()].reduce((sum, rows) => sum + rows, 0) };
    })
    .sort((a, b) => b.rows - a.rows || a.node - b.node);
}

/** The height of the cut that leaves so many parts: halfway between the merges around it. */
export function heightOf({ merges }: Tree, parts: number): number {
  const above = merges[merges.length - parts + 1]?.[2],
    below = merges[merges.length - parts]?.[2] ?? 0;
  return above === undefined ? below * 1.05 : (below + above) / 2;
}

/** How many parts a cut at a height leaves. */
export const partsAt = ({ merges }: Tree, height: number): number =>
  merges.filter(([, , at]) => at > height).length + 1;

export interface Drawn {
  /** From the left, by node. */
  readonly place: readonly number[];
  readonly height: readonly number[];
  /** The one cluster of a node; -1 of several. */
  readonly cluster: readonly number[];
}

/** Where the nodes lie. */
export function drawn(tree: Tree): Drawn {
  const place = tree.leaves.map((_, at) => at),
    height = tree.leaves.map(() => 0),
    cluster = tree.leaves.map(([, of]) => of);
  for (const [left, right, at] of tree.merges) {
    place.push(((place[left] ?? 0) + (place[right] ?? 0)) / 2);
    height.push(at);
    cluster.push(cluster[left] === cluster[right] ? (cluster[left] ?? -1) : -1);
  }
  return { place, height, cluster };
}
