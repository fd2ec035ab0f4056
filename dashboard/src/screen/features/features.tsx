import { useEffect } from 'preact/hooks';
import type { FeatureView } from '../../api/schema';
import { useAnswer } from '../../api/use';
import { count, moment } from '../../figure/number';
import { sentence, title, words } from '../../figure/word';
import { Crumbs } from '../../part/crumbs';
import { Heading } from '../../part/heading';
import { Scroller } from '../../part/scroller';
import { Empty, Trouble, TroublePage, Waiting } from '../../part/state';
import { address, at } from '../../route';
import { LastValues } from './values';

const NONE =
  'A view keeps columns of one data set’s files, so that others train with them and answers look them up. ' +
  'It is defined by segmenta features define, or by POST /api/v1/features.';

const viewAt = (view: string): string => `/features?view=${encodeURIComponent(view)}`;

function Version({ version: of, newest }: { version: FeatureView; newest: boolean }) {
  const { tables = [], failure } = of;
  return (
    <section class="block" aria-labelledby={`v${of.version}`}>
      <header class="block-head">
        <h2 id={`v${of.version}`}>
          {of.name}
          {newest && <span class="muted"> the newest</span>}
        </h2>
        <p class="muted">
          of {of.owner}; a row counts for {of.ttl.replace(/^P(\d+)D$/, '$1 days')}
        </p>
      </header>
      {failure && (
        <Trouble
          problem={{
            title: `The file of ${moment(failure.time)} gave no table`,
            detail: failure.detail,
            instance: '',
          }}
        />
      )}
      <Scroller label={`Features of ${of.name}, as a table`}>
        <table class="lines">
          <thead>
            <tr>
              <th scope="col">Feature</th>
              <th scope="col">Is</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(of.columns).map(([name, expression]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <code>{expression}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <dl class="facts parted tables">
        <div>
          <dt>Customers are named by</dt>
          <dd>{of.entity}</dd>
        </div>
        <div>
          <dt>A row is known from</dt>
          <dd>{of.event_time ?? 'when the run of its file began'}</dd>
        </div>
        {tables.map(table => (
          <div key={table.run_id}>
            <dt>
              Table of{' '}
              <a class="link" href={at(of.source, `runs/${table.run_id}`)}>
                {moment(table.time)}
              </a>
            </dt>
            <dd>{count(table.rows)} customers</dd>
          </div>
        ))}
      </dl>
      {!tables.length && !failure && <p class="hint">No table yet: the next run of a file of the source makes one.</p>}
    </section>
  );
}

function View({ view }: { view: string }) {
  const use = useAnswer<{ readonly versions: readonly FeatureView[] }>(`/features/${encodeURIComponent(view)}`);
  if (use.state === 'problem')
    return <TroublePage heading="The view could not be read" problem={use.problem} again={use.again} />;
  if (use.state === 'loading') return <Waiting text="Reading the view" />;
  const { versions } = use.value,
    newest = versions[0];
  return (
    <main class="page narrow" id="content">
      <Crumbs links={[['Features', '/features']]}>{view}</Crumbs>
      <Heading>{newest?.description ?? view}</Heading>
      <p class="verdict">
        {newest && (
          <>
            Made of each file of{' '}
            <a class="link" href={at(newest.source, 'data')}>
              {title(newest.source)}
            </a>
            . {sentence(words(versions.length, 'version'))}: none is ever changed, and models go on with theirs.
          </>
        )}
      </p>
      {versions.map((version, place) => (
        <Version key={version.version} version={version} newest={place === 0 && versions.length > 1} />
      ))}
      <LastValues view={view} />
    </main>
  );
}

function List({ views }: { views: readonly FeatureView[] }) {
  return (
    <Scroller label="Views, as a table">
      <table class="lines">
        <thead>
          <tr>
            <th scope="col">View</th>
            <th scope="col">What it tells</th>
            <th scope="col">Of the files of</th>
            <th scope="col" class="num">
              Features
            </th>
            <th scope="col">Answers for it</th>
          </tr>
        </thead>
        <tbody>
          {views.map(view => (
            <tr key={view.name}>
              <th scope="row">
                <a class="link" href={viewAt(view.view)}>
                  {view.name}
                </a>
              </th>
              <td>{view.description}</td>
              <td>{title(view.source)}</td>
              <td class="num">{Object.keys(view.columns).length}</td>
              <td>{view.owner}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** Views of features; one of them where the address names it. */
export function Features() {
  const view = address.value.query.get('view');
  const views = useAnswer<{ readonly items: readonly FeatureView[] }>(view ? null : '/features?limit=200');
  useEffect(() => {
    document.title = `Features${view ? `, ${view}` : ''} – Segmenta`;
  }, [view]);
  if (view) return <View key={view} view={view} />;
  if (views.state === 'problem')
    return <TroublePage heading="The views could not be read" problem={views.problem} again={views.again} />;
  if (views.state === 'loading') return <Waiting text="Reading the views" />;
  const { items } = views.value;
  if (!items.length)
    return (
      <Empty
        heading="No view of features yet"
        text={NONE}
      >
        <a class="button" href="/docs">
          See the API
        </a>
      </Empty>
    );
  return (
    <main class="page narrow" id="content">
      <Heading>{sentence(words(items.length, 'view'))} of features</Heading>
      <p class="verdict">What is known of each customer from one data set, for others to train with and to look up.</p>
      <section class="block first" aria-label="Views">
        <List views={items} />
      </section>
    </main>
  );
}
