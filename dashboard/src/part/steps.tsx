const STEPS = ['Upload', 'Check', 'Run', 'Segments'] as const;

/** Where one is on the way from a file to segments. */
export function Steps({ now }: { now: (typeof STEPS)[number] }) {
  return (
    <ol class="steps" aria-label="From a file to segments">
      {STEPS.map(step => (
        <li key={step} {...(step === now ? { 'aria-current': 'step' as const } : {})}>
          {step}
        </li>
      ))}
    </ol>
  );
}
