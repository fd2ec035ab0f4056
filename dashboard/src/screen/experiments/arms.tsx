import type { ComponentChildren } from 'preact';
import type { ArmsCompared, ExperimentReport } from '../../api/documents';
import type { Experiment, ExperimentOutcome } from '../../api/schema';
import { IntervalBar, scaleOf } from '../../chart/interval';
import { count, decimals, figure, percent } from '../../figure/number';
import { Scroller } from '../../part/scroller';
import { Name } from '../../segment/name';
import { differenceText, meanText } from './read';

export interface Known {
  readonly nameOf: (id: string) => string;
  readonly slotOf: ReadonlyMap<string, number>;
}

function Row({
  heading,
  of,
  outcome,
  scale,
  slot,
}: {
  heading: ComponentChildren;
  of: ArmsCompared;
  outcome: ExperimentOutcome | undefined;
  scale: ReturnType<typeof scaleOf>;
  slot?: number;
}) {
  const { arms, uplift, hidden } = of;
  if (!arms)
    return (
      <tr>
        <th scope="row">{heading}</th>
        <td colSpan={4} class="muted">
          {hidden ? `Figures are ${hidden}.` : '–'}
        </td>
      </tr>
    );
  const interval = uplift?.interval,
    apart = interval !== undefined && (interval[0] > 0 || interval[1] < 0);
  return (
    <tr>
      <th scope="row">{heading}</th>
      <td class="num">
        {uplift ? (
          <>
            <span class={apart ? 'apart' : 'muted'}>{differenceText(outcome, uplift.difference)}</span>
            <span class="note">
              {interval
                ? `${differenceText(outcome, interval[0], '')} to ${differenceText(outcome, interval[1])}`
                : 'too few to tell'}
            </span>
          </>
        ) : (
          '–'
        )}
      </td>
      <td class="interval-cell">
        {uplift && interval && (
          <IntervalBar point={uplift.difference} interval={interval} scale={scale} {...(slot ? { slot } : {})} />
        )}
      </td>
      {([arms.champion, arms.challenger] as const).map((arm, at) => (
        <td class="num" key={at}>
          {meanText(outcome, arm.mean)}
          <span class="note">{count(arm.customers)}</span>
        </td>
      ))}
    </tr>
  );
}

/** Both arms, overall and in each of the champion's segments, with the interval of the difference. */
export function Arms({
  experiment,
  report,
  known,
}: {
  experiment: Experiment;
  report: ExperimentReport;
  known: Known;
}) {
  const { outcome, champion, challenger, kind } = experiment,
    segments = report.segments ?? [];
  if (!report.arms && !report.hidden) return null;
  const scale = scaleOf(
    [report, ...segments].flatMap(one => (one.uplift?.interval ? [one.uplift.interval] : [])),
    0,
  );
  return (
    <section class="block" aria-labelledby="arms-title">
      <header class="block-head">
        <h2 id="arms-title">What customers did{outcome ? `: ${outcome.name}` : ''}</h2>
        <p class="muted">the interval holds at all looks together, at 95 %; the tick is no difference</p>
      </header>
      <Scroller label="Arms, as a table">
        <table class="lines arms">
          <thead>
            <tr>
              <th scope="col">Segment</th>
              <th scope="col" class="num">
                Difference
              </th>
              <th scope="col">
                <span class="sr">Interval, drawn</span>
              </th>
              <th scope="col" class="num">
                Version {champion}
              </th>
              <th scope="col" class="num">
                {kind === 'aa' ? 'The other arm' : `Version ${challenger}`}
              </th>
            </tr>
          </thead>
          <tbody>
            <Row heading={<b>Everybody</b>} of={report} outcome={outcome} scale={scale} />
            {segments.map(one => {
              const slot = known.slotOf.get(one.segment) ?? 0;
              return (
                <Row
                  key={one.segment}
                  heading={<Name slot={slot}>{known.nameOf(one.segment)}</Name>}
                  of={one}
                  outcome={outcome}
                  scale={scale}
                  slot={slot}
                />
              );
            })}
          </tbody>
        </table>
      </Scroller>
      {(report.outcomes_skipped ?? 0) > 0 && (
        <p class="hint">
          {count(report.outcomes_skipped ?? 0)} lines of outcomes could not be used, or are of nobody in the experiment.
        </p>
      )}
    </section>
  );
}

