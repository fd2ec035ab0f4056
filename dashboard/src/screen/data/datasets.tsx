import { useEffect } from 'preact/hooks';
import type { Dataset } from '../../api/schema';
import { useAnswer } from '../../api/use';
import { count, day } from '../../figure/number';
import { sentence, title, words } from '../../figure/word';
import { Heading } from '../../part/heading';
import { Scroller } from '../../part/scroller';
import { TroublePage, Waiting } from '../../part/state';
import { at } from '../../route';
import { PutFile } from './putfile';
import { Sample } from './sample';
import { runText } from './words';
import './data.css';

/** The data sets, and the place for a new one. */
export function DataSets({ changed }: { changed: () => void }) {
  const sets = useAnswer<{ readonly items: readonly Dataset[] }>('/datasets?limit=200');
  useEffect(() => {
    document.title = 'Segmenta';
    return changed;
  }, []);
  if (sets.state === 'problem')
    return <TroublePage heading="The data sets could not be read" problem={sets.problem} again={sets.again} />;
  if (sets.state === 'loading') return <Waiting text="Reading the data sets" />;
  const { items } = sets.value;
  return (
    <main class="page narrow" id="content">
      <header class="page-head">
        <div class="page-title">
          <Heading>{items.length ? sentence(words(items.length, 'data set')) : 'Which customers are alike?'}</Heading>
          {!items.length && (
            <p class="verdict">
              Put a table of customers in. You see how it is understood before anything is made of it.
            </p>
          )}
        </div>
      </header>
      {items.length > 0 && (
        <Scroller label="Data sets, as a table">
          <table class="lines">
            <thead>
              <tr>
                <th scope="col">Data set</th>
                <th scope="col" class="num">
                  Rows
                </th>
                <th scope="col">Serving</th>
                <th scope="col">Newest run</th>
              </tr>
            </thead>
            <tbody>
              {items.map(set => (
                <tr key={set.id}>
                  <th scope="row">
                    <a class="link" href={at(set.name, 'segments')}>
                      {title(set.name)}
                    </a>
                  </th>
                  <td class="num">{set.rows === undefined ? '–' : count(set.rows)}</td>
                  <td>
                    {set.live_version === undefined ? (
                      <span class="muted">nothing yet</span>
                    ) : (
                      `version ${set.live_version}`
                    )}
                  </td>
                  <td>
                    {set.newest_run ? (
                      <a class="link" href={at(set.name, `runs/${set.newest_run.id}`)}>
                        {runText(set.newest_run.status)}, {day(set.newest_run.created_at)}
                      </a>
                    ) : (
                      <span class="muted">none</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
      <section class={items.length ? 'block' : 'block first'} aria-labelledby="new-title">
        <header class="block-head">
          <h2 id="new-title">{items.length ? 'A new data set' : 'Your file'}</h2>
        </header>
        <PutFile dataset={null} />
      </section>
      <Sample />
    </main>
  );
}
