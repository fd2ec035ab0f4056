import './bars.css';

/** Amounts over the days of a month, a bar each; the text says the finding. */
export function Bars({ values, ends, text }: { values: readonly number[]; ends: readonly string[]; text: string }) {
  const most = Math.max(1e-12, ...values),
    wide = 720 / Math.max(1, values.length);
  return (
    <figure class="bars">
      <svg viewBox="0 0 720 96" preserveAspectRatio="none" role="img" aria-label={text}>
        {values.map((value, at) => (
          <rect
            key={at}
            x={at * wide + 1}
            width={wide - 2}
            y={95 - (value / most) * 94}
            height={(value / most) * 94 + 1}
            class={value > 0 ? '' : 'none'}
          />
        ))}
      </svg>
      <figcaption>
        {ends.map(end => (
          <span key={end}>{end}</span>
        ))}
      </figcaption>
    </figure>
  );
}
