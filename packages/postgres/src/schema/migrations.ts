import { PolicytrailError } from '@policytrail/core';
import type { Session } from '../driver/session.js';
import { statement } from '../driver/statement.js';
import { type TableNames, type TablePlace, tableNames } from './names.js';
import { recordIndexes, recordTables } from './records/tables.js';
import { recordTriggers } from './records/triggers.js';
import { indexes, type SchemaObject, tables } from './tables.js';
import { triggers } from './triggers.js';
import { views } from './views.js';

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
  { id: 3, name: 'views for auditors', objects: views },
];

/** The number of the last migration that this release knows. */
export const schemaVersion: number = migrations.length;

/** All that this release, or an earlier `schema`, expects in the database beside the list of migrations. */
export function schemaObjects(names: TableNames, schema: number = schemaVersion): readonly SchemaObject[] {
  return migrations.filter(({ id }) => id <= schema).flatMap(({ objects }) => objects(names));
}

/**
 * The statements that bring tables from one schema to this release's, for those who run them by their own tools: one
 * transaction for each migration. `from`: the schema that is there, 0 for none. Throws `invalid_argument` for a name that can't be.
 */
export function migrationSql({ from = 0, ...place }: TablePlace & { readonly from?: number } = {}): string {
  const names = tableNames(place);
  const parts = migrations
    .filter(({ id }) => id > from)
    .map((migration) => `BEGIN;\n${lockSql(names)};\n\n${sqlOf(migration, names)};\n\nCOMMIT;\n`);
  const list = from === 0 ? `CREATE SCHEMA IF NOT EXISTS ${names.schema};\n${listSql(names)};\n\n` : '';
  return list + parts.join('\n');
}

/**
 * Brings the tables to this release, one transaction for each migration: interrupted, it goes on where it was. One
 * connection does it while others wait for a row of its list. Throws `store_unavailable` for tables of a newer release.
 */
export async function applyMigrations(session: Session, names: TableNames): Promise<void> {
  await createList(session, names);
  for (const migration of migrations) await applyOne(session, names, migration);
}

/** The number of the last migration applied, 0 for none. */
export async function readSchemaVersion(session: Session, { migrations: table }: TableNames): Promise<number> {
  const there = await session.query(statement('SELECT to_regclass(?) IS NOT NULL AS there'), [table]);
  if ((there.rows[0] as { readonly there: boolean }).there !== true) return 0;
  const { rows } = await session.query(statement(`SELECT coalesce(max(id), 0) AS id FROM ${table}`));
  return Number((rows[0] as { readonly id: number }).id);
}

/** Throws `store_unavailable` for tables of a newer release. */
export function assertKnown(applied: number): void {
  if (applied <= schemaVersion) return;
  const message = `the tables are of a newer release (schema ${applied}, this release knows ${schemaVersion}): update @policytrail/postgres`;
  throw new PolicytrailError('store_unavailable', message, { operation: 'open', reason: 'newer_tables' });
}

async function createList(session: Session, names: TableNames): Promise<void> {
  const found = await session.query(statement('SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?'), [
    names.schemaName,
  ]);
  // Asked for only where it is needed: it takes a privilege, also where the schema is there.
  if (found.rows.length === 0) await createIfMissing(session, `CREATE SCHEMA IF NOT EXISTS ${names.schema}`);
  await createIfMissing(session, listSql(names));
}

// Two that create the same at once: IF NOT EXISTS does not keep the second from running into what the first has made, a
// table or only the type of its rows. Asked again, what fails then fails for a reason of its own.
async function createIfMissing(session: Session, sql: string): Promise<void> {
  await session.send(sql).catch(() => session.send(sql));
}

async function applyOne(session: Session, names: TableNames, migration: Migration): Promise<void> {
  try {
    await session.send(`BEGIN ISOLATION LEVEL READ COMMITTED; ${lockSql(names)}`);
    const applied = await readSchemaVersion(session, names);
    assertKnown(applied);
    if (applied < migration.id) await session.send(sqlOf(migration, names));
    const { command } = await session.send('COMMIT');
    if (command !== 'COMMIT') throw new Error(`COMMIT was answered by ${command}`);
  } catch (error) {
    await session.send('ROLLBACK').catch(() => session.abandon());
    throw error;
  }
}

// Row 0 is there to be locked.
function listSql({ migrations: table }: TableNames): string {
  return `CREATE TABLE IF NOT EXISTS ${table} (id integer NOT NULL PRIMARY KEY, name text NOT NULL, applied_at text NOT NULL);
INSERT INTO ${table} (id, name, applied_at) VALUES (0, 'lock', '') ON CONFLICT DO NOTHING`;
}

function lockSql({ migrations: table }: TableNames): string {
  return `SELECT id FROM ${table} WHERE id = 0 FOR UPDATE`;
}

function sqlOf({ id, name, objects }: Migration, names: TableNames): string {
  const now = `to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const record = `INSERT INTO ${names.migrations} (id, name, applied_at) VALUES (${id}, '${name}', ${now})`;
  return [...objects(names).map(({ sql }) => sql), record].join(';\n\n');
}
