/** The map of a run as training writes it: map.json and map.bin. */

export interface MapAxis {
  readonly title: string;
  readonly kind: 'component' | 'column' | 'feature' | 'row' | 'layout';
  /** Share of what varies; of components only. */
  readonly variance?: number;
  readonly columns: readonly { readonly column: string; readonly share: number; readonly towards?: 'more' | 'less' }[];
}

export interface MapSegment {
  readonly segment_id: string;
  readonly cluster: number;
  readonly rows: number;
  /** The densest place; there is none where no row of the segment is on the map. */
  readonly label?: readonly [number, number];
  /** 90 % first, then 50 %; rings are flat x, y, x, y. */
  readonly outlines: readonly { readonly mass: number; readonly rings: readonly (readonly number[])[] }[];
}

interface Section {
  readonly name: 'x' | 'y' | 'row' | 'cluster' | 'grid';
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

/** Coordinates are whole numbers of ±32,767 over the extent, upwards. */
export interface MapDocument {
  readonly version: number;
  /** Rows behind outlines and grid. */
  readonly rows: number;
  readonly rows_in_segments: number;
  /** Rows of map.bin, in random order. */
  readonly points: number;
  readonly sampled: boolean;
  readonly beyond: number;
  readonly linear: boolean;
  readonly axes: readonly MapAxis[];
  readonly segments: readonly MapSegment[];
  readonly file: { readonly bytes: number; readonly sections: readonly Section[]; readonly cells: number };
  readonly points_file?: { readonly url: string; readonly bytes: number; readonly expires_at: string };
}

export const REACH = 32767;

export interface Points {
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly row: Uint32Array;
  readonly cluster: Uint8Array | Uint16Array;
}

const sectionOf = (map: MapDocument, name: Section['name']): Section => {
  const found = map.file.sections.find(section => section.name === name);
  if (!found) throw new Error(`the map has no section ${name}`);
  return found;
};

/** The points of map.bin. */
export function readPoints(map: MapDocument, file: ArrayBuffer): Points {
  const [x, y, row, cluster] = (['x', 'y', 'row', 'cluster'] as const).map(name => sectionOf(map, name));
  if (!x || !y || !row || !cluster) throw new Error('the map has no points');
  return {
    x: new Int16Array(file, x.offset, x.length),
    y: new Int16Array(file, y.offset, y.length),
    row: new Uint32Array(file, row.offset, row.length),
    cluster:
      cluster.type === 'uint16'
        ? new Uint16Array(file, cluster.offset, cluster.length)
        : new Uint8Array(file, cluster.offset, cluster.length),
  };
}
