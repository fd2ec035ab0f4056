import type { Approvals, Live, Model } from '../../api/schema';
import { valueOr, type Use } from '../../api/use';
import { moment } from '../../figure/number';
import { Notice } from '../../part/state';
import { at } from '../../route';
import { DownloadList } from './download';

/** Whether the version serves, waits or was refused, and what can be done about it. */
export function Standing({
  dataset,
  model,
  none,
  live,
  approvals,
}: {
  dataset: string;
  model: Model;
  none: boolean;
  live: Use<Live>;
  approvals: Approvals | null;
}) {
  const now = valueOr(live),
    status = approvals?.status ?? model.status;
  const review = at(dataset, 'approve', { version: model.version });
  const lists = <DownloadList dataset={dataset} version={model.version} text="Download lists" />;
  const others = now?.version === undefined ? 'Nothing serves yet.' : `Version ${now.version} serves.`;
  if (now?.deployment?.version === model.version) {
    return (
      <Notice kind="open" actions={lists}>
        <b>On its way.</b> Approved; {now.version === undefined ? 'it' : `version ${now.version}`}
        {now.version === undefined ? ' serves when it is healthy.' : ' serves until it is healthy.'}
      </Notice>
    );
  }
  if (now?.version === model.version) {
    return (
      <Notice
        kind="done"
        actions={
          <>
            {lists}
            <a class="button" href={at(dataset, 'customers')}>
              Look up a customer
            </a>
          </>
        }
      >
        <b>Serving</b>
        {now.since && <> since {moment(now.since)}</>}. Every answer comes from this version.
      </Notice>
    );
  }
  if (status === 'rejected') {
    return (
      <Notice
        kind="bad"
        actions={
          <>
            {lists}
            <a class="button" href={review}>
              Review again
            </a>
          </>
        }
      >
        <b>Rejected.</b> {approvals?.comment} {others}
      </Notice>
    );
  }
  if (status === 'approved') {
    return (
      <Notice
        kind="open"
        actions={
          <>
            {lists}
            <a class="button" href={review}>
              Let it serve again
            </a>
          </>
        }
      >
        <b>Approved, not serving.</b> {others}
      </Notice>
    );
  }
  return none ? (
    <Notice
      kind="open"
      actions={
        <>
          <a class="button" href={review}>
            Review anyway
          </a>
          <a class="button primary" href={at(dataset, 'data')}>
            Choose other columns
          </a>
        </>
      }
    >
      <b>Waiting for approval.</b> The evidence speaks against serving it.
    </Notice>
  ) : (
    <Notice
      kind="open"
      actions={
        <>
          {lists}
          <a class="button primary" href={review}>
            Review and approve
          </a>
        </>
      }
    >
      <b>Waiting for approval.</b> {now?.version === undefined ? 'Nothing serves this version yet.' : others}
    </Notice>
  );
}
