import { registerClasses } from '../base/register-classes.js';
import { PolicyDecision } from '../policy-decision.js';

registerClasses({ decision: PolicyDecision });

export { PolicyDecision };
