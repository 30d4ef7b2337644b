import { PolicyDecision } from '../policy-decision.js';
import { PolicyDiff } from '../policy-diff.js';
import { PolicySettings } from '../policy-settings.js';
import { type RegisterOptions, registerClasses } from './register-classes.js';

/** Registers every element: `<policy-diff>`, or `<acme-diff>` with `prefix: 'acme'`. A second call changes nothing. */
export function register(options?: RegisterOptions): void {
  registerClasses({ diff: PolicyDiff, settings: PolicySettings, decision: PolicyDecision }, options);
}
