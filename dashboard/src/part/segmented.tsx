/** One of a few choices, side by side. */
export function Segmented<T extends string>({
  label,
  choices,
  value,
  set,
}: {
  label: string;
  choices: readonly (readonly [T, string])[];
  value: T;
  set: (value: T) => void;
}) {
  return (
    <div class="segmented" role="group" aria-label={label}>
      {choices.map(([key, text]) => (
        <button type="button" key={key} aria-pressed={value === key} onClick={() => set(key)}>
          {text}
        </button>
      ))}
    </div>
  );
}
