import { UprightBars } from './upright';
import './bars.css';

/** Amounts over the days of a month, a bar each; the text says the finding. */
export function Bars({ values, ends, text }: { values: readonly number[]; ends: readonly string[]; text: string }) {
  return (
    <figure class="bars">
      <UprightBars values={values} width={720} height={96} gap={2} text={text} />
      <figcaption>
        {ends.map(end => (
          <span key={end}>{end}</span>
        ))}
      </figcaption>
    </figure>
  );
}
