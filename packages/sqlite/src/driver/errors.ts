import { isPolicytrailError, PolicytrailError } from '@policytrail/core';

/** SQLite's primary result code, without its `SQLITE_`; undefined where the error is not SQLite's. */
export function resultCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as Error & { readonly code?: unknown; readonly errcode?: unknown };
  if (typeof errcode === 'number') return resultCodes.get(errcode & 0xff);
  return typeof code === 'string' ? /^SQLITE_([A-Z]+)/.exec(code)?.[1] : undefined;
}

/** True for an error, ours or the driver's, that says another connection holds the lock: trying again may help. */
export function isBusy(error: unknown): boolean {
  const cause = isPolicytrailError(error, 'store_unavailable') ? error.cause : error;
  const code = resultCodeOf(cause);
  return code === 'BUSY' || code === 'LOCKED';
}

/** A driver's error as the one of ours that says what it means; one of ours as it is. */
export function toStoreError(error: unknown, operation: string): PolicytrailError {
  if (isPolicytrailError(error)) return error;
  const options = { cause: error };
  switch (resultCodeOf(error)) {
    case 'FULL':
      return new PolicytrailError('storage_full', `${operation} failed: the disk is full`, { operation }, options);
    case 'CONSTRAINT':
      return new PolicytrailError('trail_corrupt', `${operation} failed: the row breaks the trail`, {}, options);
    case 'CORRUPT':
      return new PolicytrailError('trail_corrupt', `${operation} failed: the database file is damaged`, {}, options);
    default:
      return new PolicytrailError(
        'store_unavailable',
        `${operation} failed: ${reasonOf(error)}`,
        { operation },
        options,
      );
  }
}

/** What `work` answers; what the driver throws in it, as one of ours. */
export function answered<T>(operation: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStoreError(error, operation);
  }
}

export function invalidArgument(message: string, argument: string): PolicytrailError<'invalid_argument'> {
  return new PolicytrailError('invalid_argument', message, { argument });
}

function reasonOf(error: unknown): string {
  const code = resultCodeOf(error);
  return (code === undefined ? undefined : reasons.get(code)) ?? 'the database did not answer, see the cause';
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['BUSY', 'the database is locked by another connection'],
  ['LOCKED', 'the database is locked by another connection'],
  ['READONLY', 'the database is read-only'],
  ['IOERR', 'the disk could not be read or written'],
  ['CANTOPEN', 'the database file could not be opened'],
  ['NOTADB', 'the file is not a database'],
]);

// https://www.sqlite.org/rescode.html: the low byte of an extended code is the primary one.
const resultCodes: ReadonlyMap<number, string> = new Map([
  [5, 'BUSY'],
  [6, 'LOCKED'],
  [8, 'READONLY'],
  [10, 'IOERR'],
  [11, 'CORRUPT'],
  [13, 'FULL'],
  [14, 'CANTOPEN'],
  [19, 'CONSTRAINT'],
  [26, 'NOTADB'],
]);
