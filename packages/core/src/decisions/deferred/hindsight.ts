// Comparing what was decided with what would be now. Only load.ts may import this file, as with custody.ts.
export { explain } from '../explain/explain.js';
export { stale } from '../explain/stale.js';
export { reevaluate } from '../reevaluate/reevaluate.js';
