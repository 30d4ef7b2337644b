import type { Messages } from '../message-table.js';
import type { Speech } from '../speech.js';
import { decisionAr } from './decision.js';
import { diffAr } from './diff.js';
import { historyAr } from './history.js';
import { restoreAr } from './restore.js';
import { settingsAr } from './settings.js';
import { sharedAr } from './shared.js';

export const tableAr = (speech: Speech): Messages => ({
  shared: sharedAr(speech),
  diff: diffAr(speech),
  history: historyAr(speech),
  restore: restoreAr(speech),
  settings: settingsAr(speech),
  decision: decisionAr(speech),
});