/** Whether both arms have the customers that they should have. */
export function Parted({ report, known }: { report: ExperimentReport; known: Known }) {
  const ratio = report.sample_ratio;
  if (!ratio) return null;
  const against = ratio.segments.length > 0 || (ratio.evidence ?? 0) >= ratio.stops_at;
  return (
    <section class="block" aria-labelledby="parted-title">
      <header class="block-head">
        <h2 id="parted-title">How customers are parted</h2>
        <p class="muted">sample ratio mismatch</p>
      </header>
      <dl class="facts parted">
        <div>
          <dt>Evidence that the arms are not as planned</dt>
          <dd>{ratio.evidence === undefined ? 'not told of so few' : `${figure(ratio.evidence)} to 1`}</dd>
        </div>
        <div>
          <dt>Nothing else is told from</dt>
          <dd>{count(ratio.stops_at)} to 1</dd>
        </div>
        <div>
          <dt>Segments in which they are not</dt>
          <dd>{ratio.segments.length ? ratio.segments.map(known.nameOf).join(', ') : 'none'}</dd>
        </div>
      </dl>
      {!against && <p class="hint">As planned, as far as can be told.</p>}
    </section>
  );
}

/** How far both versions agree, what they answer differently, and how long each takes. */
export function Agreement({
  experiment: { champion, challenger },
  report,
  known,
}: {
  experiment: Experiment;
  report: ExperimentReport;
  known: Known;
}) {
  const { agreement, challenger_faults: faults = 0 } = report;
  if (!agreement) return null;
  const moves = agreement.flows.filter(flow => flow.champion !== flow.challenger).slice(0, 8);
  const { champion: one, challenger: other } = agreement.microseconds_below;
  const ms = (microseconds: number): string => `${decimals(microseconds / 1000, microseconds < 10_000 ? 1 : 0)} ms`;
  return (
    <section class="block" aria-labelledby="agree-title">
      <header class="block-head">
        <h2 id="agree-title">How far they agree</h2>
        <p class="muted">both were asked {count(agreement.records)} times</p>
      </header>
      <dl class="facts parted">
        <div>
          <dt>Same segment</dt>
          <dd>{percent(agreement.same_segment)}</dd>
        </div>
        <div>
          <dt>Adjusted Rand index</dt>
          <dd>{decimals(agreement.adjusted_rand_index, 2)}</dd>
        </div>
        <div>
          <dt>Half of the answers of version {champion} took less than</dt>
          <dd>
            {ms(one.median)}; 99 %, {ms(one.p99)}
          </dd>
        </div>
        <div>
          <dt>Of version {challenger}</dt>
          <dd>
            {ms(other.median)}; 99 %, {ms(other.p99)}
          </dd>
        </div>
        {faults > 0 && (
          <div>
            <dt>Times that version {challenger} failed</dt>
            <dd>{count(faults)}</dd>
          </div>
        )}
      </dl>
      {moves.length > 0 && (
        <Scroller label="What they answer differently, as a table">
          <table class="lines">
            <thead>
              <tr>
                <th scope="col">Version {champion} says</th>
                <th scope="col">Version {challenger} says</th>
                <th scope="col" class="num">
                  Answers
                </th>
              </tr>
            </thead>
            <tbody>
              {moves.map(flow => (
                <tr key={`${flow.champion} ${flow.challenger}`}>
                  {[flow.champion, flow.challenger].map((id, at) => (
                    <td key={at}>
                      <Name slot={known.slotOf.get(id) ?? 0}>{known.nameOf(id)}</Name>
                    </td>
                  ))}
                  <td class="num">{count(flow.records)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </section>
  );
}
