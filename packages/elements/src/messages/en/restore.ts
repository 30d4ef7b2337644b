import type { Speech } from '../speech.js';

/** What the restore dialog says. */
export type RestoreMessages = ReturnType<typeof restoreEn>;

export const restoreEn = (_speech: Speech) => ({});
