import type { PrivacySubject } from '../../api/schema';
import { surety } from '../../figure/number';
import { title, words } from '../../figure/word';
import { save } from '../../part/download';
import { Notice } from '../../part/state';
import { Values } from '../features/values';

/** Where a customer is in a data set, as the page reads it. */
interface Told {
  readonly dataset: string;
  readonly name?: string;
  readonly confidence?: number;
  readonly version?: number;
  readonly history: readonly { readonly version?: number; readonly name?: string }[];
}

const placeOf = ({ name, confidence, history }: Told): string =>
  name === undefined
    ? `in ${words(history.length, 'version')}, none of which serves`
    : `in “${name}”${confidence === undefined ? '' : `, confidence ${surety(confidence)}`}`;

/** All that is known of a customer, to be read and to be given to them. */
export function Subject({ found }: { found: PrivacySubject }) {
  const sets = found.datasets as unknown as readonly Told[],
    features = found.features ?? [],
    mentions = Object.entries(found.catalogue ?? {});
  const nothing = !sets.length && !features.length && !mentions.length;
  return (
    <section class="block" aria-labelledby="known-title">
      <header class="block-head">
        <h2 id="known-title">What is known</h2>
        <button
          type="button"
          class="plain"
          onClick={() => save('what-is-known.json', [JSON.stringify(found, null, 2)], 'application/json')}
        >
          Save it all as JSON
        </button>
      </header>
      <Notice kind={found.opted_out ? 'done' : 'open'}>
        {found.opted_out ? (
          <>
            <b>Left out.</b> Answers say so instead of a segment.
          </>
        ) : (
          <>
            <b>Not left out.</b> {nothing && 'Nothing is known of such a customer.'}
          </>
        )}
      </Notice>
      <dl class="facts parted">
        {sets.map(set => (
          <div key={set.dataset}>
            <dt>{title(set.dataset)}</dt>
            <dd>{placeOf(set)}</dd>
          </div>
        ))}
        {mentions.map(([column, times]) => (
          <div key={column}>
            <dt>Named in the catalogue, {column}</dt>
            <dd>{words(times, 'time')}</dd>
          </div>
        ))}
        <div>
          <dt>Stands for the customer</dt>
          <dd>
            <code>{found.subject}</code>
          </dd>
        </div>
      </dl>
      {features.map(known => (
        <div key={known.view} class="block first">
          <h3>
            <b>Features of {title(known.dataset)}</b>
          </h3>
          <Values known={known} />
        </div>
      ))}
    </section>
  );
}
