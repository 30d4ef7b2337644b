import type { PolicyStore, Problem, SealedHead, TrailVerification } from '@policytrail/core';
import { aTrail } from '@policytrail/testing';
import { openSqliteStore, type SqliteDatabase } from '../../src/index.js';
import { freshPath } from './files.js';

const agent = { id: 'agent', kind: 'service', name: 'Agent', onBehalfOf: { id: 'ana', name: 'Ana' } };

/** A database file with a trail in it. */
export interface TrailFile {
  readonly database: SqliteDatabase;
  readonly store: PolicyStore;
}

/** Five versions: 2 says all that a version can and is a plan, 3 takes it back, 5 restores 1; two pins of version 1. */
export async function fill(store: PolicyStore): Promise<void> {
  const { trail, setClock } = aTrail(store);
  await trail.save('p', { budgetTokens: 1 });
  await trail.pin('p', { type: 'run', id: 'run-1', version: 3 }, { by: agent });
  await trail.pin('p', { type: 'run', id: 'run-2' });
  const said = { by: agent, changeNotes: 'notes', label: 'v2', title: 'Second' };
  await trail.save('p', { budgetTokens: 2 }, { ...said, effectiveAt: '2026-01-01T00:00:00.000Z' });
  await trail.withdraw('p', 2, { by: 'ana' });
  await trail.save('p', { budgetTokens: 3 });
  setClock('2025-10-02T10:00:00.000Z');
  await trail.restore('p', 1);
}

/** A file, filled by `fillWith`, its triggers dropped, its keys and checks off: whoever owns the file can do that. */
export async function openUnguarded(
  open: (path: string) => SqliteDatabase,
  fillWith: (store: PolicyStore) => Promise<void> = fill,
): Promise<TrailFile> {
  const database = open(freshPath());
  const store = await openSqliteStore(database);
  await fillWith(store);
  const triggers = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers as { readonly name: string }[]) database.exec(`DROP TRIGGER "${name}"`);
  database.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON');
  return { database, store };
}

/** What verify finds after some statements, which are then taken back. */
export async function verifyAfter(
  { database, store }: TrailFile,
  sql: string,
  checkpoints: Readonly<Record<string, SealedHead>> = {},
): Promise<TrailVerification> {
  database.exec('BEGIN');
  try {
    database.exec(sql);
    return await aTrail(store).trail.verifyAll({ checkpoints });
  } finally {
    database.exec('ROLLBACK');
  }
}

export function named(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ policyId, version, kind }) => `${policyId} ${version} ${kind}`);
}

export function columnsOf({ database }: TrailFile, table: string): readonly string[] {
  const rows = database.prepare(`PRAGMA table_info(policytrail_${table})`).all();
  return (rows as { readonly name: string }[]).map(({ name }) => name);
}
