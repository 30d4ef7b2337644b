import { tableAr } from '../messages/ar/table.js';
import type { MessageFactory } from '../messages/message-table.js';

/** Arabic: `registerMessages('ar', ar)`. */
export const ar: MessageFactory = tableAr;
