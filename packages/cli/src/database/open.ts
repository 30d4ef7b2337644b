import { existsSync } from 'node:fs';
import type { PolicyStore } from '@policytrail/core';
import type { Host } from '../host.js';
import { present } from '../input/present.js';
import { badDatabase, type DatabasePlace } from './place.js';
import { copyPrivately } from './private-copy.js';
import { isReadOnlyHere } from './read-only.js';

type SqlitePlace = DatabasePlace & { readonly kind: 'sqlite' };

/**
 * What a command may do: `read` reads a file also where this user can't write it, `create` makes a file that is missing,
 * `import` too, but takes it back where it fails with nothing stored, `rehearse` works in memory where there is none.
 */
export type Access = 'read' | 'existing' | 'create' | 'import' | 'rehearse';

/** A store of either kind; only a file can be copied. */
export type OpenStore = PolicyStore & { readonly backup?: (path: string) => Promise<void> };

/** Opens the trail that is there; of Postgres only `policytrail migrate` makes the tables. */
export function openDatabase(place: DatabasePlace, opening: Opening): Promise<OpenStore> {
  return place.kind === 'postgres' ? openPostgres(place) : openSqlite(place, opening);
}

/** How a database is opened. */
export interface Opening {
  readonly access: Access;
  readonly host: Host;
}

async function openSqlite({ path, tablePrefix }: SqlitePlace, { access, host }: Opening): Promise<OpenStore> {
  const isThere = existsSync(path);
  if ((access === 'read' || access === 'existing') && !isThere) {
    throw badDatabase(
      `there is no database at \`${path}\` (from --db or POLICYTRAIL_DB); save, import and migrate create one`,
    );
  }
  const missingTables = isThere && access !== 'create' && access !== 'import' ? 'refuse' : 'create';
  const target = access === 'rehearse' && !isThere ? ':memory:' : path;
  const { openSqliteStore } = await import('@policytrail/sqlite');
  const open = (file: string): Promise<OpenStore> =>
    openSqliteStore(file, { ...present({ tablePrefix }), missingTables });
  return open(target).catch((error) => {
    if (access === 'read' && isReadOnlyHere(path, error)) return openCopy(path, { host, open });
    throw error;
  });
}

// A store sets up and writes to what it opens, and SQLite needs the folder, too.
async function openCopy(
  path: string,
  { host, open }: { readonly host: Host; readonly open: (file: string) => Promise<OpenStore> },
): Promise<OpenStore> {
  const copy = await copyPrivately(path, host);
  try {
    const store = await open(copy.path);
    return { ...store, close: () => store.close().finally(copy.remove) };
  } catch (error) {
    copy.remove();
    throw error;
  }
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
