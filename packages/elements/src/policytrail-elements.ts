import { register } from './define/register.js';
import { ar } from './locales/ar.js';
import { de } from './locales/de.js';
import { registerMessages } from './messages/register-messages.js';

registerMessages('ar', ar);
registerMessages('de', de);
register();

export { historySource, settingsSource } from './source.js';
export { register, registerMessages };
