/** The address of the page: what a colleague should see stands in it. */
import { signal } from '@preact/signals';

export interface Address {
  readonly path: string;
  readonly query: URLSearchParams;
}

const now = (): Address => ({ path: location.pathname, query: new URLSearchParams(location.search) });

/** Where the page is. */
export const address = signal<Address>(now());

/** Whether a screen is being gone to whose heading was not reached yet. */
export const arrival = { awaited: false };

addEventListener('popstate', () => {
  arrival.awaited = true;
  address.value = now();
});

/** Goes to another address of this page. */
export function go(to: string): void {
  history.pushState(null, '', to);
  arrival.awaited = true;
  address.value = now();
  scrollTo(0, 0);
}

/** Is at another address, without a way back to this one. */
export function replace(to: string): void {
  history.replaceState(null, '', to);
  address.value = now();
}

/** Changes parts of the query in place; null takes one out. */
export function requery(parts: Readonly<Record<string, string | null>>): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(parts)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''));
  address.value = now();
}

/** Lets links within the page change the address without another load. */
export function follow(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (
    !link ||
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    link.target ||
    link.hasAttribute('download') ||
    link.origin !== location.origin ||
    /^\/(api|docs)(\/|$)/.test(link.pathname) ||
    link.getAttribute('href')?.startsWith('#')
  )
    return;
  event.preventDefault();
  go(link.pathname + link.search);
}

/** The address of a screen of a data set. */
export function at(
  dataset: string,
  screen: string,
  query: Readonly<Record<string, string | number | null>> = {},
): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null) parts.set(name, String(value));
  const text = parts.toString();
  return `/d/${encodeURIComponent(dataset)}/${screen}${text ? `?${text}` : ''}`;
}
