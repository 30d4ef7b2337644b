import { registerClasses } from '../../base/register-classes.js';
import { PolicyDiff } from '../../diff/policy-diff.js';

export { fullView, readFullVersion } from './full-view.js';

const parts = ['base', 'header', 'title', 'count', 'navigation', 'table', 'row', 'lines'];

/** A `<policy-diff>`, registered beside the history under its prefix if it is not yet. */
export function createDiff(historyTag: string): PolicyDiff {
  const prefix = historyTag.replace(/-[^-]*$/, '');
  registerClasses({ diff: PolicyDiff }, { prefix });
  const diff = document.createElement(`${prefix}-diff`) as PolicyDiff;
  diff.setAttribute('exportparts', parts.map((part) => `${part}:diff-${part}`).join());
  return diff;
}
