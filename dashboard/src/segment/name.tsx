import { Mark } from './mark';

/** A segment by mark and name. */
export function Name({ slot, children }: { slot: number; children: string }) {
  return (
    <span class="segment-name">
      <Mark slot={slot} />
      {children}
    </span>
  );
}
