import type { Candidate, RunMetrics } from '../../api/documents';
import { Curve } from '../../chart/curve';
import { decimals, figure, percent } from '../../figure/number';

type Measure = 'silhouette' | 'least_stability' | 'gap';

const CURVES: readonly (readonly [Measure, string, string, (value: number) => string])[] = [
  ['silhouette', 'How far apart', 'silhouette, higher is better', value => decimals(value, 2)],
  ['least_stability', 'How surely found again', 'the least sure segment in other draws', percent],
  ['gap', 'Better than no groups', 'gap to data without groups', figure],
];

const pointsOf = (candidates: readonly Candidate[], measure: Measure) =>
  candidates.flatMap(candidate => {
    const value = candidate[measure];
    return value === undefined ? [] : [{ at: candidate.k, value }];
  });

/** Why this number of segments was taken. */
export function WhyNumber({ metrics: { candidates = [], n_clusters: taken, reasons = [] } }: { metrics: RunMetrics }) {
  if (candidates.length < 2 && !reasons.length) return null;
  const first = candidates[0]?.k,
    last = candidates[candidates.length - 1]?.k;
  return (
    <section aria-labelledby="why-title" class="block">
      <header class="block-head">
        <h2 id="why-title">Why {taken}?</h2>
        {candidates.length > 1 && (
          <p class="muted">
            {first} to {last} segments were tried.
          </p>
        )}
      </header>
      {candidates.length > 1 && (
        <div class="curves">
          {CURVES.map(([measure, title, note, format]) => {
            const points = pointsOf(candidates, measure);
            return (
              points.length > 1 && (
                <Curve key={measure} title={title} note={note} points={points} taken={taken} format={format} />
              )
            );
          })}
        </div>
      )}
      {reasons.length > 0 && (
        <details class="reasons">
          <summary>The reasons in words</summary>
          <ul>
            {reasons.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
