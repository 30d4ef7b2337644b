import { PolicytrailError } from '@policytrail/core';
import { isLostHandle, toStoreError } from './errors.js';
import type { Database } from './tables.js';
import { ignore } from './transaction.js';

/** A database that is opened when it is needed, and again when its handle was lost. */
export interface Connection {
  /**
   * Does one call of the port. Where the handle turns out to be dead, the database is opened anew and `work` done once more,
   * so it must be safe to repeat. Rejects with the errors of the port.
   */
  readonly run: <T>(operation: string, work: (database: Database) => Promise<T>) => Promise<T>;
  /** Idempotent. Transactions under way come to their end. */
  readonly close: () => void;
}

/** `open` is given what to call when the handle it opened is lost. */
export function createConnection(open: (onLost: () => void) => Promise<Database>): Connection {
  let handle: Promise<Database> | undefined;
  let isOpen = true;

  function opened(): Promise<Database> {
    if (handle !== undefined) return handle;
    const forget = (): void => {
      if (handle === opening) handle = undefined;
    };
    const opening = open(forget);
    opening.catch(forget);
    handle = opening;
    return opening;
  }

  async function attempt<T>(operation: string, work: (database: Database) => Promise<T>): Promise<T> {
    assertOpen(operation);
    const used = opened();
    const database = await used;
    assertOpen(operation);
    try {
      return await work(database);
    } catch (error) {
      if (isLostHandle(error)) drop(used);
      throw error;
    }
  }

  function assertOpen(operation: string): void {
    if (isOpen) return;
    throw new PolicytrailError('store_closed', `the store is closed, ${operation} came too late`, { operation });
  }

  // Not what another call has opened meanwhile.
  function drop(lost: Promise<Database> | undefined): void {
    if (handle === lost) handle = undefined;
    lost?.then((database) => database.close(), ignore);
  }

  return {
    async run(operation, work) {
      try {
        return await attempt(operation, work).catch((error: unknown) => {
          if (!isLostHandle(error)) throw error;
          return attempt(operation, work);
        });
      } catch (error) {
        throw toStoreError(error, operation);
      }
    },
    close() {
      isOpen = false;
      drop(handle);
    },
  };
}
