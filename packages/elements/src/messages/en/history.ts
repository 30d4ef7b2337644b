import type { Speech } from '../speech.js';

/** What `<policy-history>` says. */
export type HistoryMessages = ReturnType<typeof historyEn>;

export const historyEn = (_speech: Speech) => ({});
