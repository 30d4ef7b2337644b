import { existsSync, readFileSync } from 'node:fs';
import type { StoredEvaluation, StoredVersion } from '@policytrail/core';
import {
  aDecision,
  anErasure,
  anEvaluation,
  aVersion,
  aViolation,
  erasing,
  recording,
  storing,
  storingNext,
} from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { hasSafeWal } from '../../src/driver/sqlite-version.js';
import { openSqliteStore, type SqliteDatabase, type SqliteStore } from '../../src/index.js';
import { firstValue, presentDrivers } from '../support/drivers.js';
import { freshPath } from '../support/files.js';

const rounds = Number(process.env.PROVE_ERASURES ?? 12);

/** Numbers below 1, the same each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

/** An evaluation whose input, message and actual value hold text that is nowhere else. */
function aSecret(version: StoredVersion, id: string, length: number): StoredEvaluation {
  const secret = canaryOf(id);
  const violation = aViolation({ message: `says ${secret}`, actualValue: secret });
  return anEvaluation(version, {
    id,
    input: { secret, more: 'é😀'.repeat(length) },
    decision: { ...aDecision(), status: 'violation', reasons: [secret], violations: [violation] },
  });
}

function canaryOf(id: string): string {
  return `CANARY<${id}>`;
}

/** How often each text is in the files that a database is kept in. */
function filesWith(path: string, texts: readonly string[]): readonly string[] {
  const files = ['', '-wal', '-journal', '-shm'].map((suffix) => `${path}${suffix}`).filter((file) => existsSync(file));
  const contents = files.map((file) => readFileSync(file).toString('latin1'));
  return texts.filter((text) => contents.some((content) => content.includes(text)));
}

function canariesIn(path: string, ids: readonly string[]): readonly string[] {
  return filesWith(path, ids.map(canaryOf));
}

const version = aVersion({ policyId: 'p' });

async function recordAndErase(store: SqliteStore, random: () => number): Promise<{ kept: string[]; erased: string[] }> {
  const [kept, erased]: [StoredEvaluation[], string[]] = [[], []];
  await store.append([storing(version)]);
  for (let round = 0; round < rounds; round++) {
    const fresh = Array.from({ length: 20 }, (_, index) =>
      aSecret(
        version,
        `${Math.floor(random() * 1e6).toString(36)}-${round}-${index}`,
        Math.floor(random() ** 3 * 3000),
      ),
    );
    await store.append(fresh.map(recording));
    kept.push(...fresh);
    const going = Array.from({ length: 12 }, () => kept.splice(Math.floor(random() * kept.length), 1)).flat();
    await store.append(going.map((evaluation) => erasing(anErasure(evaluation))));
    erased.push(...going.map(({ id }) => id));
  }
  return { kept: kept.map(({ id }) => id), erased };
}

