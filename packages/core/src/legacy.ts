export {
  type LegacyPolicyColumns,
  type LegacyPolicyTable,
  type LegacyRunColumns,
  type LegacyRunTable,
  type LegacyTables,
  legacyPolicyColumns,
  legacyRunColumns,
} from './legacy/columns.js';
export { type LegacyMigration, type LegacyMigrationOptions, migrateLegacy } from './legacy/migrate-legacy.js';
export type { LegacyOutcome, LegacyReason } from './legacy/outcome.js';
export type {
  LegacyPolicyRow,
  LegacyRunRow,
  LegacySource,
  LegacyTable,
  LegacyValue,
} from './legacy/source.js';
