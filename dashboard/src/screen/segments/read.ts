/** What the segments screen reads, and how it hangs together. */
import type { ProfilePage, RunMetrics, SegmentProfile } from '../../api/documents';
import type { Approvals, Dataset, Live, Model, Segment } from '../../api/schema';
import { useAnswer, valueOr, type Use } from '../../api/use';
import type { Shown } from '../../segment/shown';
import { slots } from '../../segment/slot';

interface Items<T> {
  readonly items: readonly T[];
}

/** So many columns of the profile at once. */
export const PAGE = 24;

/** A segment of the version with what it is called now. */
export interface Present extends Shown {
  readonly profile: SegmentProfile;
  readonly action: string;
  /** Null where the catalogue does not know it yet. */
  readonly lasting: Segment | null;
}

export interface Reading {
  readonly dataset: Use<Dataset>;
  readonly models: Use<Items<Model>>;
  readonly model: Model | null;
  readonly profile: Use<ProfilePage>;
  readonly metrics: Use<RunMetrics>;
  readonly names: Use<Items<Segment>>;
  readonly live: Use<Live>;
  readonly approvals: Use<Approvals>;
  readonly segments: readonly Present[];
}

/** The version that the address names, else the one that serves, else the newest. */
export function chosenModel(models: readonly Model[], version: number | null): Model | null {
  return (
    (version === null
      ? (models.find(model => model.live) ?? models[0])
      : models.find(model => model.version === version)) ?? null
  );
}

const encoded = (dataset: string): string => `/datasets/${encodeURIComponent(dataset)}`;

/** Segments of a version with the names and advice of now, largest first as the profile has them. */
export function present(profile: readonly SegmentProfile[], known: readonly Segment[]): Present[] {
  const lasting = new Map(known.map(segment => [segment.id, segment]));
  const slotOf = slots(
    profile.map(({ segment_id: id, slot }) => (slot === undefined ? { id } : { id, slot })),
    known,
  );
  return profile.map(segment => {
    const now = lasting.get(segment.segment_id) ?? null;
    return {
      id: segment.segment_id,
      slot: slotOf.get(segment.segment_id) ?? 0,
      name: now?.name ?? segment.name,
      action: now?.action ?? segment.action,
      size: segment.size,
      profile: segment,
      lasting: now,
    };
  });
}

/** Reads a version of a data set. */
export function useVersion(dataset: string, version: number | null): Reading {
  const home = encoded(dataset);
  const set = useAnswer<Dataset>(home);
  const models = useAnswer<Items<Model>>(`${home}/models?limit=200`);
  const model = chosenModel(valueOr(models)?.items ?? [], version);
  const at = model && `${home}/models/${model.version}`;
  const profile = useAnswer<ProfilePage>(at && `${at}/profile?limit=${PAGE}`);
  const metrics = useAnswer<RunMetrics>(model && `/runs/${model.run}/documents/metrics.json`);
  const names = useAnswer<Items<Segment>>(`${home}/segments`);
  const live = useAnswer<Live>(`${home}/live`);
  const approvals = useAnswer<Approvals>(at && `${at}/approvals`);
  return {
    dataset: set,
    models,
    model,
    profile,
    metrics,
    names,
    live,
    approvals,
    segments: present(valueOr(profile)?.segments ?? [], valueOr(names)?.items ?? []),
  };
}
