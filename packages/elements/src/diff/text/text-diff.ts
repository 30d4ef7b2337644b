// Loaded when it is first needed: most comparisons show single values.
import { lineStyles } from './line-styles.js';

export { lineView } from './line-view.js';
export { wordParts } from './split-words.js';

export const styles = [lineStyles] as const;
