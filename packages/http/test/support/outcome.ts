import { isPolicytrailError } from '@policytrail/core';

/** What an operation answers, or the error of ours that it ends in: what both sides of HTTP must agree on. */
export async function outcomeOf(operation: () => unknown): Promise<unknown> {
  try {
    return { answer: plain(await operation()) };
  } catch (error) {
    if (!isPolicytrailError(error)) throw error;
    return { error: { code: error.code, details: error.details, message: error.message } };
  }
}

/** The code of the error that an operation ends in, or `answered`. */
export async function codeOf(operation: () => unknown): Promise<string> {
  try {
    await operation();
    return 'answered';
  } catch (error) {
    if (isPolicytrailError(error)) return error.code;
    throw error;
  }
}

/** Without members that are undefined: those JSON does not have. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
