export { PolicySettings } from './settings/policy-settings.js';
export type { PinnedRun } from './settings/view/header-view.js';
