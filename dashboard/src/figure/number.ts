/** Figures as people read them, in the language that the reader chose. */
import { signal } from '@preact/signals';

/** Language of figures and dates: a tag such as "de", or "" for the browser's. */
export const language = signal('');

const formats = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language.value + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(language.value || undefined, options);
    formats.set(key, found);
  }
  return found;
}

/** A whole number with its thousands parted: 120,000. */
export const count = (value: number): string => format({ maximumFractionDigits: 0 }).format(value);

/** A fixed number of decimals. */
export const decimals = (value: number, digits: number): string =>
  format({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** US dollars with two digits that tell something and two decimals at least: $12.50, $0.00042. */
export function dollars(value: number): string {
  const digits = value > 0 ? Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(value)))) : 2;
  return `$${decimals(value, digits)}`;
}

function digitsFor(size: number): number {
  if (size >= 100 || size === 0) return 0;
  if (size >= 10) return 1;
  return size >= 1 ? 2 : 3;
}

/** Three digits that tell something, never an exponent: 4,902  0.354  15,156. */
export const figure = (value: number): string =>
  format({ maximumFractionDigits: digitsFor(Math.abs(value)) }).format(value);

/** Formats the figures of one row of a table with as many decimals each. */
export function figures(values: readonly number[]): (value: number) => string {
  const digits = digitsFor(Math.max(0, ...values.map(Math.abs)));
  return value => decimals(value, digits);
}

/** A share of 1 as a percent: 9.0 %, 35 %, <0.1 %. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return `<${decimals(0.1, 1)}\u00a0%`;
  return `${Math.abs(value) < 10 && value !== 0 ? decimals(value, 1) : count(value)}\u00a0%`;
}

/**
 * Whole percents that add up to 100, by the largest remainders; what is there but rounds to nothing is "<1 %".
 * Of nothing at all, each is 0 %.
 */
export function shares(sizes: readonly number[]): string[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === 0) return sizes.map(() => '0\u00a0%');
  const exact = sizes.map(size => (size / total) * 100);
  const whole = exact.map(Math.floor);
  const order = exact.map((value, at) => ({ at, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest);
  const left = 100 - whole.reduce((sum, value) => sum + value, 0);
  for (const { at } of order.slice(0, left)) whole[at] = (whole[at] ?? 0) + 1;
  return whole.map((value, at) => (value === 0 && (sizes[at] ?? 0) > 0 ? '<1\u00a0%' : `${count(value)}\u00a0%`));
}

/** Bytes as 60 kB, 12.1 MB. */
export function bytes(size: number): string {
  if (size < 1000) return `${count(size)}\u00a0B`;
  const power = Math.min(3, Math.floor(Math.log10(size) / 3));
  return `${figure(size / 1000 ** power)}\u00a0${['', 'kB', 'MB', 'GB'][power]}`;
}

/** A time span as 37 s, 4 min, 2 h. */
export function seconds(value: number): string {
  if (value < 90) return `${value < 10 && value % 1 ? decimals(value, 1) : count(value)}\u00a0s`;
  return value < 5400 ? `${count(value / 60)}\u00a0min` : `${decimals(value / 3600, 1)}\u00a0h`;
}

/** A moment as 28 Nov 2026, 18:10. */
export const moment = (iso: string): string =>
  new Intl.DateTimeFormat(language.value || undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  );

/** A day as 28 Nov 2026. */
export const day = (iso: string): string =>
  new Intl.DateTimeFormat(language.value || undefined, { dateStyle: 'medium' }).format(new Date(iso));

/** A month as November 2026, from "2026-11". */
export const monthName = (month: string): string =>
  new Intl.DateTimeFormat(language.value || undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** With its sign: +0.4, −12. */
export const signed = (value: number, format: (size: number) => string): string =>
  `${value < 0 ? '−' : value > 0 ? '+' : ''}${format(Math.abs(value))}`;

/** How sure something is; nothing is told as certain. */
export const surety = (share: number): string => (share > 0.995 ? 'over 99\u00a0%' : percent(share));
