/** Light or dark, and the language of figures: kept by the browser, never sent. */
import { effect, signal } from '@preact/signals';
import { language } from './figure/number';

export type Theme = 'system' | 'light' | 'dark';

const dark = matchMedia('(prefers-color-scheme: dark)');

function stored(name: string): string {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing starts anew each time.
  }
}

const asked = stored('theme');

/** What the reader chose. */
export const theme = signal<Theme>(asked === 'light' || asked === 'dark' ? asked : 'system');

/** What the page has now. */
export const shade = signal<'light' | 'dark'>('light');

const darkNow = signal(dark.matches);
dark.addEventListener('change', () => {
  darkNow.value = dark.matches;
});

effect(() => {
  shade.value = theme.value === 'system' ? (darkNow.value ? 'dark' : 'light') : theme.value;
  document.documentElement.dataset['theme'] = shade.value;
  store('theme', theme.value);
});

language.value = stored('language');
effect(() => store('language', language.value));
