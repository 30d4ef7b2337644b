import { PolicyDecision } from '../policy-decision.js';
import { registerClasses } from './register-classes.js';

registerClasses({ decision: PolicyDecision });

export { PolicyDecision };
