import { PolicytrailError } from '@policytrail/core';
import { openDB, unwrap } from 'idb';
import { unavailable } from './errors.js';
import { type DataLoss, keepLoss } from './losses.js';
import { type Migration, migrate, missingParts } from './migrations.js';
import { renewLog } from './renew-log.js';
import type { Database, Tables } from './tables.js';
import { ignore } from './transaction.js';

export interface DatabaseOptions {
  readonly migrations: readonly Migration[];
  readonly openTimeoutMilliseconds: number;
  readonly onBlocked: () => void;
  readonly onDataLoss: (loss: DataLoss) => void;
}

/**
 * Opens the database and brings it to this release. `onLost` is called when the handle is no good any more: the browser
 * closed it, or another tab wants to upgrade or delete the database, for which it is closed here.
 */
export async function openDatabase(
  name: string,
  { migrations, openTimeoutMilliseconds, onBlocked, onDataLoss }: DatabaseOptions,
  onLost: () => void,
): Promise<Database> {
  let isBlocked = false;
  let failure: unknown;
  let loss: DataLoss | undefined;
  const opening = openDB<Tables>(name, migrations.length, {
    upgrade(_database, applied, _wanted, transaction, event) {
      transaction.done.catch(ignore);
      try {
        const upgrade = unwrap(transaction);
        assertOurs(name, missingParts(upgrade.db, migrations.slice(0, applied), upgrade));
        migrate(upgrade, migrations, applied);
        loss = keepLoss(upgrade, event);
      } catch (error) {
        // Thrown from here it would be the page's own uncaught error.
        failure = error;
        transaction.abort();
      }
    },
    blocked() {
      isBlocked = true;
      onBlocked();
    },
    blocking(_current, _wanted, event) {
      onLost();
      (event.target as IDBDatabase).close();
    },
    terminated: onLost,
  });
  const late = () => unavailable('open', lateMessage(name, openTimeoutMilliseconds, isBlocked ? blocker : waiting));
  const database = await inTime(opening, openTimeoutMilliseconds, late).catch((error: unknown) => {
    throw failure ?? error;
  });
  const missing = missingParts(unwrap(database), migrations);
  if (missing.length > 0) database.close();
  assertOurs(name, missing);
  await renewLog(name);
  // What it throws is the page's own uncaught error, and does not undo opening.
  if (loss !== undefined) queueMicrotask(onDataLoss.bind(undefined, loss));
  return database;
}

const blocker = 'another tab keeps an older version of it open; close that tab or reload it';
const waiting = 'the browser is busy with it, or another tab is about to delete it';

function lateMessage(name: string, milliseconds: number, why: string): string {
  return `the database \`${name}\` did not open in ${milliseconds} ms: ${why}`;
}

function assertOurs(name: string, missing: readonly string[]): void {
  if (missing.length === 0) return;
  const message = `the database \`${name}\` is not one of Policytrail's, or was damaged: it has no ${missing[0]}`;
  throw new PolicytrailError('store_unavailable', message, { operation: 'open' });
}

/** Rejects after a while; what opens later is closed again, so that it does not stand in another tab's way. */
async function inTime(opening: Promise<Database>, milliseconds: number, late: () => Error): Promise<Database> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      opening.then((database) => database.close(), ignore);
      reject(late());
    }, milliseconds);
  });
  try {
    return await Promise.race([opening, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
