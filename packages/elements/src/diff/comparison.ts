// For elements that show a comparison inside, where the page has no `<policy-diff>` of its own.
export { PolicyDiff } from './policy-diff.js';
