import { registerClasses } from '../../base/register-classes.js';
import { PolicyDiff } from '../policy-diff.js';

/** A comparison to stand inside an element: `<policy-diff>`, under the prefix that the element has. */
export function createDiff(host: Element): PolicyDiff {
  const prefix = host.localName.replace(/-[^-]*$/, '');
  registerClasses({ diff: PolicyDiff }, { prefix });
  return document.createElement(`${prefix}-diff`) as PolicyDiff;
}
