import type { RestoreMessages } from '../en/restore.js';
import type { Speech } from '../speech.js';

export const restoreAr = (_speech: Speech): RestoreMessages => ({});
