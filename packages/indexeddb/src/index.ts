export type { DataLoss } from './database/losses.js';
export { openIndexedDbStore } from './open.js';
export type { IndexedDbOptions } from './options.js';
export type { IndexedDbStore } from './store.js';
