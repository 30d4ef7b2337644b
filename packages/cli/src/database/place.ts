import { PolicytrailError } from '@policytrail/core';
import type { Host } from '../host.js';
import { present } from '../input/present.js';
import { assertPostgresUrl, isPostgresUrl } from './postgres-url.js';

/** The options that say where the tables of a trail are. */
export interface DatabaseOptions {
  readonly db?: string;
  readonly schema?: string;
  readonly tablePrefix?: string;
}

/** Where a trail is: a SQLite file, or a schema of a Postgres database. */
export type DatabasePlace =
  | { readonly kind: 'sqlite'; readonly path: string; readonly tablePrefix?: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema?: string; readonly tablePrefix?: string };

/** Reads `--db`, else POLICYTRAIL_DB, else DATABASE_URL where that is a URL of Postgres. Throws `invalid_argument`. */
export function placeOf({ db, schema, tablePrefix }: DatabaseOptions, { env }: Host): DatabasePlace {
  const url = env['DATABASE_URL'];
  const named = db || (url !== undefined && isPostgresUrl(url) ? url : undefined);
  if (named === undefined && url) {
    throw badDatabase(
      'no database was named: DATABASE_URL is no URL such as postgres://…: correct it, or give --db',
      'DATABASE_URL',
    );
  }
  if (named === undefined) {
    throw badDatabase(
      'no database was named: give --db FILE or --db postgres://…, or set POLICYTRAIL_DB or DATABASE_URL',
    );
  }
  if (isPostgresUrl(named)) {
    assertPostgresUrl(named);
    return { kind: 'postgres', url: named, ...present({ schema, tablePrefix }) };
  }
  if (isConnectionText(named)) {
    throw badDatabase(
      '--db is no file and no URL such as postgres://user@host/database; for a file of such a name write ./ before it',
    );
  }
  if (schema === undefined) return { kind: 'sqlite', path: named, ...present({ tablePrefix }) };
  throw badDatabase('--schema is for Postgres: a SQLite file has none', '--schema');
}

// `mysql://…`, `postgresql:/…`, `host=… password=…`: a file of that name would be made, and its name be shown.
function isConnectionText(text: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/|^\w+=\S+\s+\w+=|\bpassword=/i.test(text);
}

/** A database, or an option that says where, which can't be. */
export function badDatabase(message: string, argument = '--db'): PolicytrailError {
  return new PolicytrailError('invalid_argument', message, { argument });
}
