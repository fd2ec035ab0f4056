/** Columns of the file as people call them, with their figures in the file's unit. */
import { day, figure, percent } from './number';

const UNITS: Readonly<Record<string, string>> = {
  eur: '€',
  usd: '$',
  gbp: '£',
  chf: 'CHF',
  months: 'months',
  days: 'days',
  years: 'years',
  items: 'items',
  pct: '%',
  percent: '%',
  kg: 'kg',
  km: 'km',
};

export interface ColumnName {
  /** Without the unit, with a capital. */
  readonly label: string;
  /** "" where the name tells none. */
  readonly unit: string;
  /** Whether values are shares of 1 by the name. */
  readonly share: boolean;
}

/** A column's name for people: annual_spend_eur is "Annual spend" in "€". */
export function column(name: string): ColumnName {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_.]+/g, ' ')
    .trim()
    .split(/\s+/);
  const unit = words.length > 1 ? (UNITS[(words[words.length - 1] ?? '').toLowerCase()] ?? '') : '';
  if (unit) words.pop();
  const label = words
    .map((word, at) => {
      if (/^[A-Z]{2,}$/.test(word)) return word;
      return at ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
    })
    .join(' ');
  return { label, unit, share: /(share|rate|ratio)$/i.test(name) };
}

/** A day that documents count from the beginning of 1970. */
export const dayOf = (days: number): string => day(new Date(days * 86_400_000).toISOString());

/** A value of a column with its unit: €6,277, 39.2 items, 11 %. */
export function valueOf(name: string, value: number | string | boolean | null): string {
  if (value === null) return 'unknown';
  if (typeof value !== 'number') return String(value);
  const { unit, share } = column(name);
  if (share && Math.abs(value) <= 1) return percent(value);
  if (unit.length === 1 && unit !== '%') return `${unit}${figure(value)}`;
  return unit ? `${figure(value)} ${unit}` : figure(value);
}
