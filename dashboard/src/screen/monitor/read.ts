/** What the monitoring function found, in words and figures. */
import type { Monitor } from '../../api/schema';
import { decimals, percent } from '../../figure/number';

export type Kind =
  | 'location'
  | 'spread'
  | 'level'
  | 'missing'
  | 'below'
  | 'above'
  | 'unseen'
  | 'refused'
  | 'segment'
  | 'outside'
  | 'between'
  | 'distance';

export interface Statistic {
  readonly statistic: string;
  readonly kind: Kind;
  /** The column, or the id of a segment; empty where it is about all records. */
  readonly subject: string;
  readonly level: string;
  readonly read: boolean;
  readonly unit?: 'sd' | 'share';
  readonly effect?: number;
  readonly interval?: readonly [number, number];
  readonly p?: number;
  readonly rejected?: boolean;
}

/** Rows of training and records of the window in the same bins. */
export interface Pair {
  readonly of: string;
  readonly edges?: readonly number[];
  readonly levels?: readonly string[];
  readonly trained: readonly number[];
  readonly window: readonly number[];
}

export interface MonitorReport {
  readonly records: number;
  readonly refused?: Readonly<Record<string, number>>;
  readonly detectors?: { readonly tolerance: number; readonly false_alarms_per_year: number };
  readonly statistics?: readonly Statistic[];
  readonly segments?: Pair;
  readonly histograms?: readonly Pair[];
}

export type Alarm = NonNullable<Monitor['alarms']>[number];
export type Windows = NonNullable<Monitor['windows']>;

/** The report of the newest window, as far as there is one. */
export const reportOf = (monitor: Monitor): MonitorReport | null =>
  (monitor.report as MonitorReport | undefined) ?? null;

const KINDS: readonly string[] = [
  'location',
  'spread',
  'level',
  'missing',
  'below',
  'above',
  'unseen',
  'refused',
  'segment',
  'outside',
  'between',
  'distance',
];

/** A statistic from its name, such as "location age" or "level city = Oslo". */
export function named(name: string): { kind: Kind; subject: string; level: string } | null {
  const blank = name.indexOf(' ');
  const kind = blank < 0 ? name : name.slice(0, blank);
  if (!KINDS.includes(kind)) return null;
  const rest = blank < 0 ? '' : name.slice(blank + 1);
  const parted = kind === 'level' ? rest.lastIndexOf(' = ') : -1;
  return parted < 0
    ? { kind: kind as Kind, subject: rest, level: '' }
    : { kind: 'level', subject: rest.slice(0, parted), level: rest.slice(parted + 3) };
}

/**
 * What has changed, as a clause: "age has risen".
 *
 * @param segment names a segment by its id
 */
export function clause(name: string, effect: number, segment: (id: string) => string): string {
  const of = named(name);
  if (!of) return name;
  const more = effect > 0;
  switch (of.kind) {
    case 'location':
      return `${of.subject} has ${more ? 'risen' : 'fallen'}`;
    case 'spread':
      return `${of.subject} is ${more ? 'more spread' : 'less spread'}`;
    case 'level':
      return `${of.subject} is ${more ? 'more' : 'less'} often ${of.level}`;
    case 'missing':
      return `${of.subject} is ${more ? 'more' : 'less'} often missing`;
    case 'below':
      return `${of.subject} is ${more ? 'more' : 'less'} often below all that was usual`;
    case 'above':
      return `${of.subject} is ${more ? 'more' : 'less'} often above all that was usual`;
    case 'unseen':
      return `${of.subject} has ${more ? 'more' : 'fewer'} values that training never saw`;
    case 'refused':
      return `${more ? 'more' : 'fewer'} requests are refused`;
    case 'segment':
      return `${segment(of.subject)} ${more ? 'has grown' : 'has shrunk'}`;
    case 'outside':
      return `${more ? 'more' : 'fewer'} customers lie outside every segment`;
    case 'between':
      return `${more ? 'more' : 'fewer'} customers lie between two segments`;
    case 'distance':
      return `members of ${segment(of.subject)} lie ${more ? 'further from' : 'nearer to'} one another`;
  }
}

const SHARES: readonly Kind[] = [
  'level',
  'missing',
  'below',
  'above',
  'unseen',
  'refused',
  'segment',
  'outside',
  'between',
];

/** By how much: standard deviations of training, or points of a share; with the unit or without. */
export function amount(name: string, effect: number, unit = true): string {
  const of = named(name);
  const sign = effect > 0 ? '+' : effect < 0 ? '−' : '';
  return of && SHARES.includes(of.kind)
    ? sign + percent(Math.abs(effect)).replace(/\u00a0%/, unit ? '\u00a0points' : '')
    : sign + decimals(Math.abs(effect), 2) + (unit ? '\u00a0sd' : '');
}

/** Of a column the statistic that its row tells: the one that is rejected, else the least likely by chance. */
export function strongest(statistics: readonly Statistic[], column: string): Statistic | null {
  const own = statistics.filter(
    one => one.subject === column && one.read && one.kind !== 'distance' && one.kind !== 'segment',
  );
  own.sort((a, b) => Number(b.rejected ?? false) - Number(a.rejected ?? false) || (a.p ?? 1) - (b.p ?? 1));
  return own[0] ?? null;
}

/** The heading: what to do, and why. */
export function headline(monitor: Monitor, segment: (id: string) => string): string {
  const open = (monitor.alarms ?? []).filter(alarm => !alarm.closed);
  const first = open[0];
  const why = first ? clause(first.statistic, first.effect, segment) : '';
  switch (monitor.retrain) {
    case 'yes':
      return `Train again: ${why}`;
    case 'data_fault':
      return `Repair the source: ${why}`;
    case 'shares_only':
      return `The segments hold; ${why}`;
    default:
      return 'Nothing to do';
  }
}

/** What follows from it, in a sentence. */
export const ADVICE: Readonly<Record<NonNullable<Monitor['retrain']>, string>> = {
  no: 'Customers are as those that the segments were found in.',
  data_fault:
    'More is missing, unknown, out of range or refused than in training. A model trained on it would learn the fault.',
  shares_only: 'Customers moved, and lie as near to their segments as before. Training again would find much the same.',
  yes: 'Customers fit the segments worse than they did. Train on newer rows, compare, and approve what is better.',
};
