/** Runs work and gives back the database handles that transactions were begun on meanwhile, without doubles. */
export async function handlesUsedBy(work: () => Promise<unknown>): Promise<readonly IDBDatabase[]> {
  const used = new Set<IDBDatabase>();
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function spied(this: IDBDatabase, ...given: Parameters<typeof transaction>) {
    used.add(this);
    return Reflect.apply(transaction, this, given);
  };
  try {
    await work();
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
  return [...used];
}

/**
 * Runs work in which transactions that write are aborted when their last request has been answered, before they are
 * complete; `isDue` is asked for each.
 */
export async function abortingAtCommit<T>(isDue: () => boolean, work: () => Promise<T>): Promise<T> {
  const { put } = IDBObjectStore.prototype;
  // The head is what a batch writes last.
  IDBObjectStore.prototype.put = function spied(this: IDBObjectStore, ...given: Parameters<typeof put>) {
    const request = Reflect.apply(put, this, given);
    if (isDue()) request.addEventListener('success', () => this.transaction.abort());
    return request;
  };
  try {
    return await work();
  } finally {
    IDBObjectStore.prototype.put = put;
  }
}

/** A connection that stays open when another asks for an upgrade, as a page that hangs. */
export function openStubbornly(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Runs work while the browser opens no database, and gives an error of that name for it. */
export async function refusingToOpen<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = () => {
    throw new DOMException('refused, on purpose', name);
  };
  try {
    return await work();
  } finally {
    IDBFactory.prototype.open = open;
  }
}
