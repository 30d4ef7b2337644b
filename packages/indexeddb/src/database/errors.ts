import { isPolicytrailError, PolicytrailError } from '@policytrail/core';

/** A browser's error as the one of ours that says what it means; one of ours as it is. */
export function toStoreError(error: unknown, operation: string): PolicytrailError {
  if (isPolicytrailError(error)) return error;
  const options = { cause: error };
  switch (nameOf(error)) {
    case 'QuotaExceededError': {
      const message = `${operation} failed: the browser grants this site no more room; nothing of it was stored`;
      return new PolicytrailError('storage_full', message, { operation }, options);
    }
    case 'ConstraintError':
      return new PolicytrailError('trail_corrupt', `${operation} failed: the row breaks the trail`, {}, options);
    case 'VersionError':
      return unavailable(operation, 'the database is of a newer release: update @policytrail/indexeddb', error);
    case 'SecurityError':
      return unavailable(operation, 'the browser does not let this page store anything', error);
    case 'UnknownError':
      return unavailable(operation, 'the browser could not use its own files: free some room and restart it', error);
    default:
      return unavailable(operation, 'the database did not answer, see the cause', error);
  }
}

export function unavailable(operation: string, reason: string, cause?: unknown): PolicytrailError {
  return new PolicytrailError('store_unavailable', `${operation} failed: ${reason}`, { operation }, { cause });
}

/**
 * Whether the database has to be opened anew: the handle was closed, or the browser lost what stands behind it. A
 * transaction that it aborted by itself counts too.
 */
export function isLostHandle(error: unknown): boolean {
  return lostHandleNames.includes(nameOf(error) ?? '');
}

/** Whether the browser offers no database here at all, rather than one that can't be opened now. */
export function isRefusal(error: unknown): boolean {
  return ['SecurityError', 'InvalidStateError', 'NotAllowedError', 'NotSupportedError'].includes(nameOf(error) ?? '');
}

const lostHandleNames = ['InvalidStateError', 'UnknownError', 'AbortError', 'TimeoutError'];

function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}
