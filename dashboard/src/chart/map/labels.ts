/** Places of names on the map. */
import type { Size } from './view';

export interface Label {
  readonly id: string;
  readonly lines: readonly string[];
  readonly x: number;
  /** Of the last line. */
  readonly y: number;
}

interface Wanted {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  /** Where the dense part begins; the name stands above. */
  readonly top: number;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud840-\ud87f]/;

/** How many Latin letters wide a text is: letters of Chinese, Japanese and Korean are nearly twice as wide. */
export const lettersOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 1.85 : 1), 0);

/** Words, and of scripts that part none each letter. */
const partsOf = (text: string): string[] =>
  text.split(' ').flatMap(word => {
    const parts = [''];
    for (const letter of word) {
      if (WIDE.test(letter) && parts[parts.length - 1]) parts.push(letter);
      else parts[parts.length - 1] += letter;
    }
    return parts.map((part, at) => (at ? part : ` ${part}`));
  });

function broken(text: string, most: number): string[] {
  const lines = [''];
  for (const part of partsOf(text)) {
    const last = lines[lines.length - 1] ?? '';
    if (last && lettersOf(last + part) > most + 1) lines.push(part.trim());
    else lines[lines.length - 1] = (last + part).trimStart();
  }
  const [first = '', second = ''] = lines;
  return lines.length > 2 ? [first, `${second}…`] : lines;
}

/**
 * Names above the dense part of their segments, within the map; one that would touch another moves up. Of more than
 * eight, those that find no room are left out, the largest first in.
 */
export function labels(wanted: readonly Wanted[], size: Size, chosen: string | null): Label[] {
  const narrow = size.width < 520,
    letter = narrow ? 5.9 : 6.9,
    line = narrow ? 14 : 15.5;
  const half = (label: Label): number => (Math.max(...label.lines.map(lettersOf)) * letter) / 2 + 4;
  const high = (label: Label): number => label.lines.length * line;
  let all = wanted
    .map(({ id, name, x, top }): Label => {
      const lines = broken(name, narrow ? 15 : 22);
      const label = { id, lines, x, y: 0 };
      const side = half(label);
      return {
        ...label,
        x: Math.min(Math.max(x, side), size.width - side),
        y: Math.max(top - 7, lines.length * line + 4),
      };
    })
    .filter(label => label.y > 0 && label.y < size.height);
  const touch = (a: Label, b: Label): boolean =>
    Math.abs(a.x - b.x) < half(a) + half(b) && a.y - b.y < high(a) + 3 && b.y - a.y < high(b) + 3;
  if (all.length > 8) {
    const kept: Label[] = [];
    for (const label of [...all].sort((a, b) => Number(b.id === chosen) - Number(a.id === chosen))) {
      if (!kept.some(other => touch(label, other))) kept.push(label);
    }
    return kept;
  }
  all = all.sort((a, b) => b.y - a.y);
  const placed: Label[] = [];
  for (const label of all) {
    let y = label.y;
    for (const below of placed) if (touch({ ...label, y }, below)) y = below.y - high(below) - 4;
    // Above the border there is no room: the name stands in its segment then.
    placed.push({ ...label, y: y < high(label) ? label.y : y });
  }
  return placed;
}
