export { PolicyHistory } from './history/policy-history.js';
