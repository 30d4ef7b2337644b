export { type LegacyPostgresOptions, openLegacyPostgres } from './legacy/open-legacy.js';
