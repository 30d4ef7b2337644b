import { PolicytrailError } from '@policytrail/core';

// https://man7.org/linux/man-pages/man3/errno.3.html: the disk, the user's share of it, or the most one file may hold.
const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Why a file was not written: `storage_full`, else `invalid_argument`; an error that is not of the file system as it is. */
export function unwritable(
  { path, operation }: { readonly path: string; readonly operation: string },
  cause: unknown,
): unknown {
  if (!(cause instanceof Error && 'code' in cause && 'syscall' in cause)) return cause;
  if (noRoom.has(String(cause.code))) {
    const message = `\`${path}\` could not be written: there is no room, ${cause.message}`;
    return new PolicytrailError('storage_full', message, { operation }, { cause });
  }
  const message = `\`${path}\` could not be written: ${cause.message}`;
  return new PolicytrailError('invalid_argument', message, { argument: 'file' }, { cause });
}
