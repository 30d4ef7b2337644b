import { registerClasses } from '../../base/register-classes.js';
import { PolicyDiff } from '../policy-diff.js';

/** A comparison to stand inside an element: `<policy-diff>`, registered under the prefix that the element has. */
export function createDiff(host: Element): PolicyDiff {
  const prefix = host.localName.replace(/-[^-]*$/, '');
  registerClasses({ diff: PolicyDiff }, { prefix });
  const diff = document.createElement(`${prefix}-diff`) as PolicyDiff;
  // It would be taken for the host's own.
  diff.addEventListener('policy-layout-change', (event) => event.stopPropagation());
  return diff;
}
