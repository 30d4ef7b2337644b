import type { SettingsMessages } from '../en/settings.js';
import type { Speech } from '../speech.js';

export const settingsDe = (_speech: Speech): SettingsMessages => ({});
