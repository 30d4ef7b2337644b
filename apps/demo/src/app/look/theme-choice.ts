export type Theme = 'auto' | 'light' | 'dark';

const key = 'policytrail-demo-theme';
const themes: readonly Theme[] = ['auto', 'light', 'dark'];

export function readTheme(): Theme {
  const stored = inStorage((storage) => storage.getItem(key));
  return themes.find((theme) => theme === stored) ?? 'auto';
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  inStorage((storage) => storage.setItem(key, theme));
}

export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
}

/** Undefined where the browser lets nothing be stored: the choice is then forgotten with the page. */
function inStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}
