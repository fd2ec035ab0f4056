/** Answers of the API as the state of a screen. */
import { useEffect, useReducer, useRef } from 'preact/hooks';
import { ask, lastAnswer, pause, type Answer } from './client';
import { asProblem } from './problem';
import type { Problem } from './schema';
import { token } from './session';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'problem'; readonly problem: Problem }
  | { readonly state: 'ready'; readonly value: T; readonly answer: Answer<T> };

export type Use<T> = Loaded<T> & {
  /** Asks once more; what is shown stays until the answer is there. */
  readonly again: () => void;
};

/** What was answered before is shown at once, and asked for again behind it. */
function lastKnown<T>(path: string | null): Loaded<T> {
  const answer = path === null ? null : lastAnswer<T>(path);
  return answer ? { state: 'ready', value: answer.value, answer } : { state: 'loading' };
}

/**
 * Reads a document for as long as the screen shows it, and asks again at the pace that the API sets. Nothing is asked
 * while the path is null.
 */
export function useAnswer<T>(path: string | null): Use<T> {
  const [round, again] = useReducer<number, void>(count => count + 1, 0);
  const [, draw] = useReducer<number, void>(count => count + 1, 0);
  const held = useRef<{ path: string | null; loaded: Loaded<T> }>({ path: null, loaded: { state: 'loading' } });
  if (held.current.path !== path) held.current = { path, loaded: lastKnown(path) };
  const key = token.value;
  useEffect(() => {
    if (path === null) return undefined;
    const stop = new AbortController();
    const tell = (loaded: Loaded<T>): void => {
      if (stop.signal.aborted) return;
      held.current = { path, loaded };
      draw();
    };
    const follow = async (): Promise<void> => {
      for (;;) {
        const answer = await ask<T>(path, { signal: stop.signal });
        tell({ state: 'ready', value: answer.value, answer });
        if (answer.again === null) return;
        await pause(answer.again, stop.signal);
      }
    };
    follow().catch((error: unknown) => tell({ state: 'problem', problem: asProblem(error) }));
    return () => stop.abort();
  }, [path, round, key]);
  return { ...held.current.loaded, again };
}

/** The value of an answer, or null while there is none. */
export const valueOr = <T>(use: Loaded<T>): T | null => (use.state === 'ready' ? use.value : null);
