import { useState } from 'preact/hooks';
import type { Problem } from '../api/schema';
import { token } from '../api/session';
import { Heading } from '../part/heading';
import { Trouble } from '../part/state';

/** Asks for a token where people sign in by one. */
export function SignIn({ problem }: { problem: Problem }) {
  const [text, setText] = useState('');
  return (
    <main class="page" id="content">
      <Heading>Sign in</Heading>
      <Trouble problem={problem} />
      <form
        class="sign-in"
        onSubmit={event => {
          event.preventDefault();
          token.value = text.trim();
        }}
      >
        <label>
          Token of your sign-in
          <input
            type="password"
            autocomplete="off"
            value={text}
            onInput={event => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary" disabled={!text.trim()}>
          Sign in
        </button>
        <p class="hint">It is kept for this page alone and sent to Segmenta only.</p>
      </form>
    </main>
  );
}
