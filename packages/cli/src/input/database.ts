import { existsSync } from 'node:fs';
import { PolicytrailError } from '@policytrail/core';
import { openSqliteStore, type SqliteStore } from '@policytrail/sqlite';
import { present } from './present.js';

/** Opens the database that --db or POLICYTRAIL_DB names. Only `create` makes a file; `rehearse` works in memory where there is none. */
export async function openDatabase(
  { db, tablePrefix }: { readonly db?: string; readonly tablePrefix?: string },
  access: 'existing' | 'create' | 'rehearse',
): Promise<SqliteStore> {
  if (!db) throw noDatabase('no database was named: give --db FILE or set POLICYTRAIL_DB');
  const isThere = existsSync(db);
  if (access === 'existing' && !isThere) {
    throw noDatabase(`there is no database at \`${db}\` (from --db or POLICYTRAIL_DB); save and import create one`);
  }
  const missingTables = isThere && access !== 'create' ? 'refuse' : 'create';
  const target = access === 'rehearse' && !isThere ? ':memory:' : db;
  return openSqliteStore(target, { ...present({ tablePrefix }), missingTables });
}

function noDatabase(message: string): PolicytrailError {
  return new PolicytrailError('invalid_argument', message, { argument: '--db' });
}
