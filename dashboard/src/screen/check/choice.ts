/** What a person changed about columns and settings, and what it comes to as settings of a run. */
import type { PreviewedColumn } from '../../api/schema';

export const ROLES = [
  'numeric',
  'categorical',
  'ordinal',
  'boolean',
  'date',
  'identifier',
  'code',
  'free_text',
  'constant',
  'personal',
  'protected',
  'ignored',
] as const;

/** Roles that shape segments. */
const SHAPING: readonly string[] = ['numeric', 'categorical', 'ordinal', 'boolean', 'date'];

/** Roles that only the deployment lets shape segments. */
const GUARDED: readonly string[] = ['personal', 'protected'];

export interface Choice {
  /** Roles that differ from those found, by column. */
  readonly roles: ReadonlyMap<string, string>;
  /** Columns that are used though they stayed out, or stay out though they were used. */
  readonly used: ReadonlyMap<string, boolean>;
}

export const roleOf = (column: PreviewedColumn, choice: Choice): string => choice.roles.get(column.name) ?? column.role;

/** Whether a column will tell segments apart. */
export function usedOf(column: PreviewedColumn, choice: Choice): boolean {
  const role = roleOf(column, choice),
    changed = choice.used.get(column.name);
  if (!SHAPING.includes(role)) return false;
  return changed ?? (role !== column.role || column.used);
}

/** Whether a box can be ticked: what is guarded stays out, and what was dropped for its values does too. */
export const mayUse = (column: PreviewedColumn, choice: Choice): boolean =>
  usedOf(column, choice) ||
  (!GUARDED.includes(roleOf(column, choice)) &&
    (column.used || !SHAPING.includes(column.role) || choice.roles.has(column.name)));

/** The role that a column would be used as. */
const likely = (column: PreviewedColumn): string =>
  column.shape.kind === 'numbers' ? 'numeric' : column.shape.kind === 'dates' ? 'date' : 'categorical';

function put<T>(map: ReadonlyMap<string, T>, name: string, value: T | undefined): ReadonlyMap<string, T> {
  const next = new Map(map);
  if (value === undefined) next.delete(name);
  else next.set(name, value);
  return next;
}

export const withRole = (choice: Choice, column: PreviewedColumn, role: string): Choice => ({
  roles: put(choice.roles, column.name, role === column.role ? undefined : role),
  used: put(choice.used, column.name, undefined),
});

export function withUse(choice: Choice, column: PreviewedColumn, use: boolean): Choice {
  if (use && !SHAPING.includes(roleOf(column, choice))) return withRole(choice, column, likely(column));
  return { roles: choice.roles, used: put(choice.used, column.name, use) };
}

/** A value as a setting takes it; lists are parted by commas. */
export function valueFrom(text: string, usual: string): unknown {
  if (usual.startsWith('['))
    return text
      .replace(/^\[|\]$/g, '')
      .split(',')
      .map(part => part.trim())
      .filter(Boolean)
      .map(part => (/^-?[\d.]+$/.test(part) ? Number(part) : part));
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && Number.isFinite(Number(text)) && Number.isFinite(Number(usual)) ? Number(text) : text;
}

/** Lines of "name: value" as a setting of several named values; where those are lists, they are parted by commas. */
export function mapFrom(text: string, lists: boolean): Record<string, unknown> | undefined {
  const entries = text.split('\n').flatMap((line): [string, unknown][] => {
    const colon = line.indexOf(':'),
      name = line.slice(0, colon).trim(),
      value = line.slice(colon + 1).trim();
    if (colon < 1 || !name || !value) return [];
    return [[name, lists ? valueFrom(value, '[') : value]];
  });
  return entries.length ? Object.fromEntries(entries) : undefined;
}

/** The settings of the run: only what differs. */
export function settingsOf(
  columns: readonly PreviewedColumn[],
  choice: Choice,
  further: ReadonlyMap<string, unknown>,
): Record<string, unknown> {
  const out = columns.filter(
    column => SHAPING.includes(roleOf(column, choice)) && column.used && !usedOf(column, choice),
  );
  return {
    ...(choice.roles.size ? { 'columns.roles': Object.fromEntries(choice.roles) } : {}),
    ...(out.length ? { 'columns.exclude': out.map(column => column.name) } : {}),
    ...Object.fromEntries(further),
  };
}

/**
 * About how long the run takes with the columns of now: the work grows with the features, and a column brings as many
 * as those of the forecast did on average.
 */
export function reckoned(seconds: number, columns: readonly PreviewedColumn[], choice: Choice): number {
  const before = columns.filter(column => column.used).length,
    now = columns.filter(column => usedOf(column, choice)).length;
  return before ? Math.max(1, (seconds * now) / before) : seconds;
}
