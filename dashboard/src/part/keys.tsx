import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { at, go } from '../route';
import { Dialog } from './dialog';

const shown = signal(false);

const PLACES: Readonly<Record<string, string>> = {
  s: 'segments',
  c: 'customers',
  v: 'versions',
  m: 'monitor',
  e: 'experiments',
  d: 'data',
};

const LIST = [
  ['/', 'Search'],
  ['g s', 'Segments'],
  ['g c', 'Customers'],
  ['g v', 'Versions'],
  ['g m', 'Monitor'],
  ['g e', 'Experiments'],
  ['g d', 'Data'],
  ['Escape', 'Let go of a segment'],
  ['?', 'This list'],
] as const;

function writing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** The keys that work on every screen. */
export function useKeys(dataset: string): void {
  const led = useRef(0);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (writing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const place = PLACES[event.key];
      if (event.key === 'g') led.current = event.timeStamp;
      else if (place && event.timeStamp - led.current < 1500) {
        led.current = 0;
        if (dataset) go(at(dataset, place));
        else go('/');
      } else if (event.key === '?') shown.value = true;
      else if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('#content input[type=search]');
        if (search) {
          event.preventDefault();
          search.focus();
        }
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [dataset]);
}

/** The list of keys. */
export function Keys() {
  if (!shown.value) return null;
  return (
    <Dialog
      title="Keys"
      close={() => {
        shown.value = false;
      }}
    >
      <dl class="facts">
        {LIST.map(([key, text]) => (
          <div key={key}>
            <dt>{text}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
