/** Words around figures. */
import { count } from './number';

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** A small number as a word, others as figures. */
export const word = (value: number): string => SMALL[value] ?? count(value);

/** A number as a word with its noun: "one segment", "six segments". */
export const words = (value: number, noun: string): string => `${word(value)} ${noun}${value === 1 ? '' : 's'}`;

/** A number as figures with its noun: "1 row", "120,000 rows". */
export const counted = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** With a capital at the beginning. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A data set's name for people: loyalty-members is "Loyalty members". */
export const title = (name: string): string => sentence(name.replace(/[-_]+/g, ' '));

/** "a, b and c". */
export function list(texts: readonly string[]): string {
  const last = texts[texts.length - 1] ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}

const NOUNS = [
  'customers',
  'members',
  'shoppers',
  'respondents',
  'countries',
  'products',
  'households',
  'patients',
  'users',
];

/** What rows are called: the word that most names of segments share, else "rows". */
export function noun(names: readonly string[]): string {
  const has = (name: string, text: string): boolean =>
    name
      .toLowerCase()
      .split(/[\s,]+/)
      .includes(text);
  return NOUNS.find(text => names.filter(name => has(name, text)).length > names.length / 2) ?? 'rows';
}
