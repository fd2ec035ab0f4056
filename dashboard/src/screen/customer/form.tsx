import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import type { Prediction, ProfilePage, SchemaDocument } from '../../api/documents';
import { asProblem } from '../../api/problem';
import type { Live, Model, Problem } from '../../api/schema';
import { useAnswer, valueOr } from '../../api/use';
import { column, dayOf, valueOf } from '../../figure/column';
import { figure, surety } from '../../figure/number';
import { list } from '../../figure/word';
import { Heading } from '../../part/heading';
import { Empty, Trouble, Waiting } from '../../part/state';
import { at } from '../../route';
import { Mark } from '../../segment/mark';
import { colourOf } from '../../segment/slot';
import { everybodyOf, Why, type Everybody } from './why';

const REASONS = 3;
const NUMBERS: readonly string[] = ['numeric', 'ordinal'];
const UNASKED: readonly string[] = ['identifier', 'personal', 'constant', 'ignored', 'free_text'];

type Field = SchemaDocument['columns'][number];

function Input({ field, value, set }: { field: Field; value: string; set: (value: string) => void }) {
  const { label, unit } = column(field.name);
  const text = unit ? `${label} (${unit})` : label;
  if (field.categories && field.categories.length <= 50) {
    return (
      <label class="field">
        {text}
        <select value={value} onChange={event => set(event.currentTarget.value)}>
          <option value="">unknown</option>
          {field.categories.map(level => (
            <option key={level} value={level}>
              {level}
            </option>
          ))}
        </select>
      </label>
    );
  }
  const format = field.role === 'date' ? dayOf : figure;
  const range =
    field.min !== undefined && field.max !== undefined ? `${format(field.min)} to ${format(field.max)}` : '';
  return (
    <label class="field">
      {text}
      <input
        value={value}
        placeholder={field.role === 'date' ? '' : range}
        autocomplete="off"
        {...(NUMBERS.includes(field.role) ? { inputMode: 'decimal' as const } : {})}
        {...(field.role === 'date' ? { type: 'date' } : {})}
        onInput={event => set(event.currentTarget.value)}
      />
      {field.role === 'date' && range && <span class="hint">{range}</span>}
    </label>
  );
}

function Answered({ answer, slot, everybody }: { answer: Prediction; slot: number; everybody: Everybody }) {
  const confidence = answer.confidence ?? 0;
  const reasons = (answer.why ?? [])
    .slice(0, REASONS)
    .map(part => `${column(part.column).label.toLowerCase()} ${valueOf(part.column, part.value)}`);
  return (
    <div class="answered" role="region" aria-label="Answer" aria-live="polite">
      <header class="customer-head" style={{ '--c': colourOf(slot) }}>
        <p class="crumbs">such a customer is in</p>
        <h2 class="answer">
          <Mark slot={slot} size={20} />
          {answer.segment_id === 'none' ? 'no segment' : answer.cluster_name}
        </h2>
        <p class="verdict">
          Confidence {surety(confidence)}
          {reasons.length > 0 && <>, mostly because of {list(reasons)}</>}.
          {answer.outside && ' Unlike the usual customers of this segment.'}
          {answer.between && ' On the border of the next segment.'}
        </p>
        {answer.recommendation && <p class="action">{answer.recommendation}</p>}
        {answer.note && <p class="hint">{answer.note}</p>}
      </header>
      {(answer.why?.length ?? 0) > 0 && (
        <Why
          parts={answer.why ?? []}
          against={answer.against ?? []}
          sum={(answer.why_sum ?? 0) + (answer.against_sum ?? 0)}
          next={answer.runner_up_name}
          slot={slot}
          everybody={everybody}
        />
      )}
    </div>
  );
}

/** A form made from the columns of the version that serves; what is left empty is unknown. */
export function AnswerForm({ dataset, slotOf }: { dataset: string; slotOf: ReadonlyMap<string, number> }) {
  const home = `/datasets/${encodeURIComponent(dataset)}`;
  const liveUse = useAnswer<Live>(`${home}/live`),
    live = valueOr(liveUse);
  const model = valueOr(useAnswer<Model>(live?.version === undefined ? null : `${home}/models/${live.version}`));
  const schema = useAnswer<SchemaDocument>(model && `/runs/${model.run}/documents/schema.json`);
  const profile = valueOr(useAnswer<ProfilePage>(model && `${home}/models/${model.version}/profile?limit=200`));
  const [record, setRecord] = useState<ReadonlyMap<string, string>>(new Map());
  const [answer, setAnswer] = useState<Prediction | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  if (live && live.version === undefined) {
    return (
      <Empty heading="Nothing serves yet" text="Approve a version first; then any customer can be asked about.">
        <a class="button primary" href={at(dataset, 'versions')}>
          See the versions
        </a>
      </Empty>
    );
  }
  if (schema.state === 'problem') return <Trouble problem={schema.problem} again={schema.again} />;
  if (schema.state === 'loading') return <Waiting text="Reading the columns" />;
  const used = new Set(profile?.segments[0]?.columns.filter(of => of.used).map(of => of.name));
  const fields = schema.value.columns.filter(field =>
    used.size ? used.has(field.name) : !UNASKED.includes(field.role),
  );
  const send = async (): Promise<void> => {
    setTrouble(null);
    const body = Object.fromEntries(
      [...record]
        .filter(([, text]) => text.trim() !== '')
        .map(([name, text]) => {
          const numeric = NUMBERS.includes(fields.find(field => field.name === name)?.role ?? '');
          return [name, numeric && Number.isFinite(Number(text)) ? Number(text) : text];
        }),
    );
    try {
      setAnswer(
        (await ask<Prediction>(`/predict?dataset=${encodeURIComponent(dataset)}`, { method: 'POST', body })).value,
      );
    } catch (error) {
      setAnswer(null);
      setTrouble(asProblem(error));
    }
  };
  const everybody = everybodyOf(profile);
  return (
    <>
      <Heading>Ask about anybody</Heading>
      <form
        onSubmit={event => {
          event.preventDefault();
          void send();
        }}
      >
        <div class="form-grid">
          {fields.map(field => (
            <Input
              key={field.name}
              field={field}
              value={record.get(field.name) ?? ''}
              set={text => setRecord(new Map(record).set(field.name, text))}
            />
          ))}
        </div>
        <p class="buttons">
          <button type="submit" class="primary" disabled={![...record.values()].some(text => text.trim())}>
            Which segment?
          </button>
          <span class="hint inline">What is left empty is unknown.</span>
        </p>
      </form>
      {trouble && <Trouble problem={trouble} />}
      {answer && <Answered answer={answer} slot={slotOf.get(answer.segment_id) ?? 0} everybody={everybody} />}
    </>
  );
}
