import { PolicyDiff } from '../policy-diff.js';
import { registerClasses } from '../base/register-classes.js';

registerClasses({ diff: PolicyDiff });

export { PolicyDiff };
