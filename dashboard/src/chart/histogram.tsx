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
  const most = Math.max(1, ...counts),
    width = 120 / Math.max(1, counts.length);
  return (
    <figure class="histogram">
      <svg viewBox="0 0 120 26" preserveAspectRatio="none" role="img" aria-label={text}>
        {counts.map((count, at) => (
          <rect
            key={at}
            x={at * width + 0.5}
            width={Math.max(0.5, width - 1)}
            y={25 - (count / most) * 24}
            height={(count / most) * 24 + 1}
          />
        ))}
      </svg>
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
