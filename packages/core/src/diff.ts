export { applyChanges } from './policy/diff/apply.js';
export { type ArrayKeys, diffInSteps, diffPolicies } from './policy/diff/diff.js';
