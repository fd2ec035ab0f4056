import type { ColumnProfile } from '../../api/documents';
import { column, dayOf, valueOf } from '../../figure/column';
import { figure, percent } from '../../figure/number';

export interface Trait {
  readonly label: string;
  readonly value: string;
  readonly everybody: string;
}

/** What a column says of a segment, beside everybody; null where nobody has a value. */
export function trait(of: ColumnProfile): Trait | null {
  const { label, share } = column(of.name);
  if (of.mean !== undefined && of.population !== undefined) {
    if (of.role === 'date') return { label, value: dayOf(of.mean), everybody: dayOf(of.population) };
    const parts = share && Math.abs(of.population) <= 1;
    return {
      label,
      value: valueOf(of.name, of.mean),
      everybody: parts ? percent(of.population) : figure(of.population),
    };
  }
  const level = of.levels?.find(({ level: name }) => name === of.telling_level) ?? of.levels?.[0];
  return level
    ? { label, value: `${level.level} ${percent(level.share)}`, everybody: percent(level.population) }
    : null;
}

/** The strongest traits of a segment. */
export const traits = (columns: readonly ColumnProfile[], most: number): Trait[] =>
  [...columns]
    .sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength))
    .slice(0, most)
    .flatMap(of => trait(of) ?? []);
