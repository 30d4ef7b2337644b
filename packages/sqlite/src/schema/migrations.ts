import { PolicytrailError } from '@policytrail/core';
import type { SqliteDatabase } from '../driver/database.js';
import { transact } from '../driver/transaction.js';
import type { TableNames } from './names.js';
import { recordIndexes, recordTables } from './records/tables.js';
import { recordTriggers } from './records/triggers.js';
import { indexes, type SchemaObject, tables } from './tables.js';
import { triggers } from './triggers.js';

interface Migration {
  /** 1, 2, 3 … in the order of releases; never changed once released. */
  readonly id: number;
  readonly name: string;
  readonly objects: (names: TableNames) => readonly SchemaObject[];
}

const migrations: readonly Migration[] = [
  {
    id: 1,
    name: 'versions, heads, changes, pins',
    objects: (names) => [...tables(names), ...indexes(names), ...triggers(names)],
  },
  {
    id: 2,
    name: 'evaluations, payloads, violations, reviews, erasures',
    objects: (names) => [...recordTables(names), ...recordIndexes(names), ...recordTriggers(names)],
  },
];

/** The number of the last migration that this release knows. */
export const schemaVersion: number = migrations.length;

/** All that this release, or an earlier `schema`, expects in the database beside the list of migrations. */
export function schemaObjects(names: TableNames, schema: number = schemaVersion): readonly SchemaObject[] {
  return migrations.filter(({ id }) => id <= schema).flatMap(({ objects }) => objects(names));
}

/**
 * Brings the tables to this release. One process does it while others wait. Throws `store_unavailable` for tables of a
 * newer release and for a read-only database.
 */
export function migrate(database: SqliteDatabase, names: TableNames): void {
  transact({ database, operation: 'open', work: () => applyMissing(database, names), lookUp: () => 'absent' });
}

/** Throws `store_unavailable` where the database has no tables of this prefix; changes nothing. */
export function assertTablesExist(database: SqliteDatabase, { prefix }: TableNames): void {
  const table = database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`);
  if (table.get(`${prefix}migrations`) !== undefined) return;
  const message = `the database has no tables that begin with \`${prefix}\`: is it another one, or was another prefix used`;
  throw new PolicytrailError('store_unavailable', message, { operation: 'open' });
}

/** The number of the last migration applied, 0 for none. */
export function readSchemaVersion(database: SqliteDatabase, { migrations: table }: TableNames): number {
  const row = database.prepare(`SELECT ifnull(max(id), 0) AS id FROM ${table}`).get() as {
    readonly id: number | bigint;
  };
  return Number(row.id);
}

function applyMissing(database: SqliteDatabase, names: TableNames): void {
  const table = names.migrations;
  database.exec(`CREATE TABLE IF NOT EXISTS ${table} (
    id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT`);
  // Changes no row, but a read-only database refuses it.
  database.exec(`UPDATE ${table} SET name = name WHERE id = 0`);
  const applied = readSchemaVersion(database, names);
  if (applied > schemaVersion) throw newerSchema(applied);
  const record = database.prepare(
    `INSERT INTO ${table} (id, name, applied_at) VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`,
  );
  for (const { id, name, objects } of migrations.slice(applied)) {
    for (const { sql } of objects(names)) database.exec(sql);
    record.run(id, name);
  }
}

function newerSchema(applied: number): PolicytrailError {
  const message = `the tables are of a newer release (schema ${applied}, this release knows ${schemaVersion}): update @policytrail/sqlite`;
  return new PolicytrailError('store_unavailable', message, { operation: 'open' });
}
