/** Who looks. A token is kept for this page alone, never stored. */
import { signal } from '@preact/signals';
import type { Me, Role } from './schema';

/** The token that requests are signed in with; empty where nobody has to sign in. */
export const token = signal('');

/** The caller, once known. */
export const me = signal<Me | null>(null);

const RANK: readonly Role[] = ['viewer', 'analyst', 'approver', 'operator'];

/** Whether the caller may do what this role may; each may what the ones before may. */
export const may = (role: Role): boolean =>
  (me.value?.roles ?? []).some(mine => RANK.indexOf(mine) >= RANK.indexOf(role));
