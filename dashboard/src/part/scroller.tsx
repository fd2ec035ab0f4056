import type { ComponentChildren } from 'preact';

/** Lets a wide table scroll by itself, by keyboard too. */
export function Scroller({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="scroller" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
