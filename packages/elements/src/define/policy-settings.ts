import { PolicySettings } from '../policy-settings.js';
import { registerClasses } from './register-classes.js';

registerClasses({ settings: PolicySettings });

export { PolicySettings };
