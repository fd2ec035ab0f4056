import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { TroublePage, Waiting } from './state';

const UNREACHED = {
  title: 'This part of the page did not come',
  detail: 'There is no connection, or a newer version was deployed meanwhile.',
  instance: '',
};

/** Screens whose code is fetched when one of them is first gone to. */
export function later<M>(load: () => Promise<M>) {
  const found = signal<M | null>(null),
    failed = signal(false);
  return <P extends object>(pick: (module: M) => FunctionComponent<P>): FunctionComponent<P> =>
    props => {
      useEffect(() => {
        if (!found.value)
          load().then(
            module => {
              found.value = module;
            },
            () => {
              failed.value = true;
            },
          );
      }, []);
      if (failed.value)
        return <TroublePage heading="Fetch this page anew" problem={UNREACHED} again={() => location.reload()} />;
      if (!found.value) return <Waiting text="Fetching this screen" />;
      const Screen = pick(found.value);
      return <Screen {...props} />;
    };
}
