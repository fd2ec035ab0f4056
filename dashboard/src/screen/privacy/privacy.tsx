import { useEffect, useState } from 'preact/hooks';
import { ask, newKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { ErasureReceipt, OptOut, PrivacySubject, Problem } from '../../api/schema';
import { may, me } from '../../api/session';
import { Dialog } from '../../part/dialog';
import { Heading } from '../../part/heading';
import { Empty, Notice, Trouble, Waiting } from '../../part/state';
import { address, requery } from '../../route';
import { Receipt } from './receipt';
import { Subject } from './subject';

type Done =
  | { readonly kind: 'known'; readonly found: PrivacySubject }
  | { readonly kind: 'out'; readonly out: boolean };

/** Asks for the identifier once more, as an erasure cannot be taken back. */
function Sure({ id, close, erase }: { id: string; close: () => void; erase: () => void }) {
  const [again, setAgain] = useState('');
  return (
    <Dialog title="Erase this customer?" close={close}>
      <form
        onSubmit={event => {
          event.preventDefault();
          if (again === id) erase();
        }}
      >
        <p>
          The customer’s rows are taken out of everything that is kept, in every data set, and out of older versions of
          it. It cannot be taken back.
        </p>
        <label class="field">
          The identifier once more
          <input value={again} autocomplete="off" onInput={event => setAgain(event.currentTarget.value)} />
        </label>
        <p class="buttons">
          <button type="submit" class="primary" disabled={again !== id}>
            Erase
          </button>
          <button type="button" onClick={close}>
            Leave everything
          </button>
        </p>
      </form>
    </Dialog>
  );
}

function Asked({ erasing }: { erasing: (erasure: string) => void }) {
  const [id, setId] = useState('');
  const [done, setDone] = useState<Done | null>(null);
  const [sure, setSure] = useState(false),
    [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const wanted = id.trim();
  const act = (deed: () => Promise<Done | null>): void => {
    setBusy(true);
    setTrouble(null);
    setDone(null);
    deed()
      .then(setDone, (error: unknown) => setTrouble(asProblem(error)))
      .finally(() => setBusy(false));
  };
  const known = async (): Promise<Done> => ({
    kind: 'known',
    found: (await ask<PrivacySubject>('/privacy/subjects', { method: 'POST', body: { id: wanted } })).value,
  });
  const leave = async (out: boolean): Promise<Done> => {
    const { value } = await ask<OptOut>('/privacy/opt-outs', { method: 'PUT', body: { id: wanted, opted_out: out } });
    return { kind: 'out', out: value.opted_out };
  };
  const erase = async (): Promise<null> => {
    setSure(false);
    const { value } = await ask<ErasureReceipt>('/privacy/erasures', {
      method: 'POST',
      once: newKey(),
      body: { id: wanted },
    });
    setId('');
    erasing(value.erasure);
    return null;
  };
  return (
    <>
      <form
        class="asking"
        onSubmit={event => {
          event.preventDefault();
          if (wanted && !busy) act(known);
        }}
      >
        <label class="field">
          Identifier
          <input
            type="search"
            value={id}
            maxLength={1000}
            autocomplete="off"
            onInput={event => setId(event.currentTarget.value)}
          />
          <span class="hint">
            As the file has it. It means the customer in every data set, and stands in no address, log or audit.
          </span>
        </label>
        <p class="buttons">
          <button type="submit" class="primary" disabled={busy || !wanted}>
            Tell what is known
          </button>
          <button type="button" disabled={busy || !wanted} onClick={() => act(() => leave(true))}>
            Leave out
          </button>
          <button type="button" disabled={busy || !wanted} onClick={() => act(() => leave(false))}>
            No longer leave out
          </button>
          <button type="button" disabled={busy || !wanted} onClick={() => setSure(true)}>
            Erase …
          </button>
        </p>
      </form>
      <div aria-live="polite">
        {done?.kind === 'out' && (
          <div class="block first">
            <Notice kind="done">
              {done.out ? (
                <>
                  <b>Left out.</b> Within a minute answers say so instead of a segment; the customer is not counted,
                  trained on or put into lists any more.
                </>
              ) : (
                <>
                  <b>No longer left out.</b> Within a minute the customer is answered as all others are.
                </>
              )}
            </Notice>
          </div>
        )}
        {done?.kind === 'known' && <Subject found={done.found} />}
      </div>
      {trouble && <Trouble problem={trouble} />}
      {sure && <Sure id={wanted} close={() => setSure(false)} erase={() => act(erase)} />}
    </>
  );
}

/** What a customer may ask for: to be told, to be left out, to be erased. */
export function Privacy() {
  const erasure = address.value.query.get('erasure');
  useEffect(() => {
    document.title = 'Privacy – Segmenta';
  }, []);
  if (!me.value) return <Waiting text="Reading who you are" />;
  if (!may('operator'))
    return (
      <Empty
        heading="Privacy is for operators"
        text="Who may tell, leave out and erase customers has the role operator; ask for it where you sign in."
      />
    );
  return (
    <main class="page narrow" id="content">
      <Heading>What a customer may ask for</Heading>
      <p class="verdict">To be told what is known, to be left out, to be erased. Each is written into the audit.</p>
      <section class="block first" aria-label="Customer">
        <Asked erasing={id => requery({ erasure: id })} />
      </section>
      {erasure && <Receipt key={erasure} erasure={erasure} />}
    </main>
  );
}
