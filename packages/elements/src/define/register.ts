import { type RegisterOptions, registerClasses } from '../base/register-classes.js';
import { PolicyDecision } from '../policy-decision.js';
import { PolicyDiff } from '../policy-diff.js';
import { PolicyHistory } from '../policy-history.js';
import { PolicySettings } from '../policy-settings.js';

/** Registers every element: `<policy-diff>`, or `<acme-diff>` with `prefix: 'acme'`. A second call changes nothing. */
export function register(options?: RegisterOptions): void {
  const classes = { history: PolicyHistory, diff: PolicyDiff, settings: PolicySettings, decision: PolicyDecision };
  registerClasses(classes, options);
}
