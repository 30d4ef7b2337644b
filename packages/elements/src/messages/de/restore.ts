import type { RestoreMessages } from '../en/restore.js';
import type { Speech } from '../speech.js';

export const restoreDe = (_speech: Speech): RestoreMessages => ({});
