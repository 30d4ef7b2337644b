import type { HistoryMessages } from '../en/history.js';
import type { Speech } from '../speech.js';

export const historyAr = (_speech: Speech): HistoryMessages => ({});
