import { closeSync, fstatSync, openSync } from 'node:fs';
import { isPolicytrailError } from '@policytrail/core';

// https://www.sqlite.org/rescode.html: READONLY, and CANTOPEN where a file beside the database can't be made.
const refusals = [8, 14];
const namedRefusals = /^SQLITE_(READONLY|CANTOPEN)/;

/** True where a database failed to open as its file can't be written, or its folder, which SQLite has to; it can be read. */
export function isReadOnlyHere(path: string, error: unknown): boolean {
  return isPolicytrailError(error, 'store_unavailable') && isRefusal(error.cause) && isReadable(path);
}

// Some drivers number the reason, some name it.
function isRefusal(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code, errcode } = cause as Error & { readonly code?: unknown; readonly errcode?: unknown };
  return typeof errcode === 'number' ? refusals.includes(errcode & 0xff) : namedRefusals.test(String(code));
}

function isReadable(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    const isFile = fstatSync(file).isFile();
    closeSync(file);
    return isFile;
  } catch {
    return false;
  }
}