describe.each(presentDrivers)('erasing on $name', ({ name: driver, open, sqliteVersion }) => {
  const journals = hasSafeWal(sqliteVersion) ? (['wal', 'rollback'] as const) : (['rollback'] as const);

  it.each(journals)('leaves nothing of what was erased in the files, with journal %s', async (journal) => {
    const path = freshPath();
    const store = await openSqliteStore(path, { driver, journal });
    const { kept, erased } = await recordAndErase(store, numbers(7));
    expect(canariesIn(path, erased)).toEqual([]);
    expect(canariesIn(path, kept)).toEqual(kept.map(canaryOf));
    expect((await store.doctor()).checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    await store.close();
    expect(canariesIn(path, erased)).toEqual([]);
  });

  it('leaves nothing in the file of an application that does not overwrite what it deletes', async () => {
    const path = freshPath();
    const database = open(path);
    database.exec('PRAGMA journal_mode = PERSIST; PRAGMA synchronous = FULL; PRAGMA secure_delete = OFF');
    const store = await openSqliteStore(database);
    const { kept, erased } = await recordAndErase(store, numbers(8));
    expect(canariesIn(path, erased)).toEqual([]);
    expect(canariesIn(path, kept)).toEqual(kept.map(canaryOf));
    expect(firstValue(database, 'PRAGMA journal_mode')).toBe('persist');
    database.close();
  });

  it('leaves the salt no more than the input', async () => {
    const path = freshPath();
    const store = await openSqliteStore(path, { driver });
    const evaluation = anEvaluation(version, { salt: '0123456789abcdef'.repeat(4) });
    await store.append([storing(version), recording(evaluation)]);
    await store.append([erasing(anErasure(evaluation))]);
    expect(filesWith(path, ['0123456789abcdef0123'])).toEqual([]);
    await store.close();
  });

  it('says so where a reader keeps it in the log, and empties the log with the next append', async () => {
    const path = freshPath();
    const store = await openSqliteStore(path, { driver, journal: 'wal' });
    const evaluation = aSecret(version, 'a', 1);
    await store.append([storing(version), recording(evaluation)]);
    const reader = open(path);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM policytrail_payloads').get();
    await store.append([erasing(anErasure(evaluation))]);
    expect(canariesIn(path, ['a'])).toHaveLength(1);
    const { checks } = await store.doctor();
    expect(checks.find(({ id }) => id === 'erased_log')).toMatchObject({ status: 'warning' });
    reader.exec('COMMIT');
    await store.append([storingNext('q', 'a')]);
    expect(canariesIn(path, ['a'])).toEqual([]);
    expect((await store.doctor()).checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    reader.close();
    await store.close();
  });

  it("empties the log after the application's own transaction, at the next append", async () => {
    const path = freshPath();
    const database = open(path);
    const store = await openSqliteStore(database, { journal: 'wal' });
    const evaluation = aSecret(version, 'a', 1);
    await store.append([storing(version), recording(evaluation)]);
    database.exec('BEGIN');
    store.sync.append([erasing(anErasure(evaluation))]);
    database.exec('COMMIT');
    expect(canariesIn(path, ['a'])).toHaveLength(1);
    await store.append([]);
    expect(canariesIn(path, ['a'])).toEqual([]);
    database.close();
  });

  it('takes the erasure back with a batch that fails', async () => {
    const store = await openSqliteStore(':memory:', { driver });
    const evaluation = aSecret(version, 'a', 1);
    await store.append([storing(version), recording(evaluation)]);
    const decide = () => {
      throw new Error('stop');
    };
    const batch = [erasing(anErasure(evaluation)), { ...storingNext('p', 'b'), decide }];
    await expect(store.append(batch)).rejects.toThrow('stop');
    expect((await store.readEvaluation('p', 'a'))?.evaluation).toEqual(evaluation);
    await store.close();
  });

  // The broken twins, on a table like that of the payloads.
  it('would leave it if rows were deleted without being overwritten', () => {
    expect(leftByDeleting(open, 'OFF', 1)).toBeGreaterThan(0);
  });

  it('would leave some of it if rows were deleted and overwritten: pages keep copies of rows that moved', () => {
    let left = 0;
    for (let seed = 1; seed <= 20 && left === 0; seed++) left = leftByDeleting(open, 'ON', seed);
    expect(left).toBeGreaterThan(0);
  });
});

/** How many of the rows that were deleted can still be read in the file. */
function leftByDeleting(open: (path: string) => SqliteDatabase, secureDelete: 'ON' | 'OFF', seed: number): number {
  const path = freshPath();
  const database = open(path);
  database.exec(`PRAGMA synchronous = OFF; PRAGMA secure_delete = ${secureDelete}`);
  database.exec('CREATE TABLE payloads (id TEXT NOT NULL PRIMARY KEY, input TEXT NOT NULL) STRICT');
  const [insert, remove] = [
    database.prepare('INSERT INTO payloads VALUES (?, ?)'),
    database.prepare('DELETE FROM payloads WHERE id = ?'),
  ];
  const random = numbers(seed);
  const [kept, deleted]: [string[], string[]] = [[], []];
  for (let round = 0; round < 60; round++) {
    database.exec('BEGIN');
    for (let index = 0; index < 30; index++) {
      const id = `${Math.floor(random() * 1e6).toString(36)}-${round}-${index}`;
      insert.run(id, canaryOf(id) + 'x'.repeat(Math.floor(random() ** 2 * 100)));
      kept.push(id);
    }
    for (let index = 0; index < 22; index++) {
      const [id = ''] = kept.splice(random() < 0.5 ? kept.length - 1 : Math.floor(random() * kept.length), 1);
      remove.run(id);
      deleted.push(id);
    }
    database.exec('COMMIT');
  }
  database.close();
  return canariesIn(path, deleted).length;
}
