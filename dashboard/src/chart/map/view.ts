/** What part of the map is seen: plain functions of numbers. */
import { REACH } from './document';

/** Shift in shares of width and height, and how many times larger than the whole. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const HOME: View = { x: 0, y: 0, scale: 1 };
const LARGEST = 40;

/** Map coordinates to pixels: multiply, then add; y falls. */
export interface Placing {
  readonly kx: number;
  readonly ky: number;
  readonly ox: number;
  readonly oy: number;
}

export function placing({ width, height }: Size, view: View): Placing {
  return {
    kx: (width * view.scale) / (2 * REACH),
    ky: (height * view.scale) / (2 * REACH),
    ox: width * (0.5 + view.x),
    oy: height * (0.5 + view.y),
  };
}

/** Zooms about a point, in shares of width and height; the whole map is the least. */
export function zoomed(view: View, factor: number, cx = 0.5, cy = 0.5): View {
  const scale = Math.min(LARGEST, Math.max(1, view.scale * factor)),
    by = scale / view.scale;
  return scale === 1
    ? HOME
    : { scale, x: (view.x - (cx - 0.5)) * by + (cx - 0.5), y: (view.y - (cy - 0.5)) * by + (cy - 0.5) };
}

/** Moves by shares of width and height, never beyond the border. */
export function moved(view: View, dx: number, dy: number): View {
  const most = view.scale / 2;
  const within = (value: number): number => Math.min(most, Math.max(-most, value));
  return { scale: view.scale, x: within(view.x + dx), y: within(view.y + dy) };
}

/** A ring as a path of SVG. */
export function ringPath(rings: readonly (readonly number[])[], { kx, ky, ox, oy }: Placing): string {
  return rings
    .map(ring => {
      let path = '';
      for (let i = 0; i + 1 < ring.length; i += 2) {
        path += `${i ? 'L' : 'M'}${((ring[i] ?? 0) * kx + ox).toFixed(1)} ${(oy - (ring[i + 1] ?? 0) * ky).toFixed(1)}`;
      }
      return path && `${path}Z`;
    })
    .join('');
}
