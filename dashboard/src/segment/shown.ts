import type { Signal } from '@preact/signals';

/** A segment as charts and lists show it. */
export interface Shown {
  readonly id: string;
  readonly slot: number;
  readonly name: string;
  readonly size: number;
}

/** Chooses a segment, or lets go of the one that is chosen. */
export const choose = (chosen: Signal<string | null>, id: string): void => {
  chosen.value = chosen.value === id ? null : id;
};
