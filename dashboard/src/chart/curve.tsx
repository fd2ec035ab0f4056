import './curve.css';

const WIDTH = 300;
const HEIGHT = 96;

export interface CurvePoint {
  readonly at: number;
  readonly value: number;
}

/** A measure over the numbers of segments that were tried; the one that was taken stands out. */
export function Curve({
  title,
  note,
  points,
  taken,
  format,
}: {
  title: string;
  note: string;
  points: readonly CurvePoint[];
  taken: number;
  format: (value: number) => string;
}) {
  const values = points.map(point => point.value),
    high = Math.max(...values),
    low = Math.min(0, ...values);
  const x = (at: number): number => (points.length < 2 ? WIDTH / 2 : 14 + (at * (WIDTH - 28)) / (points.length - 1));
  const y = (value: number): number => 22 + (1 - (value - low) / (high - low || 1)) * (HEIGHT - 40);
  const best = points.findIndex(point => point.at === taken),
    value = points[best]?.value;
  const every = Math.ceil(points.length / 12);
  return (
    <figure class="curve">
      <figcaption>
        <b>{title}</b>
        <span>{note}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`}
        role="img"
        aria-label={`${title}: ${points.map(point => `${point.at} segments ${format(point.value)}`).join(', ')}`}
      >
        <polyline points={points.map((point, at) => `${x(at)},${y(point.value)}`).join(' ')} />
        {points.map((point, at) => (
          <circle
            key={point.at}
            cx={x(at)}
            cy={y(point.value)}
            r={at === best ? 5 : 2.5}
            class={at === best ? 'taken' : ''}
          />
        ))}
        {value !== undefined && (
          <text x={Math.min(Math.max(x(best), 22), WIDTH - 22)} y={y(value) - 10} class="taken-value">
            {format(value)}
          </text>
        )}
        {points.map(
          (point, at) =>
            (at % every === 0 || at === best) && (
              <text key={point.at} x={x(at)} y={HEIGHT + 12} class={at === best ? 'taken-tick' : ''}>
                {point.at}
              </text>
            ),
        )}
      </svg>
    </figure>
  );
}
