import { tableDe } from '../messages/de/table.js';
import type { MessageFactory } from '../messages/message-table.js';

/** German: `registerMessages('de', de)`. */
export const de: MessageFactory = tableDe;
