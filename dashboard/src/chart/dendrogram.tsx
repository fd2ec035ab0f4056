import { useMemo, useState } from 'preact/hooks';
import { count, shares } from '../figure/number';
import { list, words } from '../figure/word';
import { Mark } from '../segment/mark';
import type { Shown } from '../segment/shown';
import { colourOf } from '../segment/slot';
import { cut, drawn, heightOf, partsAt, type Part, type Tree } from './tree';
import './dendrogram.css';

const WIDTH = 1000;
const HEIGHT = 300;
const MOST = 30;

const biggest = (part: Part): number => [...part.of].sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1;

/** What a cut does to the segments, in a sentence. */
function told(parts: readonly Part[], tree: Tree, byCluster: ReadonlyMap<number, Shown>): string {
  const name = (cluster: number): string => `“${byCluster.get(cluster)?.name ?? ''}”`;
  if (parts.length === tree.segments) return 'These are the segments of this version.';
  if (parts.length < tree.segments) {
    const joined = parts.filter(part => part.of.size > 1).map(part => list([...part.of.keys()].map(name)));
    return `${joined.join('; ')} would ${joined.length > 1 ? 'each ' : ''}be one.`;
  }
  const split = [...byCluster.keys()].filter(cluster => parts.filter(part => part.of.has(cluster)).length > 1);
  const halves = (cluster: number): string =>
    list(parts.flatMap(part => (part.of.has(cluster) ? count(part.of.get(cluster) ?? 0) : [])));
  return `${list(split.map(cluster => `${name(cluster)} would split into ${halves(cluster)}`))}.`;
}

/** The upper merges of a linkage, with a cut that can be moved: by the slider, its arrows, or on the drawing. */
export function Dendrogram({ tree, byCluster }: { tree: Tree; byCluster: ReadonlyMap<number, Shown> }) {
  const [parts, setParts] = useState(tree.segments);
  const { place, height, cluster } = useMemo(() => drawn(tree), [tree]);
  const left = useMemo(() => cut(tree, parts), [tree, parts]);
  const top = (height[height.length - 1] ?? 1) * 1.04 || 1;
  const most = Math.min(Math.max(MOST, tree.segments), tree.leaves.length);
  const x = (node: number): number => (((place[node] ?? 0) + 0.5) / tree.leaves.length) * WIDTH;
  const y = (at: number): number => HEIGHT * (1 - at / top);
  const colour = (node: number): string => {
    const of = byCluster.get(cluster[node] ?? -1);
    return of ? colourOf(of.slot) : 'var(--line-strong)';
  };
  const at = y(heightOf(tree, parts));
  const move = (event: PointerEvent): void => {
    if (event.type === 'pointermove' && !event.buttons) return;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const wanted = partsAt(tree, top * (1 - (event.clientY - box.top) / box.height));
    setParts(Math.min(most, Math.max(1, wanted)));
  };
  const texts = shares(left.map(part => part.rows));
  return (
    <div class="dendrogram">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={move}
        onPointerMove={move}
      >
        {tree.merges.map(([one, other, high], merge) => {
          const arm = (node: number): string => `M${x(node)} ${y(height[node] ?? 0)}V${y(high)}`;
          const node = tree.leaves.length + merge;
          return (
            <g key={node}>
              <path d={arm(one)} style={{ stroke: colour(one) }} />
              <path d={arm(other)} style={{ stroke: colour(other) }} />
              <path d={`M${x(one)} ${y(high)}H${x(other)}`} style={{ stroke: colour(node) }} />
            </g>
          );
        })}
        <path d={`M0 ${at}H${WIDTH}`} class="cut" />
      </svg>
      <label class="cut-control">
        Cut into
        <input
          type="range"
          min={1}
          max={most}
          value={parts}
          aria-valuetext={words(parts, 'part')}
          onInput={event => setParts(Number(event.currentTarget.value))}
        />
        <output>{words(parts, 'part')}</output>
      </label>
      <ul class="parts">
        {left.map((part, i) => (
          <li key={part.node}>
            <Mark slot={byCluster.get(biggest(part))?.slot ?? 0} />
            {texts[i]}
          </li>
        ))}
      </ul>
      <p class="muted" role="status">
        {told(left, tree, byCluster)}
      </p>
    </div>
  );
}
