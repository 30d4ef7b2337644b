import type { Speech } from '../speech.js';

/** What `<policy-settings>` says. */
export type SettingsMessages = ReturnType<typeof settingsEn>;

export const settingsEn = (_speech: Speech) => ({});
