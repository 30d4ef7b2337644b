export { type LegacySqliteOptions, openLegacySqlite } from './legacy/open-legacy.js';
