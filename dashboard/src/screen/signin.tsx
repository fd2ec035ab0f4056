import { useState } from 'preact/hooks';
import type { Problem } from '../api/schema';
import { token } from '../api/session';
import { leave } from '../api/signin';
import { Heading } from '../part/heading';
import { Trouble } from '../part/state';

/** Leads to whoever signs people in; where the deployment names nobody, a token can be given. */
export function SignIn({ problem }: { problem: Problem }) {
  const [text, setText] = useState('');
  const [byToken, setByToken] = useState(false);
  const go = (): void => {
    void leave().then(left => setByToken(!left));
  };
  return (
    <main class="page" id="content">
      <Heading>Sign in</Heading>
      {byToken ? (
        <form
          class="sign-in"
          onSubmit={event => {
            event.preventDefault();
            token.value = text.trim();
          }}
        >
          <Trouble problem={problem} />
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
      ) : (
        <>
          <p class="verdict">Segmenta wants to know who you are.</p>
          <p class="buttons">
            <button type="button" class="primary" onClick={go}>
              Sign in
            </button>
          </p>
        </>
      )}
    </main>
  );
}
