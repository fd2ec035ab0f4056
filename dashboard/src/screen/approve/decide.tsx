import { useState } from 'preact/hooks';
import { ask, newKey } from '../../api/client';
import { asProblem, ProblemError } from '../../api/problem';
import type { Approvals, Live, Model, Problem } from '../../api/schema';
import { may } from '../../api/session';
import { valueOr, type Use } from '../../api/use';
import { Trouble } from '../../part/state';

const LEAST = 10;

interface Stale {
  readonly status?: unknown;
  readonly comment?: unknown;
  readonly version?: unknown;
}

function changed(problem: Problem): string {
  const now = problem.current as Stale | undefined;
  if (problem.status !== 412 || !now) return problem.detail;
  const how = typeof now.status === 'string' ? now.status : `version ${String(now.version)} serves`;
  const said = typeof now.comment === 'string' && now.comment ? `: “${now.comment}”` : '';
  return `Meanwhile it is ${how}${said}. Look again, then decide.`;
}

/** Why, and the decision; the button names the act. */
export function Decide({
  dataset,
  model,
  approvals,
  live,
  needs,
  decided,
}: {
  dataset: string;
  model: Model;
  approvals: Use<Approvals>;
  live: Use<Live>;
  needs: readonly string[];
  /** Told when a decision was taken. */
  decided: () => void;
}) {
  const [comment, setComment] = useState('');
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const now = valueOr(live),
    status = valueOr(approvals)?.status,
    serving = now?.version;
  const back = status === 'approved',
    wanted = serving === model.version || now?.deployment?.version === model.version;
  const short = comment.trim().length < LEAST;
  const home = `/datasets/${encodeURIComponent(dataset)}`;
  if (!may('approver')) return <p class="verdict">To decide about it, the role approver is needed.</p>;
  const act = async (decision: 'approve' | 'reject'): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      if (back && decision === 'approve') {
        const etag = live.state === 'ready' ? live.answer.etag : null;
        await ask(`${home}/live`, {
          method: 'PUT',
          seen: etag,
          body: { version: model.version, comment: comment.trim() },
        });
      } else {
        const etag = approvals.state === 'ready' ? approvals.answer.etag : null;
        await ask(`${home}/models/${model.version}/approvals`, {
          method: 'POST',
          seen: etag,
          once: newKey(),
          body: { decision, comment: comment.trim() },
        });
      }
      setComment('');
      decided();
      approvals.again();
      live.again();
    } catch (error) {
      const problem = error instanceof ProblemError ? error.problem : asProblem(error);
      setTrouble({ ...problem, detail: changed(problem) });
      if (problem.status === 412) {
        approvals.again();
        live.again();
      }
    }
    setBusy(false);
  };
  return (
    <form
      class="decide"
      onSubmit={event => {
        event.preventDefault();
        if (!short && !wanted) void act('approve');
      }}
    >
      <label for="why">
        Why? <span class="muted">kept in the audit, at least {LEAST} characters</span>
      </label>
      {needs.length > 0 && (
        <ul class="needs">
          {needs.map(need => (
            <li key={need}>{need}</li>
          ))}
        </ul>
      )}
      <textarea
        id="why"
        rows={2}
        maxLength={800}
        value={comment}
        onInput={event => setComment(event.currentTarget.value)}
      />
      <p class="buttons">
        {!wanted && (
          <button type="submit" class="primary" disabled={busy || short}>
            {busy ? 'Telling …' : `Let version ${model.version} serve${back ? ' again' : ''}`}
          </button>
        )}
        {status !== 'rejected' && (
          <button
            type="button"
            disabled={busy || short}
            onClick={() => {
              void act('reject');
            }}
          >
            Reject
          </button>
        )}
        <span class="hint inline">
          {wanted
            ? 'Rejected, it gives way to the version before it.'
            : serving === undefined
              ? 'Nothing serves until it is healthy.'
              : `Version ${serving} serves until version ${model.version} is healthy.`}
        </span>
      </p>
      {trouble && <Trouble problem={trouble} />}
    </form>
  );
}
