import { UprightBars } from './upright';
import './histogram.css';

/** A small histogram with its ends. */
export function Histogram({
  counts,
  low,
  high,
  text,
}: {
  counts: readonly number[];
  low: string;
  high: string;
  text: string;
}) {
  return (
    <figure class="histogram">
      <UprightBars values={counts} width={120} height={26} gap={1} text={text} />
      <span>
        <i>{low}</i>
        <i>{high}</i>
      </span>
    </figure>
  );
}

/** Levels of a category as parts of a bar. */
export function Levels({ parts, text, names }: { parts: readonly number[]; text: string; names: string }) {
  let left = 0;
  return (
    <figure class="histogram">
      <div class="levels" role="img" aria-label={text}>
        {parts.map((share, at) => {
          const from = left;
          left += share;
          return (
            <i
              key={at}
              style={{
                left: `${from * 100}%`,
                width: `calc(${share * 100}% - 1px)`,
                opacity: Math.max(0.25, 1 - at * 0.15),
              }}
            />
          );
        })}
      </div>
      <span class="level-names">{names}</span>
    </figure>
  );
}
