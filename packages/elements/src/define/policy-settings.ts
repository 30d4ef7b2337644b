import { registerClasses } from '../base/register-classes.js';
import { PolicySettings } from '../policy-settings.js';

registerClasses({ settings: PolicySettings });

export { PolicySettings };
