import type { ComponentChildren } from 'preact';
import { Heading } from './heading';

/** What went wrong, as the API tells it. */
export interface Told {
  readonly title: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly {
    readonly parameter?: string;
    readonly header?: string;
    readonly pointer?: string;
    readonly detail: string;
  }[];
}

/** A grey bar where a text will be. */
export const Bar = ({ width }: { width: string }) => <span class="skeleton" style={{ width }} aria-hidden="true" />;

/** The head of a screen that is being read. */
export function Waiting({ text }: { text: string }) {
  return (
    <main class="page" id="content" aria-busy="true">
      <p class="crumbs">
        <Bar width="16ch" />
      </p>
      <Heading waiting>
        <span class="sr">{text}</span>
        <Bar width="14ch" />
      </Heading>
      <p class="verdict">
        <Bar width="48ch" />
      </p>
      <div class="waiting-block">
        <Bar width="100%" />
        <Bar width="92%" />
        <Bar width="97%" />
        <Bar width="88%" />
      </div>
    </main>
  );
}

/** What went wrong, in the words of the answer. */
export function Trouble({ problem, again }: { problem: Told; again?: () => void }) {
  return (
    <div class="trouble" role="alert">
      <p class="trouble-title">{problem.title}</p>
      <p>{problem.detail}</p>
      {problem.errors && problem.errors.length > 1 && (
        <ul>
          {problem.errors.map(({ parameter, header, pointer, detail }) => (
            <li key={detail}>
              {parameter ?? header ?? pointer ?? ''} {detail}
            </li>
          ))}
        </ul>
      )}
      {problem.instance && <p class="hint">Request {problem.instance.replace('urn:uuid:', '')}</p>}
      {again && (
        <p class="buttons">
          <button type="button" onClick={again}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

/** A whole screen that could not be read. */
export function TroublePage({ heading, problem, again }: { heading: string; problem: Told; again?: () => void }) {
  return (
    <main class="page" id="content">
      <Heading>{heading}</Heading>
      <Trouble problem={problem} {...(again ? { again } : {})} />
    </main>
  );
}

/** One sentence, and the one thing to do. */
export function Empty({ heading, text, children }: { heading: string; text: string; children?: ComponentChildren }) {
  return (
    <main class="page" id="content">
      <div class="empty">
        <Heading>{heading}</Heading>
        <p class="verdict">{text}</p>
        {children && <p class="buttons">{children}</p>}
      </div>
    </main>
  );
}

/** A line that tells how something stands, with what can be done about it. */
export function Notice({
  kind,
  children,
  actions,
}: {
  kind: 'open' | 'done' | 'bad';
  children: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <div class="notice">
      <span class={`dot ${kind}`} aria-hidden="true" />
      <p>{children}</p>
      {actions && <span class="notice-actions">{actions}</span>}
    </div>
  );
}

/** How much of something is done. */
export function Progress({ label, value }: { label: string; value: number }) {
  return <progress class="progress" aria-label={label} max={1} value={Math.min(1, Math.max(0, value))} />;
}
