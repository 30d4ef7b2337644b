export { PolicyDiff } from './diff/policy-diff.js';
