import { useState } from 'preact/hooks';
import { fetched } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { Document } from '../../api/schema';
import { useAnswer, valueOr } from '../../api/use';
import { sentence } from '../../figure/word';
import { save } from '../../part/download';

const KINDS = [
  [/^plots\/.+\.svg$/, 'Pictures'],
  [/^rules\..+\.sql$/, 'Rules as SQL'],
  [/\.json$/, 'Documents'],
] as const;

const nameOf = (name: string): string =>
  name.endsWith('.json')
    ? name
    : sentence(name.replace(/^plots\/|^rules\.(?=.+\.sql$)|\.svg$|\.sql$/g, '').replace(/_/g, ' '));

/** What the run left, to be saved. */
export function Pictures({ run }: { run: string }) {
  const documents = valueOr(useAnswer<{ readonly items: readonly Document[] }>(`/runs/${run}/documents`))?.items ?? [];
  const [said, setSaid] = useState('');
  const fetchOne = async ({ name, url, content_type: type }: Document): Promise<void> => {
    try {
      setSaid('');
      const response = await fetched(url, { accept: '*/*' });
      save(name.replaceAll('/', '-'), [await response.blob()], type);
    } catch (error) {
      setSaid(asProblem(error).detail);
    }
  };
  if (!documents.length) return null;
  return (
    <section aria-labelledby="left-title" class="block documents">
      <header class="block-head">
        <h2 id="left-title">What the run left</h2>
      </header>
      <dl>
        {KINDS.map(([pattern, kind]) => {
          const found = documents.filter(({ name }) => pattern.test(name));
          return (
            found.length > 0 && (
              <div key={kind}>
                <dt>{kind}</dt>
                <dd>
                  {found.map(document => (
                    <button
                      type="button"
                      class="plain"
                      key={document.name}
                      onClick={() => {
                        void fetchOne(document);
                      }}
                    >
                      {nameOf(document.name)}
                    </button>
                  ))}
                </dd>
              </div>
            )
          );
        })}
      </dl>
      <p role="status" class="hint">
        {said}
      </p>
    </section>
  );
}
