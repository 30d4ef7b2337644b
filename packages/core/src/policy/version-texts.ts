import type { TextRule } from '../values/id.js';

/** What the texts of a version may be, wherever they come from. */
export const versionTexts: Readonly<Record<'changeNotes' | 'label' | 'title', TextRule>> = {
  changeNotes: { maxLength: 10_000 },
  label: { minLength: 1, maxLength: 100, lines: 'one' },
  title: { minLength: 1, maxLength: 200, lines: 'one' },
};
