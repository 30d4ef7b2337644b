import { type ErrorCode, isPolicytrailError, type PolicytrailError } from '@policytrail/core';

/** Throws unless two values say the same as data: prototypes are not looked at, an undefined member counts as absent. */
export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const difference = findDifference(actual, expected, '');
  if (difference === undefined) return;
  const place = difference.path === '' ? '' : ` at ${difference.path}`;
  throw new Error(`${what}: expected ${shown(difference.expected)}, got ${shown(difference.actual)}${place}`);
}

export function assertThat(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** Throws where the value is undefined, else gives it back. */
export function assertFound<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`${what}: expected something, got undefined`);
  return value;
}

/** Throws unless the promise rejects with a PolicytrailError, of the code where one is given; gives back the error. */
export async function assertRefused(
  promise: Promise<unknown>,
  what: string,
  code?: ErrorCode,
): Promise<PolicytrailError> {
  const error = await rejectionOf(promise, what);
  if (isPolicytrailError(error, code)) return error;
  throw new Error(`${what}: expected a PolicytrailError${code === undefined ? '' : ` ${code}`}, got ${shown(error)}`, {
    cause: error,
  });
}

/** Throws unless the promise rejects; gives back what it rejects with. */
export async function rejectionOf(promise: Promise<unknown>, what: string): Promise<unknown> {
  const settled = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in settled) return settled.error;
  throw new Error(`${what}: expected a rejection, got ${shown(settled.value)}`);
}

interface Difference {
  readonly path: string;
  readonly actual: unknown;
  readonly expected: unknown;
}

function findDifference(actual: unknown, expected: unknown, path: string): Difference | undefined {
  if (Object.is(actual, expected)) return undefined;
  const isComparable = isObject(actual) && isObject(expected) && Array.isArray(actual) === Array.isArray(expected);
  if (!isComparable) return { path, actual, expected };
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  for (const key of keys) {
    const difference = findDifference(Reflect.get(actual, key), Reflect.get(expected, key), `${path}/${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text;
}
