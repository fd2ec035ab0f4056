import { useEffect, useState } from 'preact/hooks';
import { ask, pause } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { ErasureReceipt, Problem } from '../../api/schema';
import { count, moment } from '../../figure/number';
import { counted } from '../../figure/word';
import { save } from '../../part/download';
import { Scroller } from '../../part/scroller';
import { Notice, Trouble } from '../../part/state';

const PACE = 1500;

/** Follows an erasure until its receipt is there. */
function useReceipt(erasure: string): { receipt: ErasureReceipt | null; problem: Problem | null } {
  const [receipt, setReceipt] = useState<ErasureReceipt | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const follow = async (): Promise<void> => {
      for (;;) {
        const { value } = await ask<ErasureReceipt>(`/privacy/erasures/${encodeURIComponent(erasure)}`, {
          signal: stop.signal,
        });
        setReceipt(value);
        if (value.state === 'done') return;
        await pause(PACE, stop.signal);
      }
    };
    follow().catch((error: unknown) => {
      if (!stop.signal.aborted) setProblem(asProblem(error));
    });
    return () => stop.abort();
  }, [erasure]);
  return { receipt, problem };
}

const words = (place: string): string => place.replaceAll('_', ' ');

function Places({ places }: { places: NonNullable<ErasureReceipt['places']> }) {
  return (
    <Scroller label="Places, as a table">
      <table class="lines">
        <thead>
          <tr>
            <th scope="col">Place</th>
            {['Looked into', 'Written anew', 'Deleted'].map(text => (
              <th scope="col" class="num" key={text}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places
            .filter(place => place.looked_into > 0)
            .map(place => (
              <tr key={place.place}>
                <th scope="row">{words(place.place)}</th>
                <td class="num">{count(place.looked_into)}</td>
                <td class="num">{count(place.rewritten)}</td>
                <td class="num">{count(place.deleted)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** The receipt of an erasure, as it goes on and when it is done; it holds no identifier. */
export function Receipt({ erasure }: { erasure: string }) {
  const { receipt, problem } = useReceipt(erasure);
  if (problem) return <Trouble problem={problem} />;
  if (!receipt) return <p class="muted">Reading the receipt …</p>;
  const done = receipt.state === 'done',
    left = receipt.left ?? [],
    unread = receipt.unread ?? [],
    mentions = Object.entries(receipt.catalogue ?? {});
  return (
    <section class="block" aria-labelledby="receipt-title">
      <header class="block-head">
        <h2 id="receipt-title">{receipt.dataset ? 'Receipt of a deleted data set' : 'Receipt of an erasure'}</h2>
        <p class="muted">{erasure}</p>
      </header>
      <div role="status">
        {done ? (
          <Notice
            kind={left.length || unread.length ? 'bad' : 'done'}
            actions={
              <button
                type="button"
                onClick={() => save(`erasure-${erasure}.json`, [JSON.stringify(receipt, null, 2)], 'application/json')}
              >
                Save the receipt
              </button>
            }
          >
            {left.length ? (
              <>
                <b>Something is left.</b> A search still finds it in {left.join(', ')}.
              </>
            ) : unread.length ? (
              <>
                <b>Done, and somebody has to look.</b> {counted(unread.length, 'object')} could not be read:{' '}
                {unread.join(', ')}.
              </>
            ) : (
              <>
                <b>Done.</b> A search of all bytes finds nothing any more.
              </>
            )}
          </Notice>
        ) : (
          <Notice kind="open">
            <b>It goes on.</b> This page follows it; it goes on without the page too.
          </Notice>
        )}
      </div>
      {done && (
        <>
          <dl class="facts parted">
            {receipt.requested && (
              <div>
                <dt>Asked for</dt>
                <dd>{moment(receipt.requested)}</dd>
              </div>
            )}
            {receipt.completed && (
              <div>
                <dt>Done</dt>
                <dd>{moment(receipt.completed)}</dd>
              </div>
            )}
            {receipt.subject && (
              <div>
                <dt>Stands for the customer</dt>
                <dd>
                  <code>{receipt.subject}</code>
                </dd>
              </div>
            )}
            <div>
              <dt>Older versions of objects removed</dt>
              <dd>{count(receipt.versions_removed ?? 0)}</dd>
            </div>
          </dl>
          {receipt.places && <Places places={receipt.places} />}
          {mentions.length > 0 && (
            <p class="hint">
              Somebody has written the identifier into the catalogue, where it has to be changed by hand:{' '}
              {mentions.map(([column, times]) => `${column} (${times})`).join(', ')}.
            </p>
          )}
          {(receipt.kept ?? []).map(kept => (
            <p class="hint" key={String(kept['what'])}>
              Kept: {String(kept['what'])}; {String(kept['why'])}.
            </p>
          ))}
        </>
      )}
    </section>
  );
}
