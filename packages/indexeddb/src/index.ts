export { openIndexedDbStore } from './open.js';
export type { IndexedDbOptions } from './options.js';
export type { IndexedDbStore } from './store.js';
