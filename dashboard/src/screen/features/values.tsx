import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { PrivacySubject, Problem } from '../../api/schema';
import { may } from '../../api/session';
import { valueOf } from '../../figure/column';
import { moment } from '../../figure/number';
import { Trouble } from '../../part/state';

type Known = NonNullable<PrivacySubject['features']>[number];

/** Values of features of one customer, as the newest table has them. */
export function Values({ known }: { known: Known }) {
  return (
    <>
      <dl class="facts parted">
        {Object.entries(known.values).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{valueOf(name, value as number | string | null)}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">
        {known.view}, known since {moment(known.event_time)}
        {known.stale && '; too old by now, so answers do not use it'}.
      </p>
    </>
  );
}

/** What a view last knew of one customer; for operators, as everything about single customers is. */
export function LastValues({ view }: { view: string }) {
  const [id, setId] = useState('');
  const [found, setFound] = useState<readonly Known[] | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  if (!may('operator')) return null;
  const look = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    setFound(null);
    try {
      const { value } = await ask<PrivacySubject>('/privacy/subjects', { method: 'POST', body: { id: id.trim() } });
      setFound((value.features ?? []).filter(known => known.view.split('@')[0] === view));
    } catch (error) {
      setTrouble(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <section class="block" aria-labelledby="values-title">
      <header class="block-head">
        <h2 id="values-title">What is known of one customer</h2>
        <p class="muted">looking is written into the audit, without the identifier</p>
      </header>
      <form
        class="find"
        role="search"
        onSubmit={event => {
          event.preventDefault();
          if (id.trim() && !busy) void look();
        }}
      >
        <input
          type="search"
          aria-label="Identifier"
          placeholder="Identifier, as the file has it"
          autocomplete="off"
          value={id}
          onInput={event => setId(event.currentTarget.value)}
        />
        <button type="submit" class="button" disabled={busy || !id.trim()}>
          {busy ? 'Looking …' : 'Look it up'}
        </button>
      </form>
      <div aria-live="polite">
        {found?.length === 0 && <p class="muted">This view knows nothing of such a customer.</p>}
        {found?.map(known => (
          <Values key={known.view} known={known} />
        ))}
      </div>
      {trouble && <Trouble problem={trouble} />}
    </section>
  );
}
