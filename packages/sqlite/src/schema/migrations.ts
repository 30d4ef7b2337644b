import { PolicytrailError } from '@policytrail/core';
import type { SqliteDatabase } from '../driver/database.js';
import { transact } from '../driver/transaction.js';
import { type TableNames, tableNames } from './names.js';
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
 * The statements that bring tables from one schema to this release's, for those who run them by their own tools: one
 * transaction for each migration. `from`: the schema that is there, 0 for none. Throws `invalid_argument` for a prefix that can't be.
 */
export function migrationSql({
  from = 0,
  tablePrefix,
}: {
  readonly from?: number;
  readonly tablePrefix?: string;
} = {}): string {
  const names = tableNames(tablePrefix);
  const parts = migrations.filter(({ id }) => id > from).map((migration) => sqlOf(migration, names));
  return (from === 0 ? `${listSql(names)};\n\n` : '') + parts.join('\n');
}

/**
 * Brings the tables to this release. One process does it while others wait. Throws `store_unavailable` for tables of a
 * newer release and for a read-only database.
 */
export function applyMigrations(database: SqliteDatabase, names: TableNames): void {
  transact({ database, operation: 'open', work: () => applyMissing(database, names), lookUp: () => 'absent' });
}

/** Throws `store_unavailable` where the database has no tables of this prefix; changes nothing. */
export function assertTablesExist(database: SqliteDatabase, { prefix }: TableNames): void {
  const table = database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`);
  if (table.get(`${prefix}migrations`) !== undefined) return;
  const message = `the database has no tables that begin with \`${prefix}\`: is it another one, or was another prefix used`;
  throw new PolicytrailError('store_unavailable', message, { operation: 'open', reason: 'no_tables' });
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
  database.exec(listSql(names));
  // Changes no row, but a read-only database refuses it.
  database.exec(`UPDATE ${table} SET name = name WHERE id = 0`);
  const applied = readSchemaVersion(database, names);
  if (applied > schemaVersion) throw newerSchema(applied);
  for (const migration of migrations.slice(applied))
    for (const sql of statementsOf(migration, names)) database.exec(sql);
}

function sqlOf(migration: Migration, names: TableNames): string {
  return `BEGIN IMMEDIATE;\n\n${statementsOf(migration, names).join(';\n\n')};\n\nCOMMIT;\n`;
}

function statementsOf({ id, name, objects }: Migration, names: TableNames): readonly string[] {
  const record = `INSERT INTO ${names.migrations} (id, name, applied_at) VALUES (${id}, '${name}', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`;
  return [...objects(names).map(({ sql }) => sql), record];
}

function listSql({ migrations: table }: TableNames): string {
  return `CREATE TABLE IF NOT EXISTS ${table} (
    id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT`;
}

function newerSchema(applied: number): PolicytrailError {
  const message = `the tables are of a newer release (schema ${applied}, this release knows ${schemaVersion}): update @policytrail/sqlite`;
  return new PolicytrailError('store_unavailable', message, { operation: 'open', reason: 'newer_tables' });
}
