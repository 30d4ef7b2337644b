import { registerClasses } from '../base/register-classes.js';
import { PolicyHistory } from '../policy-history.js';

registerClasses({ history: PolicyHistory });

export { PolicyHistory };
