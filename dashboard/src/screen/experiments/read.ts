/** What an experiment found, in words and figures. */
import type { ExperimentReport } from '../../api/documents';
import type { Experiment, ExperimentDecision, ExperimentKind, ExperimentOutcome } from '../../api/schema';
import { count, decimals, figure, percent, signed } from '../../figure/number';

export const KINDS: readonly (readonly [ExperimentKind, string])[] = [
  ['shadow', 'In the shadow'],
  ['ab', 'Side by side'],
  ['aa', 'Against itself'],
];

export const KIND_TEXT: Readonly<Record<ExperimentKind, string>> = {
  shadow: 'The challenger is asked too, and nobody is told: it shows how far both versions agree.',
  ab: 'A share of the customers gets the challenger’s answers: it shows whether they do more of what is wanted.',
  aa: 'Both arms get the answers of the version that serves: nothing should differ, which proves the way of measuring.',
};

const DECISIONS: Readonly<Record<ExperimentDecision, string>> = {
  none_yet: 'nothing yet',
  for: 'for the challenger',
  against: 'against the challenger',
  sample_ratio_mismatch: 'customers not parted as planned',
};

export const decisionText = (decision: ExperimentDecision): string => DECISIONS[decision];

const BECAUSE: Readonly<Record<NonNullable<Experiment['ended']>['because'], string>> = {
  decided: 'it was decided',
  time: 'its days were over',
  champion_changed: 'another version began to serve',
  stopped: 'somebody stopped it',
};

/** Why an experiment ended. */
export const becauseOf = (ended: NonNullable<Experiment['ended']>): string =>
  ended.because === 'stopped' && ended.by ? `${ended.by} stopped it` : BECAUSE[ended.because];

/** The report of the last look, as far as there is one. */
export const reportOf = (experiment: Experiment): ExperimentReport | null =>
  (experiment.report as ExperimentReport | undefined) ?? null;

/** What the last look said. */
export const standing = ({ ended, looks = [] }: Experiment): ExperimentDecision =>
  ended?.decision ?? looks[0]?.decision ?? 'none_yet';

/** A mean of the outcome: a share where it is yes or no. */
export const meanText = (outcome: ExperimentOutcome | undefined, mean: number): string =>
  outcome?.kind === 'binary' ? percent(mean) : figure(mean);

/** A difference of means, in points where they are shares; the first of two goes without the unit. */
export const differenceText = (
  outcome: ExperimentOutcome | undefined,
  difference: number,
  unit = '\u00a0points',
): string =>
  outcome?.kind === 'binary'
    ? signed(difference * 100, size => decimals(size, size < 10 ? 1 : 0)) + unit
    : signed(difference, figure);

/** The finding, in a heading. */
export function headline(experiment: Experiment): string {
  const { kind, champion, challenger, outcome } = experiment,
    report = reportOf(experiment);
  if (kind === 'shadow') {
    const agreement = report?.agreement;
    return agreement
      ? `Versions ${champion} and ${challenger} agree on ${percent(agreement.same_segment)} of the answers`
      : `Version ${challenger} is asked in the shadow of version ${champion}`;
  }
  const uplift = report?.uplift;
  const by = uplift ? `: ${differenceText(outcome, uplift.difference)} of “${outcome?.name ?? 'the outcome'}”` : '';
  switch (standing(experiment)) {
    case 'for':
      return `Version ${challenger} does better${by}`;
    case 'against':
      return `Version ${challenger} does worse${by}`;
    case 'sample_ratio_mismatch':
      return 'Customers are not parted as planned';
    default:
      return kind === 'aa' ? 'Nothing differs so far, as it should be' : 'Nothing can be told from chance so far';
  }
}

/** What follows from it, in a sentence. */
export function advice(experiment: Experiment): string {
  const { state, kind, champion, challenger, customers } = experiment;
  switch (standing(experiment)) {
    case 'for':
      return (
        `Let version ${challenger} serve: its customers do more of what is wanted, ` +
        'by an interval that holds at all looks.'
      );
    case 'against':
      return `Keep version ${champion}: customers of the challenger do less of what is wanted.`;
    case 'sample_ratio_mismatch':
      return (
        'What differs may be who is in which arm, so nothing else is told. ' +
        'Find what loses the customers of one arm.'
      );
    default:
      if (kind === 'shadow') return KIND_TEXT.shadow;
      return state === 'running'
        ? `It may be looked at whenever one likes; the interval is tightest at ${count(customers)} customers.`
        : 'It ended before a difference could be told from chance.';
  }
}
