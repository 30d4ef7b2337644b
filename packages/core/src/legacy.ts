export { type LegacyMigration, type LegacyMigrationOptions, migrateLegacy } from './legacy/migrate-legacy.js';
export type { LegacyOutcome, LegacyReason } from './legacy/outcome.js';
export type {
  LegacyPolicyColumns,
  LegacyPolicyTable,
  LegacyRunColumns,
  LegacyRunTable,
  LegacyTables,
} from './legacy/tables/columns.js';
export type {
  LegacyPolicyRow,
  LegacyRunRow,
  LegacySource,
  LegacyTable,
  LegacyValue,
} from './legacy/tables/source.js';
export { type LegacyPlace, type LegacyRelation, type LegacyRow, legacyTablesIn } from './legacy/tables/tables-in.js';
