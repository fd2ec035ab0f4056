import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem } from '../../api/problem';
import type { Problem } from '../../api/schema';
import { may } from '../../api/session';
import { datasetOf, upload, type Way } from '../../api/upload';
import { bytes, seconds } from '../../figure/number';
import { dropped } from '../../part/drop';
import { Progress, Trouble } from '../../part/state';
import { at, go } from '../../route';

const KINDS = '.csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.parquet,.gz';

function wayText(way: Way, file: File, begun: number): string {
  if (way.step !== 'sending')
    return way.step === 'announcing' ? 'Announcing the file …' : 'All sent; waiting for it to arrive …';
  const passed = (performance.now() - begun) / 1000,
    left = way.sent ? (passed * (file.size - way.sent)) / way.sent : 0;
  const rest = passed > 1 && left > 1 ? `, about ${seconds(Math.ceil(left))} left` : '';
  return `${bytes(way.sent)} of ${bytes(file.size)}${rest}`;
}

function Sending({ file, dataset, done }: { file: File; dataset: string; done: () => void }) {
  const [way, setWay] = useState<Way>({ sent: 0, step: 'announcing' });
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);
  const stop = useRef<AbortController | null>(null),
    begun = useRef(0);
  useEffect(() => {
    const control = new AbortController();
    stop.current = control;
    begun.current = performance.now();
    setTrouble(null);
    upload(dataset, file, setWay, control.signal)
      .then(({ id }) => {
        done();
        go(at(dataset, `check/${id}`));
      })
      .catch((error: unknown) => {
        if (!control.signal.aborted) setTrouble(asProblem(error));
      });
    return () => control.abort();
  }, [round]);
  return (
    <div class="sending" role="group" aria-label={`Upload of ${file.name}`}>
      <p>
        <b>{file.name}</b> into {dataset}
      </p>
      <Progress label={`Upload of ${file.name}`} value={way.sent / file.size} />
      <p class="sending-way">
        <span role="status">{trouble ? 'Stopped' : wayText(way, file, begun.current)}</span>
        <button
          type="button"
          class="plain"
          onClick={() => {
            stop.current?.abort();
            done();
          }}
        >
          Cancel
        </button>
      </p>
      {trouble && <Trouble problem={trouble} again={() => setRound(round + 1)} />}
    </div>
  );
}

/** A place to put a file in; without a data set the file's name makes one. */
export function PutFile({ dataset }: { dataset: string | null }) {
  const [name, setName] = useState('');
  const [sending, setSending] = useState(false);
  const choose = useRef<HTMLInputElement>(null);
  const file = dropped.value;
  useEffect(() => {
    if (file) setName(dataset ?? datasetOf(file.name));
  }, [file]);
  if (!may('analyst')) return <p class="muted">To put a file in, the role analyst is needed.</p>;
  const leave = (): void => {
    setSending(false);
    dropped.value = null;
  };
  if (file && sending) return <Sending file={file} dataset={name} done={leave} />;
  if (file) {
    return (
      <form
        class="sending"
        onSubmit={event => {
          event.preventDefault();
          setSending(true);
        }}
      >
        <p>
          <b>{file.name}</b>, {bytes(file.size)}
        </p>
        {dataset === null && (
          <label class="field">
            Data set
            <input
              value={name}
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              required
              title="Lower-case letters, digits and hyphens"
              onInput={event => setName(event.currentTarget.value)}
            />
          </label>
        )}
        <p class="buttons">
          <button type="submit" class="primary" disabled={!file.size}>
            Upload it
          </button>
          <button type="button" onClick={leave}>
            Take another
          </button>
        </p>
        {!file.size && <p class="hint">The file is empty.</p>}
      </form>
    );
  }
  return (
    <div class="put">
      <p>Drop a file anywhere on this page, or</p>
      <button type="button" class="primary" onClick={() => choose.current?.click()}>
        Choose a file
      </button>
      <input
        ref={choose}
        type="file"
        accept={KINDS}
        class="sr"
        tabIndex={-1}
        aria-label="File of customers"
        onChange={event => {
          dropped.value = event.currentTarget.files?.[0] ?? null;
        }}
      />
      <p class="hint">
        CSV, Excel, JSON lines or Parquet, a row for each customer. Nothing happens with it until you start a run.
      </p>
    </div>
  );
}
