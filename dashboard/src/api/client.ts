/** The one way to the API: entity tags, problems, pages, and the pace of polling. */
import { problemOf, unreachable } from './problem';
import { token } from './session';

const BASE = '/api/v1';
const KEPT = 80;

export interface Answer<T> {
  readonly value: T;
  readonly status: number;
  readonly etag: string | null;
  /** Milliseconds after which to ask again; null where the answer stays. */
  readonly again: number | null;
  readonly location: string | null;
}

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly body?: unknown;
  readonly type?: string;
  readonly accept?: string;
  /** The entity tag of what the caller saw. */
  readonly seen?: string | null;
  /** Makes a repeated request be done once. */
  readonly once?: string;
  readonly signal?: AbortSignal;
}

const kept = new Map<string, Answer<unknown>>();

function keep(path: string, answer: Answer<unknown>): void {
  kept.delete(path);
  kept.set(path, answer);
  const oldest = kept.keys().next();
  if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
}

/** What was answered last; it may have changed since. */
export const lastAnswer = <T>(path: string): Answer<T> | null => (kept.get(path) as Answer<T> | undefined) ?? null;

const addressOf = (path: string): string =>
  path.startsWith('/api/') || path.startsWith('/predict') ? path : BASE + path;

/** Sends a request and gives its answer unread; whatever is refused is thrown as a problem. */
export async function fetched(path: string, ask: Ask = {}, tag: string | null = null): Promise<Response> {
  const headers = new Headers({ Accept: ask.accept ?? 'application/json' });
  if (token.value) headers.set('Authorization', `Bearer ${token.value}`);
  if (ask.body !== undefined) headers.set('Content-Type', ask.type ?? 'application/json');
  if (ask.seen) headers.set('If-Match', ask.seen);
  if (ask.once) headers.set('Idempotency-Key', ask.once);
  if (tag) headers.set('If-None-Match', tag);
  let response: Response;
  try {
    response = await fetch(addressOf(path), {
      method: ask.method ?? 'GET',
      headers,
      cache: 'no-store',
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
      ...(ask.signal ? { signal: ask.signal } : {}),
    });
  } catch (error) {
    if (ask.signal?.aborted) throw error;
    throw unreachable();
  }
  // A token that is no longer taken is let go of; the frame asks for another.
  if (response.status === 401 && token.value) token.value = '';
  if (!response.ok && response.status !== 304) throw await problemOf(response);
  return response;
}

/** Asks for a document; what has not changed since is not sent again. */
export async function ask<T>(path: string, how: Ask = {}): Promise<Answer<T>> {
  const reads = (how.method ?? 'GET') === 'GET';
  const before = reads ? (kept.get(path) as Answer<T> | undefined) : undefined;
  const response = await fetched(path, how, before?.etag ?? null);
  const pace = Number(response.headers.get('Retry-After'));
  const again = pace > 0 ? pace * 1000 : null;
  if (response.status === 304 && before) return { ...before, again };
  const answer: Answer<T> = {
    value: (await response.json()) as T,
    status: response.status,
    again,
    etag: response.headers.get('ETag'),
    location: response.headers.get('Location'),
  };
  if (reads && answer.etag) keep(path, answer);
  return answer;
}

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** All items of a list, page by page. */
export async function all<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  for (let at: string | undefined = path; at;) {
    const page: PageOf<T> = (await ask<PageOf<T>>(at, signal ? { signal } : {})).value;
    items.push(...page.items);
    at = page.next;
  }
  return items;
}

/** A key of one's own for a request that must not be done twice. */
export const newKey = (): string => crypto.randomUUID();

/** Resolves after some milliseconds, and not while the page is hidden. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
  while (document.hidden) {
    await new Promise<void>(resolve => {
      const go = (): void => resolve();
      document.addEventListener('visibilitychange', go, { once: true });
      signal.addEventListener('abort', go, { once: true });
    });
    signal.throwIfAborted();
  }
}
