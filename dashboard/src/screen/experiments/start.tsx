import { useState } from 'preact/hooks';
import { ask, newKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { Experiment, ExperimentKind, ExperimentOutcome, Model, NewExperiment, Problem } from '../../api/schema';
import { may } from '../../api/session';
import { Segmented } from '../../part/segmented';
import { Trouble } from '../../part/state';
import { at, go } from '../../route';
import { KIND_TEXT, KINDS } from './read';

const DAYS = 14;
const CUSTOMERS = 5000;

/** Starts an experiment with an approved version that does not serve. */
export function Start({ dataset, models }: { dataset: string; models: readonly Model[] }) {
  const live = models.find(model => model.live),
    others = models.filter(model => model.status === 'approved' && !model.live);
  const [kind, setKind] = useState<ExperimentKind>('shadow');
  const [chosen, setChosen] = useState<number | null>(null);
  const [outcome, setOutcome] = useState(''),
    [yesNo, setYesNo] = useState<ExperimentOutcome['kind']>('binary');
  const [days, setDays] = useState(DAYS),
    [customers, setCustomers] = useState(CUSTOMERS);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  if (!may('approver')) return <p class="verdict">To start one, the role approver is needed.</p>;
  if (!live)
    return (
      <p class="verdict">
        Nothing serves yet, so there is nothing to try a version beside.{' '}
        <a class="link" href={at(dataset, 'versions')}>
          To the versions
        </a>
      </p>
    );
  const challenger = chosen ?? others[0]?.version,
    measured = kind !== 'shadow';
  const lacks =
    kind !== 'aa' && challenger === undefined
      ? `Only version ${live.version} is approved; approve another one to try it beside.`
      : '';
  const begin = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    const body: NewExperiment = {
      dataset,
      kind,
      days,
      ...(kind === 'aa' || challenger === undefined ? {} : { challenger }),
      ...(measured ? { outcome: { name: outcome.trim(), kind: yesNo }, customers } : {}),
    };
    try {
      const { value } = await ask<Experiment>('/experiments', { method: 'POST', once: newKey(), body });
      go(at(dataset, 'experiments', { id: value.id }));
    } catch (error) {
      setTrouble(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <form
      class="asking"
      onSubmit={event => {
        event.preventDefault();
        if (!lacks && !busy) void begin();
      }}
    >
      <Segmented label="How" value={kind} set={setKind} choices={KINDS} />
      <p class="hint">{KIND_TEXT[kind]}</p>
      <div class="asked">
        {kind !== 'aa' && (
          <label class="field">
            Version to try
            <select value={challenger} onChange={event => setChosen(Number(event.currentTarget.value))}>
              {others.map(({ version }) => (
                <option key={version} value={version}>
                  version {version}
                </option>
              ))}
            </select>
          </label>
        )}
        {measured && (
          <>
            <label class="field">
              What is measured
              <input
                value={outcome}
                maxLength={100}
                required
                placeholder="bought"
                onInput={event => setOutcome(event.currentTarget.value)}
              />
            </label>
            <label class="field">
              It is
              <select
                value={yesNo}
                onChange={event => setYesNo(event.currentTarget.value === 'number' ? 'number' : 'binary')}
              >
                <option value="binary">yes or no</option>
                <option value="number">a number</option>
              </select>
            </label>
            <label class="field">
              Customers planned
              <input
                type="number"
                min={200}
                max={10_000_000}
                value={customers}
                onInput={event => setCustomers(Number(event.currentTarget.value))}
              />
            </label>
          </>
        )}
        <label class="field">
          Days
          <input
            type="number"
            min={1}
            max={90}
            value={days}
            onInput={event => setDays(Number(event.currentTarget.value))}
          />
        </label>
      </div>
      <p class="buttons">
        <button type="submit" class="primary" disabled={busy || lacks !== ''}>
          {busy ? 'Starting …' : 'Start it'}
        </button>
        <span class="hint inline">{lacks || 'More of what is measured is better. It can be stopped at any time.'}</span>
      </p>
      {trouble && <Trouble problem={trouble} />}
    </form>
  );
}
