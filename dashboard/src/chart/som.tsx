import type { Signal } from '@preact/signals';
import { column } from '../figure/column';
import { figure, percent } from '../figure/number';
import { choose, type Shown } from '../segment/shown';
import { colourOf } from '../segment/slot';
import { cells, dots, extent, shaded, type Units } from './units';
import './som.css';

function Plane({ map, title, note, values }: { map: Units; title: string; note: string; values: readonly number[] }) {
  const { across, down } = extent(map);
  return (
    <figure class="plane">
      <figcaption>
        <b>{title}</b>
        <span>{note}</span>
      </figcaption>
      <svg viewBox={`0 0 ${across} ${down}`} aria-hidden="true">
        {shaded(values).map(
          (units, step) =>
            units.length > 0 && <path key={step} d={cells(map, units)} style={{ '--share': `${8 + step * 11}%` }} />,
        )}
      </svg>
    </figure>
  );
}

/** The units of a map in the colours of their segments, how far neighbours are apart, and each feature over it. */
export function Som({
  map,
  byCluster,
  chosen,
}: {
  map: Units;
  byCluster: ReadonlyMap<number, Shown>;
  chosen: Signal<string | null>;
}) {
  const { across, down } = extent(map);
  const errors =
    `quantisation error ${figure(map.quantization_error)}, ` + `topographic error ${percent(map.topographic_error)}`;
  return (
    <div class="som">
      <figure class="plane units">
        <figcaption>
          <b>Segments and rows</b>
          <span>a cell is a unit, a dot its rows; {errors}</span>
        </figcaption>
        <svg viewBox={`0 0 ${across} ${down}`} aria-hidden="true">
          {[...byCluster].map(([cluster, segment]) => {
            const units = map.segments.flatMap((of, unit) => (of === cluster ? unit : []));
            const faded = chosen.value !== null && chosen.value !== segment.id;
            return (
              <g
                key={segment.id}
                style={{ '--c': colourOf(segment.slot), opacity: faded ? 0.3 : 1 }}
                onClick={() => choose(chosen, segment.id)}
              >
                <path d={cells(map, units)} class="cell" />
                <path d={dots(map, units)} class="dots" />
              </g>
            );
          })}
        </svg>
      </figure>
      <Plane
        map={map}
        title="How far neighbours are apart"
        note="faint areas are groups, strong ones their borders"
        values={map.distances}
      />
      {map.planes.map(({ feature, low, high, values }) => (
        <Plane key={feature} map={map} title={column(feature).label} note={`${low} to ${high}`} values={values} />
      ))}
    </div>
  );
}
