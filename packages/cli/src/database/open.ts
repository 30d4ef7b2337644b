import { existsSync } from 'node:fs';
import type { PolicyStore } from '@policytrail/core';
import { present } from '../input/present.js';
import { badDatabase, type DatabasePlace } from './place.js';

/**
 * What a command may do: `create` makes a file that is missing, `import` too, but takes it back where it fails with nothing
 * stored, `rehearse` works in memory where there is none.
 */
export type Access = 'existing' | 'create' | 'import' | 'rehearse';

/** A store of either kind; only a file can be copied. */
export type OpenStore = PolicyStore & { readonly backup?: (path: string) => Promise<void> };

/** Opens the trail that is there; of Postgres only `policytrail migrate` makes the tables. */
export function openDatabase(place: DatabasePlace, access: Access): Promise<OpenStore> {
  return place.kind === 'postgres' ? openPostgres(place) : openSqlite(place, access);
}

async function openSqlite(
  { path, tablePrefix }: DatabasePlace & { readonly kind: 'sqlite' },
  access: Access,
): Promise<OpenStore> {
  const isThere = existsSync(path);
  if (access === 'existing' && !isThere) {
    throw badDatabase(
      `there is no database at \`${path}\` (from --db or POLICYTRAIL_DB); save, import and migrate create one`,
    );
  }
  const missingTables = isThere && access !== 'create' && access !== 'import' ? 'refuse' : 'create';
  const target = access === 'rehearse' && !isThere ? ':memory:' : path;
  const { openSqliteStore } = await import('@policytrail/sqlite');
  return openSqliteStore(target, { ...present({ tablePrefix }), missingTables });
}

// A second connection looks for what became of a commit, where the first was lost.
async function openPostgres({
  url,
  schema,
  tablePrefix,
}: DatabasePlace & { readonly kind: 'postgres' }): Promise<OpenStore> {
  const { openPostgresStore } = await import('@policytrail/postgres');
  return openPostgresStore(url, { ...present({ schema, tablePrefix }), missingTables: 'refuse', connections: 2 });
}
