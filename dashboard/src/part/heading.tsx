import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { arrival } from '../route';

/** The one heading of a screen; whoever came from another screen is led to it, also once it has been read. */
export function Heading({
  waiting = false,
  hidden = false,
  children,
}: {
  waiting?: boolean;
  hidden?: boolean;
  children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!arrival.awaited) return;
    heading.current?.focus({ preventScroll: true });
    arrival.awaited = waiting;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} class={hidden ? 'sr' : ''}>
      {children}
    </h1>
  );
}
