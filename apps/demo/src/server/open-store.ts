import type { PolicyStore } from '@policytrail/core';
import { openPostgresStore } from '@policytrail/postgres';
import { openSqliteStore } from '@policytrail/sqlite';
import type { StorePlace } from './settings.js';

/** Makes the file or the tables where they are missing. Rejects as the stores do. */
export async function openStore(place: StorePlace): Promise<PolicyStore> {
  if (place.kind === 'sqlite') return openSqliteStore(place.file);
  return openPostgresStore(place.url, place.schema === undefined ? {} : { schema: place.schema });
}

/** For the log: never with a password. */
export function storeText(place: StorePlace): string {
  if (place.kind === 'sqlite') return `SQLite, ${place.file}`;
  const { host, pathname } = new URL(place.url);
  return `Postgres, ${host}${pathname}`;
}
