export { PolicySettings } from './settings/policy-settings.js';
