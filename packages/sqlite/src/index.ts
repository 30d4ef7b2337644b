export type { SqliteDatabase, SqliteStatement, SqliteValue } from './driver/database.js';
export type { SqliteDriver } from './driver/load.js';
export type { SqliteJournal } from './driver/settings.js';
export { migrate, openSqliteStore, type SqliteOptions } from './open.js';
export { migrationSql } from './schema/migrations.js';
export type { SqliteStore } from './store.js';
