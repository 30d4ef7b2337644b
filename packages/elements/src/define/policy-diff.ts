import { PolicyDiff } from '../policy-diff.js';
import { registerClasses } from './register-classes.js';

registerClasses({ diff: PolicyDiff });

export { PolicyDiff };
