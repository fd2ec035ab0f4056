import type { Signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { column } from '../../figure/column';
import { count, percent } from '../../figure/number';
import { list } from '../../figure/word';
import type { Shown } from '../../segment/shown';
import { colourOf, pixelOf } from '../../segment/slot';
import type { MapAxis, MapDocument, Points } from './document';
import { labels } from './labels';
import { dots, FEW, nearest, splat, type Colour } from './splat';
import { HOME, moved, placing, ringPath, zoomed, type Size, type View } from './view';
import './map.css';

const STEP = 0.1;
const ZOOM = 1.5;
const NEAR = 10;

function useSize(box: { readonly current: HTMLElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return size;
}

function paint(
  canvas: HTMLCanvasElement,
  points: Points,
  slots: readonly number[],
  size: Size,
  view: View,
  chosen: number | null,
): void {
  const context = canvas.getContext('2d');
  const ratio = devicePixelRatio,
    width = Math.round(size.width * ratio),
    height = Math.round(size.height * ratio);
  if (!context || !width || !height) return;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const drawing = {
    width,
    height,
    ratio,
    chosen,
    scale: view.scale,
    placing: placing({ width, height }, view),
    colours: slots.map((slot): Colour => pixelOf(canvas, slot)),
  };
  if (points.x.length <= FEW) {
    dots(points, drawing, context);
    return;
  }
  const image = context.createImageData(width, height);
  splat(points, drawing, image.data);
  context.putImageData(image, 0, 0);
}

const axisText = (axis: MapAxis | undefined): string =>
  axis?.columns.length
    ? `mostly ${list(axis.columns.slice(0, 2).map(part => column(part.column).label.toLowerCase()))}`
    : (axis?.title ?? '');

/** What the map shows, in words. */
function Caption({ map }: { map: MapDocument }) {
  const shown = map.sampled
    ? `${count(map.points)} of ${count(map.rows_in_segments)}, a random sample, drawn by the seed`
    : `All ${count(map.points)}`;
  const known = map.axes.reduce((sum, axis) => sum + (axis.variance ?? 0), 0);
  return (
    <figcaption id="map-text">
      {shown}; outlines hold 50 % and 90 % of each segment.{' '}
      {map.linear ? (
        <>
          Left to right {axisText(map.axes[0])}, bottom to top {axisText(map.axes[1])}
          {known > 0 && <>: together {percent(known)} of what varies</>}. Segments that touch here may be apart in other
          directions.
        </>
      ) : (
        <>Near rows are near; how far apart segments lie, and how large they look, means little.</>
      )}
    </figcaption>
  );
}

/**
 * The rows of a run as points, with outlines and names of their segments. Arrows move, plus and minus zoom, 0 returns.
 *
 * @param points null while they are on their way
 */
export function MapView({
  map,
  points,
  segments,
  chosen,
  shade,
}: {
  map: MapDocument;
  points: Points | null;
  segments: readonly Shown[];
  chosen: Signal<string | null>;
  shade: string;
}) {
  const box = useRef<HTMLDivElement>(null),
    canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<{ x: number; y: number; view: View } | null>(null);
  const size = useSize(box);
  const [view, setView] = useState<View>(HOME);
  const [hit, setHit] = useState(-1);
  const byId = new Map(segments.map(segment => [segment.id, segment]));
  const slotOf = (id: string): number => byId.get(id)?.slot ?? 0;
  const shownChosen = map.segments.find(segment => segment.segment_id === chosen.value);
  const slots: number[] = [];
  for (const { cluster, segment_id } of map.segments) slots[cluster] = slotOf(segment_id);

  useEffect(() => {
    if (points && canvas.current && size.width) {
      paint(canvas.current, points, slots, size, view, shownChosen?.cluster ?? null);
    }
  }, [points, size, view, shownChosen?.cluster, shade, slots.join()]);
  useEffect(() => {
    // Not passive, as the page would scroll along.
    const element = box.current;
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== element) return;
      event.preventDefault();
      const frame = box.current?.getBoundingClientRect();
      if (frame)
        setView(now =>
          zoomed(
            now,
            event.deltaY < 0 ? 1.25 : 0.8,
            (event.clientX - frame.left) / frame.width,
            (event.clientY - frame.top) / frame.height,
          ),
        );
    };
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => element?.removeEventListener('wheel', wheel);
  }, []);

  const place = placing(size, view);
  const keys = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, (now: View) => View>> = {
      '+': now => zoomed(now, ZOOM),
      '=': now => zoomed(now, ZOOM),
      '-': now => zoomed(now, 1 / ZOOM),
      0: () => HOME,
      ArrowLeft: now => moved(now, STEP, 0),
      ArrowRight: now => moved(now, -STEP, 0),
      ArrowUp: now => moved(now, 0, STEP),
      ArrowDown: now => moved(now, 0, -STEP),
    };
    const move = moves[event.key];
    if (move && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      setView(move);
    }
  };
  const point = (event: PointerEvent): void => {
    const from = drag.current,
      frame = box.current?.getBoundingClientRect();
    if (from) setView(moved(from.view, (event.clientX - from.x) / size.width, (event.clientY - from.y) / size.height));
    else if (points && frame)
      setHit(nearest(points, place, event.clientX - frame.left, event.clientY - frame.top, NEAR));
  };
  const lift = (event: PointerEvent): void => {
    const from = drag.current;
    drag.current = null;
    const still = from && Math.abs(event.clientX - from.x) + Math.abs(event.clientY - from.y) < 4;
    if (!still || !points || hit < 0) return;
    const id = map.segments.find(segment => segment.cluster === points.cluster[hit])?.segment_id;
    if (id) chosen.value = chosen.value === id ? null : id;
  };

  const named = labels(
    [...map.segments]
      .sort((a, b) => b.rows - a.rows)
      .flatMap(segment => {
        if (!segment.label) return [];
        const dense = segment.outlines.find(outline => outline.mass === 0.5)?.rings ?? [];
        let top = segment.label[1];
        for (const ring of dense) for (let i = 1; i < ring.length; i += 2) top = Math.max(top, ring[i] ?? top);
        return [
          {
            id: segment.segment_id,
            name: byId.get(segment.segment_id)?.name ?? '',
            x: segment.label[0] * place.kx + place.ox,
            top: place.oy - top * place.ky,
          },
        ];
      }),
    size,
    chosen.value,
  );
  const faded = (id: string): boolean => shownChosen !== undefined && shownChosen.segment_id !== id;
  const found =
    points && hit >= 0 && hit < points.x.length
      ? {
          x: points.x[hit]! * place.kx + place.ox,
          y: place.oy - points.y[hit]! * place.ky,
          row: points.row[hit]!,
          name: byId.get(map.segments.find(segment => segment.cluster === points.cluster[hit])?.segment_id ?? '')?.name,
        }
      : null;
  const narrow = size.width < 520;
  return (
    <figure class="map-figure">
      <div
        class="map"
        ref={box}
        tabIndex={0}
        role="application"
        aria-describedby="map-text"
        aria-label="Map of the segments: arrows move, plus and minus zoom, 0 shows all; the list says the same"
        onKeyDown={keys}
        onPointerLeave={() => setHit(-1)}
        onPointerMove={point}
        onPointerUp={lift}
        onPointerDown={event => {
          if (event.target instanceof Element && event.target.closest('button')) return;
          drag.current = { x: event.clientX, y: event.clientY, view };
          box.current?.setPointerCapture(event.pointerId);
        }}
        onDblClick={() => setView(HOME)}
      >
        <canvas ref={canvas} aria-hidden="true" />
        <svg width={size.width} height={size.height} aria-hidden="true">
          {map.segments.flatMap(({ segment_id: id, outlines }) =>
            outlines.map(({ mass, rings }) => (
              <path
                key={`${id} ${mass}`}
                d={ringPath(rings, place)}
                class={mass === 0.9 ? 'outer' : 'inner'}
                fill-rule="evenodd"
                style={{ '--c': colourOf(slotOf(id)), opacity: faded(id) ? 0.15 : 1 }}
              />
            )),
          )}
          {named.map(({ id, lines, x, y }) => (
            <text
              key={id}
              class="map-label"
              style={{ opacity: faded(id) ? 0.25 : 1, fontSize: narrow ? '11px' : '12.5px' }}
            >
              {lines.map((text, at) => (
                <tspan key={text} x={x} y={y - (lines.length - 1 - at) * (narrow ? 14 : 15.5)}>
                  {text}
                </tspan>
              ))}
            </text>
          ))}
          {found && <circle cx={found.x} cy={found.y} r={5} class="hit" />}
        </svg>
        {!points && (
          <p class="map-wait" role="status">
            Loading points…
          </p>
        )}
        {found && (
          <div
            class="tip"
            style={{
              left: `${Math.max(4, Math.min(found.x + 12, size.width - 230))}px`,
              top: `${Math.max(4, found.y - 48)}px`,
            }}
          >
            <b>{found.name}</b>
            <br />
            row {count(found.row)}
          </div>
        )}
        <div class="map-tools">
          <button type="button" aria-label="Zoom in" onClick={() => setView(now => zoomed(now, ZOOM))}>
            +
          </button>
          <button type="button" aria-label="Zoom out" onClick={() => setView(now => zoomed(now, 1 / ZOOM))}>
            −
          </button>
        </div>
      </div>
      <Caption map={map} />
    </figure>
  );
}
