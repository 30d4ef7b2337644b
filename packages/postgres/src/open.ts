import { PolicytrailError } from '@policytrail/core';
import { headCache, pinColumns } from '@policytrail/core/sql';
import type { PostgresClient, PostgresPool } from './driver/client.js';
import type { Connection } from './driver/connection.js';
import { invalidArgument, isUnreachable, toStoreError, verdictOf } from './driver/errors.js';
import { openPool } from './driver/load.js';
import { beginAttempts, realSurroundings } from './driver/patience.js';
import {
  clientSessions,
  isInTransaction,
  poolSessions,
  type Session,
  type Sessions,
  type StatementKind,
} from './driver/session.js';
import { readStatements } from './read/statements.js';
import { applyMigrations, assertKnown, readSchemaVersion, schemaVersion } from './schema/migrations.js';
import { type TableNames, type TablePlace, tableNames } from './schema/names.js';
import { createStore, type PostgresStore, type WatchOptions } from './store.js';
import { channelOf } from './watch/listen.js';
import { writeStatements } from './write/statements.js';

export interface PostgresOptions extends TablePlace {
  /** Whether to make the tables, or bring them to this release; `refuse` leaves the database as it is. Default `create`. */
  readonly missingTables?: 'create' | 'refuse';
  /**
   * `plain` prepares nothing on the server: for poolers that mix connections up, as PgBouncer before 1.21 in transaction mode.
   * Default `prepared`.
   */
  readonly statements?: StatementKind;
  /** How long one attempt to append waits for another writer of the same policy, 1 to 60,000; default 10,000. */
  readonly lockTimeoutMilliseconds?: number;
  /** How many connections a store that opens a URL keeps at most, 1 to 100; default 10. */
  readonly connections?: number;
  /** How `trail.watch` hears of what other processes have saved. Default: by looking each second. */
  readonly watch?: WatchOptions;
}

/** A URL such as `postgres://user@host/database`, or a Pool or a connected Client of `pg` that the application has. */
export type PostgresTarget = string | PostgresPool | PostgresClient;

/**
 * Opens a store on a Postgres database. Makes the tables where they are missing, unless told to refuse.
 *
 * A Pool or Client stays the application's: `close` leaves it open, no setting of a session is changed. On a Client all
 * waits for each other, and an answer that is lost with the connection can't be looked for: a Pool is better.
 *
 * Rejects with `invalid_argument` for options that can't be, with `store_unavailable` where the database does not answer, where
 * `pg` is not installed, where the tables are of a newer release, and where they are missing and not to be made.
 */
export async function openPostgresStore(target: PostgresTarget, options: PostgresOptions = {}): Promise<PostgresStore> {
  const { statements = 'prepared', lockTimeoutMilliseconds = 10_000 } = options;
  const names = tableNames(options);
  assertOptions(options);
  assertWatch(target, options.watch);
  const sessions = await sessionsOf(target, options);
  const connection: Connection = {
    sessions,
    names,
    read: readStatements(names),
    write: writeStatements(names, pinColumns),
    heads: headCache(),
    scope: 'own',
    lockTimeoutMilliseconds,
    surroundings: realSurroundings,
    channel: options.watch?.notify === true ? channelOf(names) : null,
  };
  await setUp(sessions, (session) => prepareTables(session, names, options.missingTables ?? 'create'));
  return createStore({ connection, statements, watch: options.watch ?? {} });
}

/**
 * Makes the tables, or brings them to this release, as the role that shall own them. One does it while others wait; interrupted,
 * it goes on where it was. Answers the number of the schema. Rejects as {@link openPostgresStore} does.
 */
export async function migrate(target: PostgresTarget, place: TablePlace = {}): Promise<number> {
  const names = tableNames(place);
  const sessions = await sessionsOf(target, { connections: 1 });
  await setUp(sessions, (session) => prepareTables(session, names, 'create'));
  await sessions.close();
  return schemaVersion;
}

// Closes what it opened where that fails.
async function setUp(sessions: Sessions, work: (session: Session) => Promise<void>): Promise<void> {
  const nextAttempt = beginAttempts(realSurroundings);
  for (;;) {
    try {
      return await sessions.use(work);
    } catch (error) {
      if (verdictOf(error) !== 'final' && !isUnreachable(error) && (await nextAttempt())) continue;
      await sessions.close();
      throw toStoreError(error, 'open');
    }
  }
}

async function prepareTables(session: Session, names: TableNames, missing: 'create' | 'refuse'): Promise<void> {
  const applied = await readSchemaVersion(session, names);
  assertKnown(applied);
  if (applied === schemaVersion) return;
  if (missing === 'create') return applyMigrations(session, names);
  const message =
    applied === 0
      ? `there are no tables that begin with \`${names.prefix}\` in schema \`${names.schemaName}\`: run \`migrate\`, or was another prefix used`
      : `the tables are of schema ${applied}, this release needs ${schemaVersion}: run \`migrate\``;
  const reason = applied === 0 ? 'no_tables' : 'old_tables';
  throw new PolicytrailError('store_unavailable', message, { operation: 'open', reason });
}

async function sessionsOf(
  target: PostgresTarget,
  { statements = 'prepared', connections = 10 }: PostgresOptions,
): Promise<Sessions> {
  if (typeof target === 'string') {
    if (target === '') throw invalidArgument('the URL of a database must not be empty', 'target');
    const pool = await openPool(target, { connections, isPipelined: statements === 'prepared' });
    return poolSessions(pool, statements, () => pool.end());
  }
  if ('totalCount' in target) return poolSessions(target, statements, async () => undefined);
  if (typeof target?.query === 'function') {
    if (isInTransaction(target)) {
      throw invalidArgument('the client must not be inside a transaction when a store is opened on it', 'target');
    }
    return clientSessions(target, statements);
  }
  throw invalidArgument('the target must be a URL, or a Pool or Client of `pg`', 'target');
}

function assertOptions(options: PostgresOptions): void {
  const { statements = 'prepared', lockTimeoutMilliseconds = 1, connections = 1 } = options;
  if (!['prepared', 'plain'].includes(statements)) {
    throw invalidArgument('statements must be `prepared` or `plain`', 'statements');
  }
  assertWithin(lockTimeoutMilliseconds, 60_000, 'lockTimeoutMilliseconds');
  assertWithin(connections, 100, 'connections');
}

function assertWatch(
  target: PostgresTarget,
  { intervalMilliseconds = 1_000, notify = false }: WatchOptions = {},
): void {
  assertWithin(intervalMilliseconds, 3_600_000, 'watch.intervalMilliseconds', 50);
  if (!notify || typeof target === 'string' || 'totalCount' in target) return;
  throw invalidArgument('to listen, a store needs a URL or a Pool: one Client would do nothing else', 'watch.notify');
}

function assertWithin(value: number, most: number, argument: string, least = 1): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw invalidArgument(`${argument} must be a whole number from ${least} to ${most}`, argument);
}
