import type { Signal } from '@preact/signals';
import { count, shares } from '../figure/number';
import { choose, type Shown } from '../segment/shown';
import { colourOf, kindOf } from '../segment/slot';
import './shares.css';

/** Sizes side by side; each part chooses its segment. */
export function ShareBar({ segments, chosen }: { segments: readonly Shown[]; chosen: Signal<string | null> }) {
  const texts = shares(segments.map(segment => segment.size));
  const all = segments.reduce((sum, segment) => sum + segment.size, 0) || 1;
  return (
    <div class="share-bar" role="group" aria-label="Sizes">
      {segments.map(({ id, slot, name, size }, at) => (
        <button
          type="button"
          key={id}
          style={{ flexGrow: size / all, '--c': colourOf(slot) }}
          aria-pressed={chosen.value === id}
          class={chosen.value && chosen.value !== id ? 'dim' : ''}
          title={`${name}: ${count(size)}`}
          onClick={() => choose(chosen, id)}
        >
          <i class={kindOf(slot)} />
          <b class={size / all > 0.06 ? '' : size / all > 0.025 ? 'small' : 'sr'}>{texts[at]}</b>
          <span class={segments.length <= 8 && size / all > 0.06 ? 'share-name' : 'sr'}>{name}</span>
        </button>
      ))}
    </div>
  );
}
