export type {
  PostgresClient,
  PostgresPool,
  PostgresPoolClient,
  PostgresQuery,
  PostgresResult,
} from './driver/client.js';
export { migrate, openPostgresStore, type PostgresOptions, type PostgresTarget } from './open.js';
export { type GrantedRoles, grantSql } from './schema/grants.js';
export { migrationSql } from './schema/migrations.js';
export type { TablePlace } from './schema/names.js';
export type { PostgresStore, WatchOptions } from './store.js';
