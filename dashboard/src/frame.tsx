import { useEffect } from 'preact/hooks';
import { useAnswer, valueOr } from './api/use';
import type { Dataset, Me } from './api/schema';
import { me } from './api/session';
import { title } from './figure/word';
import { DropVeil, useDrop } from './part/drop';
import { Heading } from './part/heading';
import { Keys, useKeys } from './part/keys';
import { later } from './part/later';
import { address, at, follow, go } from './route';
import { DataSets } from './screen/data/datasets';
import { Files } from './screen/data/files';
import { Segments } from './screen/segments/segments';
import { SignIn } from './screen/signin';
import { shade, theme } from './theme';
import './frame.css';

const making = later(() => import('./making')),
  judging = later(() => import('./judging')),
  keeping = later(() => import('./keeping'));
const Check = making(module => module.Check),
  Run = making(module => module.Run),
  Approve = judging(module => module.Approve),
  Experiments = judging(module => module.Experiments),
  Monitor = judging(module => module.Monitor),
  Versions = judging(module => module.Versions),
  Audit = keeping(module => module.Audit),
  Costs = keeping(module => module.Costs),
  Customer = keeping(module => module.Customer),
  Features = keeping(module => module.Features),
  Privacy = keeping(module => module.Privacy),
  Settings = keeping(module => module.Settings);

const SCREENS = [
  ['segments', 'Segments'],
  ['customers', 'Customers'],
  ['versions', 'Versions'],
  ['monitor', 'Monitor'],
  ['experiments', 'Experiments'],
  ['data', 'Data'],
] as const;

/** Screens of the whole deployment. */
const COMMON = [
  ['features', 'Features', Features],
  ['costs', 'Costs', Costs],
  ['privacy', 'Privacy', Privacy],
  ['audit', 'Audit', Audit],
  ['settings', 'Settings', Settings],
] as const;

function commonOf(name: string) {
  const Screen = COMMON.find(([one]) => one === name)?.[2] ?? Nowhere;
  return <Screen key={name} />;
}

function screenOf(dataset: string, name: string, rest: string) {
  switch (name) {
    case 'segments':
      return <Segments key={dataset} dataset={dataset} />;
    case 'customers':
      return <Customer key={dataset} dataset={dataset} />;
    case 'versions':
      return <Versions key={dataset} dataset={dataset} />;
    case 'monitor':
      return <Monitor key={dataset} dataset={dataset} />;
    case 'experiments':
      return <Experiments key={dataset} dataset={dataset} />;
    case 'approve':
      return <Approve key={dataset} dataset={dataset} />;
    case 'data':
      return <Files key={dataset} dataset={dataset} />;
    case 'check':
      return <Check key={rest} dataset={dataset} upload={rest} />;
    case 'runs':
      return <Run key={rest} dataset={dataset} run={rest} />;
    default:
      return <Nowhere />;
  }
}

function Nowhere() {
  return (
    <main class="page" id="content">
      <Heading>Nothing lies at this address</Heading>
      <p class="verdict">
        <a class="link" href="/">
          To the data sets
        </a>
      </p>
    </main>
  );
}

/** Screens that stay when another data set is chosen. */
const KEPT: readonly string[] = ['customers', 'versions', 'monitor', 'experiments'];

/** The part of the rail that is marked as the present one. */
const PART: Readonly<Record<string, string>> = { approve: 'versions', check: 'data', runs: 'data' };

function Brand() {
  return (
    <a class="brand" href="/">
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <circle cx="8" cy="8" r="5.2" />
        <circle cx="15.4" cy="13.2" r="3.4" class="second" />
        <circle cx="6.6" cy="17" r="2.2" class="third" />
      </svg>
      Segmenta
    </a>
  );
}

function Rail({ dataset, screen, datasets }: { dataset: string; screen: string; datasets: readonly Dataset[] }) {
  const part = PART[screen] ?? screen;
  const current = (name: string) => (part === name ? { 'aria-current': 'page' as const } : {});
  return (
    <nav class="rail" aria-label="Main">
      <Brand />
      {datasets.length > 0 && (
        <label class="switch">
          <span class="sr">Data set</span>
          <select
            value={dataset}
            onChange={event =>
              go(
                event.currentTarget.value
                  ? at(event.currentTarget.value, KEPT.includes(screen) ? screen : 'segments')
                  : '/',
              )
            }
          >
            <option value="">{dataset ? 'All data sets' : 'Choose a data set'}</option>
            {dataset && !datasets.some(({ name }) => name === dataset) && (
              <option value={dataset}>{title(dataset)}</option>
            )}
            {datasets.map(({ name }) => (
              <option key={name} value={name}>
                {title(name)}
              </option>
            ))}
          </select>
        </label>
      )}
      <ul>
        {dataset ? (
          SCREENS.map(([name, text]) => (
            <li key={name}>
              <a href={at(dataset, name)} {...current(name)}>
                {text}
              </a>
            </li>
          ))
        ) : (
          <li>
            <a href="/" {...current('')}>
              Data sets
            </a>
          </li>
        )}
      </ul>
      <span class="spring" />
      <ul class="low">
        {COMMON.map(([name, text]) => (
          <li key={name}>
            <a href={`/${name}`} {...current(name)}>
              {text}
            </a>
          </li>
        ))}
        <li>
          <a href="/docs">API</a>
        </li>
        <li>
          <button
            type="button"
            onClick={() => {
              theme.value = shade.value === 'dark' ? 'light' : 'dark';
            }}
          >
            {shade.value === 'dark' ? 'Light' : 'Dark'}
          </button>
        </li>
      </ul>
    </nav>
  );
}

/** The rail with the screen that the address names. */
export function Frame() {
  const { path } = address.value;
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const dataset = parts[0] === 'd' ? (parts[1] ?? '') : '';
  const screen = dataset ? (parts[2] ?? 'segments') : (parts[0] ?? '');
  const who = useAnswer<Me>('/me');
  const datasets = useAnswer<{ readonly items: readonly Dataset[] }>('/datasets?limit=200');
  const known = valueOr(who);
  useEffect(() => {
    if (known) me.value = known;
  }, [known]);
  useKeys(dataset);
  const over = useDrop(() => {
    if (screen !== 'data' && path !== '/') go(dataset ? at(dataset, 'data') : '/');
  });
  return (
    <>
      <a class="skip" href="#content">
        Skip to content
      </a>
      <div class="frame" onClick={follow}>
        <Rail dataset={dataset} screen={screen} datasets={valueOr(datasets)?.items ?? []} />
        <div class="content">
          {who.state === 'problem' && who.problem.status === 401 ? (
            <SignIn problem={who.problem} />
          ) : dataset ? (
            screenOf(dataset, screen, parts[3] ?? '')
          ) : screen === '' ? (
            <DataSets changed={datasets.again} />
          ) : (
            commonOf(screen)
          )}
        </div>
      </div>
      {over && <DropVeil />}
      <Keys />
    </>
  );
}
