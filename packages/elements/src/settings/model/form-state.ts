import type { Draft, Entries, Entry } from './draft.js';

/** What a browser keeps of a form to restore it: never a secret. */
export interface FormState {
  readonly notes: string;
  readonly entries: Entries;
}

export function formStateText({ fields, entries }: Draft, notes: string): string {
  const secrets = new Set(fields.filter(({ control }) => control === 'secret').map(({ path }) => path));
  return JSON.stringify({ notes, entries: [...entries].filter(([path]) => !secrets.has(path)) });
}

/** Undefined for what is no such text. */
export function readFormState(state: unknown): FormState | undefined {
  if (typeof state !== 'string') return undefined;
  try {
    const { notes, entries } = JSON.parse(state) as { notes: unknown; entries: readonly (readonly [string, Entry])[] };
    return { notes: String(notes), entries: new Map(entries) };
  } catch {
    return undefined;
  }
}
