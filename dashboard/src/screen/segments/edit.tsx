import { useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { asProblem, ProblemError } from '../../api/problem';
import type { Problem, Segment } from '../../api/schema';
import { address } from '../../route';

const WORDS = { name: ['New name', 100], action: ['What to do about them', 500] } as const;

/** Calls a segment otherwise: Enter saves, Escape leaves; whoever else edited meanwhile is shown, not overwritten. */
export function Edit({
  segment,
  field,
  done,
  cancel,
}: {
  segment: Segment;
  field: 'name' | 'action';
  done: () => void;
  cancel: () => void;
}) {
  const [text, setText] = useState(segment[field]);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.select(), []);
  const dataset = address.value.path.split('/')[2] ?? '';
  const path = `/datasets/${dataset}/segments/${segment.id}`;
  const [label, most] = WORDS[field];
  const save = async (value: string | null): Promise<void> => {
    setBusy(true);
    try {
      const now = await ask<Segment>(path);
      // Between what the list showed and now somebody may have edited: then the name of now is told first.
      if (!trouble && now.value[field] !== segment[field]) {
        setTrouble({
          ...asProblem(new Error('')),
          title: 'Changed meanwhile',
          status: 412,
          detail: '',
          current: { ...now.value },
        });
      } else {
        await ask(path, {
          method: 'PATCH',
          body: { [field]: value },
          type: 'application/merge-patch+json',
          seen: now.etag,
        });
        done();
      }
    } catch (error) {
      setTrouble(error instanceof ProblemError ? error.problem : asProblem(error));
    }
    setBusy(false);
  };
  const theirs = trouble?.current?.[field];
  return (
    <form
      class="edit"
      onSubmit={event => {
        event.preventDefault();
        void save(text.trim());
      }}
    >
      <input
        ref={box}
        aria-label={label}
        value={text}
        maxLength={most}
        disabled={busy}
        onInput={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            cancel();
          }
        }}
      />
      <p class="buttons">
        <button type="submit" class="primary" disabled={busy || (field === 'name' && !text.trim())}>
          Save
        </button>
        <button type="button" onClick={cancel}>
          Leave it
        </button>
        {segment.name_source === 'edited' && (
          <button
            type="button"
            onClick={() => {
              void save(null);
            }}
          >
            As the model says
          </button>
        )}
      </p>
      {trouble && (
        <p class="edit-trouble" role="alert">
          {typeof theirs === 'string' ? (
            <>
              Somebody has called it “{theirs}” meanwhile. Save once more to call it “{text}”, or{' '}
              <button type="button" class="plain" onClick={done}>
                keep theirs
              </button>
              .
            </>
          ) : (
            trouble.detail
          )}
        </p>
      )}
    </form>
  );
}
