export {
  type LegacyPolicyColumns,
  type LegacyPolicyTable,
  type LegacyRunColumns,
  type LegacyRunTable,
  type LegacyTables,
  legacyPolicyColumns,
  legacyRunColumns,
} from './trail/legacy/columns.js';
export { type LegacyMigration, type LegacyMigrationOptions, migrateLegacy } from './trail/legacy/migrate-legacy.js';
export type { LegacyOutcome, LegacyReason } from './trail/legacy/outcome.js';
export type {
  LegacyPolicyRow,
  LegacyRunRow,
  LegacySource,
  LegacyTable,
  LegacyValue,
} from './trail/legacy/source.js';
