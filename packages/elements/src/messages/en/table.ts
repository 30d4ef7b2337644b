import type { EnglishParts, Messages } from '../message-table.js';
import type { Speech } from '../speech.js';
import { decisionEn } from './decision.js';
import { diffEn } from './diff.js';
import { historyEn } from './history.js';
import { historyDetailEn } from './history-detail.js';
import { restoreEn } from './restore.js';
import { settingsEn } from './settings.js';
import { sharedEn } from './shared.js';

/** The words of all elements. */
export const wholeEnglish: EnglishParts = {
  shared: sharedEn,
  diff: diffEn,
  history: (speech) => ({ ...historyEn(speech), ...historyDetailEn(speech) }),
  restore: restoreEn,
  settings: settingsEn,
  decision: decisionEn,
};

export const tableEn = (speech: Speech): Messages => ({
  shared: sharedEn(speech),
  diff: diffEn(speech),
  history: { ...historyEn(speech), ...historyDetailEn(speech) },
  restore: restoreEn(speech),
  settings: settingsEn(speech),
  decision: decisionEn(speech),
});
