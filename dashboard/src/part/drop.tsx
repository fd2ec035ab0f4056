import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';

/** The file that was dropped on the page or chosen, until a screen takes it. */
export const dropped = signal<File | null>(null);

/** Takes files that are dropped anywhere; tells whether one hangs over the page. */
export function useDrop(taken: () => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const files = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent): void => {
      if (files(event)) {
        event.preventDefault();
        setOver(true);
      }
    };
    const leave = (event: DragEvent): void => {
      if (!event.relatedTarget) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!files(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) {
        dropped.value = file;
        taken();
      }
    };
    addEventListener('dragover', enter);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  });
  return over;
}

/** Says that a file may be let go. */
export const DropVeil = () => (
  <div class="drop-veil" role="status">
    Drop to read this file
  </div>
);
