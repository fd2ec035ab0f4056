import { colourOf, kindOf } from './slot';
import './segment.css';

/** The mark of a segment; hidden from readers, as its name stands beside it. */
export function Mark({ slot, size = 10 }: { slot: number; size?: number }) {
  return (
    <span
      class={`mark ${kindOf(slot)}`}
      aria-hidden="true"
      style={{ '--c': colourOf(slot), width: `${size}px`, height: `${size}px` }}
    />
  );
}
