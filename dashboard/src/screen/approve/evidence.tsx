import type { Evidence, Model } from '../../api/schema';
import { methodOf } from '../../figure/method';
import { count, decimals, figure, percent } from '../../figure/number';
import { sentence } from '../../figure/word';

const MEASURE = /^(.+?) (-?[\d.]+) (>=|<=|>|<) (-?[\d.]+)(.*)$/;

/** Measures that are shares of customers or of draws. */
const SHARES = /share|moved by|no segment before|stability|certainty|outside/;

/** A gate as what was measured, the value and the limit; a gate without a figure says itself. */
export function gateParts({ passed, text }: Evidence['gates'][number]): readonly [string, string, string] {
  const [, what = text, value = '', sign = '', limit = '', unit = ''] = MEASURE.exec(text) ?? [];
  if (!value) return [sentence(text), '', ''];
  const least = sign.startsWith(passed ? '>' : '<');
  const format = SHARES.test(what) ? percent : figure;
  return [
    sentence(what),
    format(Number(value)) + unit,
    `at ${least ? 'least' : 'most'} ${format(Number(limit))}${unit}`,
  ];
}

/** What speaks for the version and against it. */
export function Gates({ card }: { card: Evidence }) {
  const failed = card.gates.filter(gate => !gate.passed).length;
  return (
    <section class="block" aria-labelledby="gates-title">
      <header class="block-head">
        <h2 id="gates-title">Evidence</h2>
        <p class="muted">
          {failed ? `${failed} of ${card.gates.length} gates not passed` : `All ${card.gates.length} gates passed`}
        </p>
      </header>
      <table class="gates">
        <thead class="sr">
          <tr>
            <th scope="col">Gate</th>
            <th scope="col">Value</th>
            <th scope="col">Limit</th>
          </tr>
        </thead>
        <tbody>
          {card.gates.map(gate => {
            const [what, value, limit] = gateParts(gate);
            return (
              <tr key={gate.name + gate.text}>
                <th scope="row">
                  <span class={gate.passed ? 'ok' : 'no'} aria-hidden="true">
                    {gate.passed ? '✓' : '✕'}
                  </span>
                  <span class="sr">{gate.passed ? 'passed: ' : 'not passed: '}</span>
                  {what}
                </th>
                <td class="gate-value">{value}</td>
                <td class="muted">{limit}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Figures of both versions beside each other. */
export function Sides({ now, before }: { now: Model; before: Model | null }) {
  const rows: readonly (readonly [string, (model: Model) => string])[] = [
    ['Segments', model => String(model.metrics?.n_clusters ?? '–')],
    ['Rows', model => (model.metrics?.n_samples === undefined ? '–' : count(model.metrics.n_samples))],
    ['Structure', model => model.metrics?.structure ?? '–'],
    [
      'Silhouette',
      model => (model.metrics?.silhouette_score === undefined ? '–' : decimals(model.metrics.silhouette_score, 2)),
    ],
    ['Method', model => methodOf(model.metrics?.algorithm)],
  ];
  return (
    <section class="block" aria-labelledby="sides-title">
      <header class="block-head">
        <h2 id="sides-title">{before ? 'Side by side' : 'This version'}</h2>
      </header>
      <table class="lines sides">
        <thead>
          <tr>
            <th scope="col">
              <span class="sr">Figure</span>
            </th>
            {before && (
              <th scope="col" class="num">
                version {before.version}
                {before.live ? ', serving' : ''}
              </th>
            )}
            <th scope="col" class="num">
              version {now.version}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, of]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {before && <td class="num">{of(before)}</td>}
              <td class="num">{of(now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
