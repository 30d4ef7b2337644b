import { type RegisterOptions, registerClasses } from '../base/register-classes.js';
import { PolicyDiff } from '../policy-diff.js';
import { PolicyHistory } from '../policy-history.js';

/** Registers every element: `<policy-diff>`, or `<acme-diff>` with `prefix: 'acme'`. A second call changes nothing. */
export function register(options?: RegisterOptions): void {
  registerClasses({ diff: PolicyDiff, history: PolicyHistory }, options);
}
