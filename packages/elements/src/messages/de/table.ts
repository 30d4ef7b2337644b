import type { Messages } from '../message-table.js';
import type { Speech } from '../speech.js';
import { decisionDe } from './decision.js';
import { diffDe } from './diff.js';
import { historyDe } from './history.js';
import { restoreDe } from './restore.js';
import { settingsDe } from './settings.js';
import { sharedDe } from './shared.js';

export const tableDe = (speech: Speech): Messages => ({
  shared: sharedDe(speech),
  diff: diffDe(speech),
  history: historyDe(speech),
  restore: restoreDe(speech),
  settings: settingsDe(speech),
  decision: decisionDe(speech),
});
