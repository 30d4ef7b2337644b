import { register } from './define/register.js';
import { registerMessages } from './messages/register-messages.js';

register();

export { historySource, settingsSource } from './source.js';
export { register, registerMessages };
