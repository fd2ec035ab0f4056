/** What became of segments and customers between two versions, from the documents of the later run. */
import type { MigrationDocument, Transition, Transitions } from '../../api/documents';
import type { Migration, Segment } from '../../api/schema';
import type { Band, Side } from '../../chart/flow';
import { count, percent } from '../../figure/number';
import { list, sentence, words } from '../../figure/word';
import { slots } from '../../segment/slot';

export interface FlowRow extends Band {
  /** Customers who moved as they changed, and as the model changed; halves count half. Null where those are few. */
  readonly byCustomer: number | null;
  readonly byModel: number | null;
}

export interface Comparison {
  readonly before: readonly Side[];
  readonly after: readonly Side[];
  readonly flows: readonly FlowRow[];
  readonly transitions: readonly Transition[];
  /** Customers in both files; null where nothing names customers. */
  readonly both: number | null;
  readonly moved: number;
  readonly movedByModel: number;
  /** Why some flows are not there; empty where all are. */
  readonly hidden: string;
}

function badges(transitions: readonly Transition[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { kind, from, to, heir } of transitions) {
    for (const id of to) {
      if (kind === 'split') found.set(id, id === heir ? 'split' : 'split off');
      if (kind === 'merge') found.set(id, 'merged');
      if (kind === 'birth') found.set(id, 'new');
    }
    if (kind === 'death') for (const id of from) found.set(`- ${id}`, 'gone');
  }
  return found;
}

/** Puts the two documents together with the names and slots of now. */
export function comparison(
  migration: Migration,
  known: readonly Segment[],
  names: Readonly<Record<string, string>> = {},
): Comparison {
  const document = (migration.migration ?? {}) as MigrationDocument,
    { transitions = [] } = (migration.transitions ?? {}) as Transitions;
  const byId = new Map(known.map(segment => [segment.id, segment])),
    slotOf = slots([], known),
    badge = badges(transitions);
  const flows = (document.flows ?? []).map(({ from, to, customers, by }): FlowRow => ({
    from,
    to,
    customers,
    byCustomer: by ? by.customer + by.both / 2 : null,
    byModel: by ? by.model + by.both / 2 : null,
  }));
  const side = (id: string, size: number, badgeKey: string): Side => {
    const text = badge.get(badgeKey);
    return {
      id,
      size,
      slot: slotOf.get(id) ?? 0,
      name: byId.get(id)?.name ?? names[id] ?? id,
      ...(text ? { badge: text } : {}),
    };
  };
  const rows = document.segments ?? [];
  const before = rows.filter(row => row.before > 0).map(row => side(row.id, row.before, `- ${row.id}`));
  const after = rows.filter(row => row.after > 0).map(row => side(row.id, row.after, row.id));
  const moves = flows.filter(flow => flow.from !== flow.to);
  return {
    before,
    after,
    flows,
    transitions,
    both: document.flows ? (document.customers_in_both ?? null) : null,
    moved: document.moved ?? moves.reduce((sum, flow) => sum + flow.customers, 0),
    movedByModel:
      document.moved_by_model === undefined
        ? moves.reduce((sum, flow) => sum + (flow.byModel ?? 0), 0)
        : document.moved_by_model / 2,
    hidden: document.hidden ?? '',
  };
}

/** What would change, in a heading. */
export function headline({ both, moved, before, after }: Comparison): string {
  if (both) return `${percent(moved / both)} of ${count(both)} customers would change segment`;
  if (!after.length) return 'What became of the segments';
  return `${sentence(words(after.length, 'segment'))}, compared with ${words(before.length, 'segment')} before`;
}

/** How many segments go on, split, merged, began and ended, in a sentence. */
export function summary({ transitions, both, moved, movedByModel }: Comparison): string {
  const number = (kind: Transition['kind']): number => transitions.filter(one => one.kind === kind).length;
  const kept = number('continue') + number('split');
  const told: readonly (readonly [number, string])[] = [
    [kept, `${words(kept, 'segment')} keep${kept === 1 ? 's its' : ' their'} name and colour`],
    [number('split'), `${words(number('split'), 'segment')} split`],
    [number('merge'), `${words(number('merge'), 'group')} became one`],
    [number('birth'), `${words(number('birth'), 'segment')} began`],
    [number('death'), `${words(number('death'), 'segment')} ended`],
  ];
  const parts = told.filter(([times]) => times > 0).map(([, text]) => text);
  if (both && moved) {
    const model = percent(movedByModel / both),
      own = percent((moved - movedByModel) / both);
    return `${sentence(list(parts))}. ${model} move because of the model, ${own} because they changed.`;
  }
  return parts.length ? `${sentence(list(parts))}.` : '';
}
