// Loaded when it is first needed: most comparisons show single values.
export { lineParts } from './split-lines.js';
export { wordParts } from './split-words.js';
