import './pair.css';

const WIDTH = 160;
const HEIGHT = 40;

/** Two histograms over the same bins, as shares: what was, as an outline, and what is, filled. */
export function PairOfHistograms({
  before,
  now,
  text,
}: {
  before: readonly number[];
  now: readonly number[];
  text: string;
}) {
  const sums = [before, now].map(counts => counts.reduce((sum, count) => sum + count, 0) || 1);
  const was = before.map(count => count / sums[0]!),
    is = now.map(count => count / sums[1]!);
  const most = Math.max(1e-9, ...was, ...is),
    wide = WIDTH / Math.max(1, was.length);
  const y = (share: number): number => HEIGHT - (share / most) * (HEIGHT - 2);
  const outline = was.map((share, at) => `${at ? 'L' : 'M'}${at * wide},${y(share)}h${wide}`).join('');
  return (
    <svg class="pair" viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`} preserveAspectRatio="none" role="img" aria-label={text}>
      {is.map((share, at) => (
        <rect key={at} x={at * wide + 0.5} width={Math.max(0.5, wide - 1)} y={y(share)} height={HEIGHT - y(share)} />
      ))}
      <path d={outline} />
    </svg>
  );
}
