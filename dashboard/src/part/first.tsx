import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { count } from '../figure/number';

/** The first of a long list, and the button to put below them that shows the rest; no button where none are left. */
export function useFirst<T>(list: readonly T[], most: number): readonly [readonly T[], ComponentChildren] {
  const [all, setAll] = useState(false);
  if (all || list.length <= most) return [list, null];
  return [
    list.slice(0, most),
    <p class="buttons">
      <button type="button" onClick={() => setAll(true)}>
        Show all {count(list.length)}
      </button>
    </p>,
  ];
}
