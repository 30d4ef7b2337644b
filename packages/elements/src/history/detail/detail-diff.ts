import { createDiff } from '../../diff/inside/create-diff.js';
import type { PolicyDiff } from '../../diff/policy-diff.js';

const parts = ['base', 'header', 'title', 'count', 'navigation', 'table', 'row', 'lines'];

/** A comparison in a history, whose parts are parts of the history. */
export function createDetailDiff(history: Element): PolicyDiff {
  const diff = createDiff(history);
  diff.setAttribute('exportparts', parts.map((part) => `${part}:diff-${part}`).join());
  return diff;
}
