import type { SqliteDatabase, SqliteStatement } from '../../src/driver/database.js';

/** A call to the driver, e.g. `exec COMMIT` or `run INSERT …`. */
export type CallFilter = (call: string, count: number) => 'before' | 'after' | undefined;

/** What a driver throws when the disk does not answer. */
export function ioError(): Error {
  return Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' });
}

/** A database whose calls fail where `faultAt` says so, before or after they took effect. */
export function withFaults(database: SqliteDatabase, faultAt: CallFilter): SqliteDatabase {
  let count = 0;
  const call = <T>(name: string, act: () => T): T => {
    count += 1;
    const fault = faultAt(name, count);
    if (fault === 'before') throw ioError();
    const result = act();
    if (fault === 'after') throw ioError();
    return result;
  };
  const wrapped = (statement: SqliteStatement, sql: string): SqliteStatement => ({
    run: (...values) => call(`run ${sql}`, () => statement.run(...values)),
    get: (...values) => call(`get ${sql}`, () => statement.get(...values)),
    all: (...values) => call(`all ${sql}`, () => statement.all(...values)),
    iterate: (...values) => call(`iterate ${sql}`, () => statement.iterate(...values)),
  });
  return {
    prepare: (sql) => call(`prepare ${sql}`, () => wrapped(database.prepare(sql), sql)),
    exec: (sql) => call(`exec ${sql}`, () => database.exec(sql)),
    close: () => database.close(),
    get isTransaction() {
      return (database.inTransaction ?? database.isTransaction) as boolean;
    },
  };
}
