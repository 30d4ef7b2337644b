import pg from 'pg';
import { inject } from 'vitest';

/** A database whose role may make schemas and roles. */
export const url: string = inject('postgresUrl');

let made = 0;

/** A schema's name that nobody has used. */
export function freshSchema(): string {
  made += 1;
  return `pt_${process.pid}_${Date.now().toString(36)}_${made}`;
}

/** The owner's own connections, for what tests do behind a store's back. */
export const admin: pg.Pool = new pg.Pool({ connectionString: url, max: 4, allowExitOnIdle: true });

/** Runs SQL as the owner, and leaves no transaction open where it fails. */
export async function runSql(
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const client = await admin.connect();
  try {
    return (await client.query({ text: sql, values: [...values] })).rows;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function dropSchema(schema: string): Promise<void> {
  await admin.query(`SET client_min_messages = warning; DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
}
