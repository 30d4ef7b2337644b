// What comes after a decision: comparing it with what would be decided now, and reviewing it. Only load.ts may import this file, as
// with custody.ts.
export { explain } from '../explain/explain.js';
export { stale } from '../explain/stale.js';
export { reevaluate } from '../reevaluate/reevaluate.js';
export { review } from '../reviews/review.js';
