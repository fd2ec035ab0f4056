/** Bars that stand side by side, the highest as high as the frame; how wide it is shown is its figure's affair. */
export function UprightBars({
  values,
  width,
  height,
  gap,
  text,
}: {
  values: readonly number[];
  width: number;
  height: number;
  gap: number;
  text: string;
}) {
  const most = Math.max(1e-12, ...values),
    wide = width / Math.max(1, values.length);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={text}>
      {values.map((value, at) => {
        // Nothing at all is a line of one unit.
        const high = (value / most) * (height - 2) + 1;
        return (
          <rect
            key={at}
            x={at * wide + gap / 2}
            width={Math.max(0.5, wide - gap)}
            y={height - high}
            height={high}
            class={value > 0 ? '' : 'none'}
          />
        );
      })}
    </svg>
  );
}
