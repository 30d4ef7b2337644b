import { DatabaseSync } from '@photostructure/sqlite';
import type { PolicyStore } from '@policytrail/core';
import { migrate, openPostgresStore } from '@policytrail/postgres';
import { openSqliteStore } from '@policytrail/sqlite';
import pg from 'pg';
import { afterAll, inject } from 'vitest';

/**
 * The server of the project `postgres`; undefined in any other. There a test's database is a schema of its own on that server:
 * one for each name that it would have as a file.
 */
export const server = inject('postgresUrl') as string | undefined;

const schemas = new Map<string, Promise<string>>();
let made = 0;

afterAll(async () => {
  if (server === undefined || made === 0) return;
  const names = await Promise.all(schemas.values());
  await onOwnConnection((client) =>
    client.query(
      `SET client_min_messages = warning; ${names.map((name) => `DROP SCHEMA "${name}" CASCADE`).join(';')}`,
    ),
  );
});

/** Arguments of the command for the server: `--db` of a file as its URL and a schema. Any others as they are. */
export async function onServer(args: readonly string[]): Promise<readonly string[]> {
  const at = args.indexOf('--db') + 1;
  const db = args[at];
  if (server === undefined || at === 0 || db === undefined || db.startsWith('postgres')) return args;
  return [...args.with(at, server), '--schema', await schemaOf(db)];
}

/** A store on the database that the command is given by `--db`. */
export async function openStore(db: string): Promise<PolicyStore> {
  return server === undefined ? openSqliteStore(db) : openPostgresStore(server, { schema: await schemaOf(db) });
}

/** Runs SQL as whoever owns the database can, who may switch triggers off first. `t.name` in the text is the table of that name. */
export async function tamper(db: string, table: string, sql: string): Promise<void> {
  if (server === undefined) return tamperWithFile(db, sql);
  const schema = await schemaOf(db);
  await onOwnConnection(async (client) => {
    await client.query(`ALTER TABLE "${schema}"."policytrail_${table}" DISABLE TRIGGER USER`);
    await client.query(sql.replaceAll('t.', `"${schema}".policytrail_`));
  });
}

/** A connection of the test's own to the server. */
export async function onOwnConnection<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The schema that stands for a database; makes it with its tables when it is first named. */
export function schemaOf(db: string): Promise<string> {
  const schema = schemas.get(db) ?? makeSchema();
  schemas.set(db, schema);
  return schema;
}

async function makeSchema(): Promise<string> {
  made += 1;
  const schema = `cli_${process.pid}_${Date.now().toString(36)}_${made}`;
  await migrate(server ?? '', { schema });
  return schema;
}

function tamperWithFile(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as {
    name: string;
  }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
  database.exec(sql.replaceAll('t.', 'policytrail_'));
  database.close();
}
