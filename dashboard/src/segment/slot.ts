/**
 * A segment's slot, from 1, is given at birth and kept: eight colours, then the same with a ring, then hatched; above
 * 24 a segment is grey.
 */
const COLOURS = 8;
const KINDS = ['solid', 'ring', 'hatched'] as const;

export type MarkKind = (typeof KINDS)[number];

/** The colour of a slot, as a value of CSS. */
export const colourOf = (slot: number): string =>
  slot >= 1 && slot <= COLOURS * KINDS.length ? `var(--segment-${((slot - 1) % COLOURS) + 1})` : 'var(--unchosen)';

/** How the mark of a slot is drawn. */
export const kindOf = (slot: number): MarkKind => KINDS[Math.floor((slot - 1) / COLOURS)] ?? 'solid';

/** The colour of a slot as red, green and blue, each from 0 to 255, as it is on this element now. */
export function pixelOf(element: Element, slot: number): [number, number, number] {
  const name = colourOf(slot).slice(4, -1);
  const value = parseInt(getComputedStyle(element).getPropertyValue(name).trim().slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

interface Slotted {
  readonly id: string;
  readonly slot?: number;
}

/**
 * Slots by id. Where a document of before tells none, the place in the list of all lasting segments stands in, which
 * is the order of birth and changes as little.
 */
export function slots(known: readonly Slotted[], born: readonly Slotted[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  born.forEach((segment, at) => found.set(segment.id, segment.slot ?? at + 1));
  known.forEach((segment, at) => {
    if (segment.slot !== undefined) found.set(segment.id, segment.slot);
    else if (!found.has(segment.id)) found.set(segment.id, born.length + at + 1);
  });
  return found;
}
