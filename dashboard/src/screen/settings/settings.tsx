import { useEffect } from 'preact/hooks';
import type { Settings as Deployed } from '../../api/schema';
import { me } from '../../api/session';
import { useAnswer } from '../../api/use';
import { bytes, count, language, moment } from '../../figure/number';
import { list, title } from '../../figure/word';
import { Heading } from '../../part/heading';
import { Segmented } from '../../part/segmented';
import { Trouble } from '../../part/state';
import { theme } from '../../theme';
import './settings.css';

const SIGN_INS: Readonly<Record<Deployed['sign_in'], string>> = {
  none: 'nobody has to',
  iam: 'by AWS identities',
  jwt: 'by the company’s sign-in',
};
const LANGUAGES = [
  ['', 'As the browser'],
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['fr', 'Français'],
  ['es', 'Español'],
  ['it', 'Italiano'],
  ['nl', 'Nederlands'],
  ['pl', 'Polski'],
  ['pt', 'Português'],
] as const;

/** What is deployed, who one is, and how the page looks. */
export function Settings() {
  const use = useAnswer<Deployed>('/settings'),
    who = me.value;
  useEffect(() => {
    document.title = 'Settings – Segmenta';
  }, []);
  return (
    <main class="page narrow" id="content">
      <Heading>Settings</Heading>
      <div class="settings-grid">
        <section aria-labelledby="look-title">
          <h2 id="look-title">How it looks</h2>
          <fieldset class="field">
            <legend>Theme</legend>
            <Segmented
              label="Theme"
              value={theme.value}
              set={value => {
                theme.value = value;
              }}
              choices={[
                ['system', 'As the system'],
                ['light', 'Light'],
                ['dark', 'Dark'],
              ]}
            />
          </fieldset>
          <label class="field">
            Language of figures and dates
            <select
              value={language.value}
              onChange={event => {
                language.value = event.currentTarget.value;
              }}
            >
              {LANGUAGES.map(([key, text]) => (
                <option key={key} value={key}>
                  {text}
                </option>
              ))}
            </select>
            <span class="hint">
              {count(1234567)}, {moment('2026-11-28T18:10:00Z')}
            </span>
          </label>
        </section>
        <section aria-labelledby="who-title">
          <h2 id="who-title">Who you are</h2>
          {who ? (
            <dl class="facts">
              <div>
                <dt>Name</dt>
                <dd>{who.name}</dd>
              </div>
              <div>
                <dt>Roles</dt>
                <dd>{who.roles.length ? list(who.roles) : 'none'}</dd>
              </div>
            </dl>
          ) : (
            <p class="muted" role="status">
              Reading …
            </p>
          )}
        </section>
        <section aria-labelledby="what-title">
          <h2 id="what-title">What is deployed</h2>
          {use.state === 'problem' && <Trouble problem={use.problem} again={use.again} />}
          {use.state === 'ready' && (
            <dl class="facts">
              <div>
                <dt>Version</dt>
                <dd>{use.value.version}</dd>
              </div>
              <div>
                <dt>Name</dt>
                <dd>{use.value.name_prefix}</dd>
              </div>
              <div>
                <dt>Region</dt>
                <dd>{use.value.region}</dd>
              </div>
              <div>
                <dt>Sign-in</dt>
                <dd>{SIGN_INS[use.value.sign_in]}</dd>
              </div>
              {use.value.default_dataset && (
                <div>
                  <dt>Answers without a data set</dt>
                  <dd>{title(use.value.default_dataset)}</dd>
                </div>
              )}
              <div>
                <dt>Largest request</dt>
                <dd>{bytes(use.value.limits.request_bytes)}</dd>
              </div>
              <div>
                <dt>Largest page</dt>
                <dd>{count(use.value.limits.page_items)} items</dd>
              </div>
            </dl>
          )}
        </section>
      </div>
    </main>
  );
}
