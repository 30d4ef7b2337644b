import { unwrap } from 'idb';
import { type Database, type Reading, type TableName, tableNames, type Writing } from './tables.js';

const all = tableNames as TableName[];

/** Reads in one transaction. `work` awaits nothing but requests of it: the browser ends a transaction that has none left. */
export function reading<T>(database: Database, work: (transaction: Reading) => Promise<T>): Promise<T> {
  const transaction = database.transaction(all, 'readonly');
  transaction.done.catch(ignore);
  return work(transaction);
}

/**
 * Writes all or nothing, and resolves once it is on disk. `work` awaits nothing but requests of the transaction. `atCommit`
 * is called when all has been asked for.
 */
export async function writing<T>(
  database: Database,
  work: (transaction: Writing) => Promise<T>,
  atCommit: () => void = ignore,
): Promise<T> {
  const transaction = startWriting(database);
  const end = endOf(unwrap(transaction));
  try {
    const result = await work(transaction);
    atCommit();
    await end;
    return result;
  } catch (error) {
    abort(transaction);
    // The transaction knows why a request failed; the requests behind it only know that it was aborted.
    await end.catch(ignore);
    throw transaction.error ?? error;
  }
}

/** Rejects where it was aborted, with the reason where there is one; idb's `done` rejects before the reason is known. */
function endOf(transaction: IDBTransaction): Promise<void> {
  const end = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? aborted()));
  });
  // At once: it may reject before anybody awaits it.
  end.catch(ignore);
  return end;
}

function aborted(): DOMException {
  return new DOMException('the browser took the transaction back', 'AbortError');
}

/** Starts requests at once and awaits them all. One that can't even be started leaves none of the others unheard. */
export function together<const Starts extends readonly (() => Promise<unknown>)[]>(
  starts: Starts,
): Promise<{ -readonly [Place in keyof Starts]: Awaited<ReturnType<Starts[Place]>> }> {
  return Promise.all(starts.map(async (start) => start())) as never;
}

/** A transaction that writes, over all tables; `strict` makes the browser flush before it says that it is complete. */
export function startWriting(database: Database): Writing {
  const transaction = database.transaction(all, 'readwrite', { durability: 'strict' });
  // At once: it may reject before anybody awaits it.
  transaction.done.catch(ignore);
  return transaction;
}

function abort(transaction: Writing): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

/** Takes what a request rejects with: the transaction's end says it again. */
export function ignore(): void {}
