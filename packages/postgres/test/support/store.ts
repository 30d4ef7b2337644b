import { afterAll } from 'vitest';
import { openPostgresStore, type PostgresStore } from '../../src/index.js';
import { admin, dropSchema, freshSchema, runSql } from './database.js';

/** A store in a schema of its own, and SQL in that schema as the owner. */
export interface OwnedStore {
  readonly schema: string;
  readonly store: PostgresStore;
  /** `t.name` in the text is the table of that name. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
}

const schemas: string[] = [];

afterAll(async () => {
  for (const schema of schemas) await dropSchema(schema);
});

/** The schema goes after the test file. */
export async function anOwnedStore(): Promise<OwnedStore> {
  const schema = freshSchema();
  schemas.push(schema);
  const store = await openPostgresStore(admin, { schema });
  return { schema, store, sql: (text, values) => runSql(inSchema(text, schema), values) };
}

/** `t.versions` as `"schema"."policytrail_versions"`. */
export function inSchema(text: string, schema: string): string {
  return text.replaceAll(/\bt\.(\w+)/g, `"${schema}"."policytrail_$1"`);
}
