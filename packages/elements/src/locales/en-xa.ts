import type { MessageFactory } from '../messages/message-table.js';
import { pseudoMessages } from '../messages/pseudo.js';

/** The pseudo locale, for finding text that is not translated or does not fit: `registerMessages('en-XA', enXa)`. */
export const enXa: MessageFactory = pseudoMessages;
