import { registerClasses } from '../base/register-classes.js';
import { PolicyDiff } from '../policy-diff.js';

registerClasses({ diff: PolicyDiff });

export { PolicyDiff };
