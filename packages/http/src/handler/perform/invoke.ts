import { PolicytrailError } from '@policytrail/core';
import type { Named, RemoteOperation, Route } from '../../operations/operations.js';
import type { AnyTrail } from '../options.js';

/** What an operation answers, whatever it is. */
export type Methods = Readonly<Record<RemoteOperation, (...given: readonly unknown[]) => unknown>>;

/** The methods of a trail, by the names of the operations. */
export function methodsOf(trail: AnyTrail): Methods {
  return trail as unknown as Methods;
}

/** Calls a method of the trail with what was asked, each in its place. */
export function invoke(methods: Methods, operation: RemoteOperation, route: Route, asked: Named): unknown {
  const positions = route.parameters.map((name) => asked[name]);
  const options = Object.entries(asked).filter(([name]) => !route.parameters.includes(name));
  return methods[operation](...positions, ...(route.options ? [Object.fromEntries(options)] : []));
}

/** What a promise resolves with, if it does in time; what it does later, is not waited for. */
export async function inTime<Value>(
  work: Promise<Value>,
  operation: RemoteOperation,
  { isRead, milliseconds }: { readonly isRead: boolean; readonly milliseconds: number },
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tookTooLong(operation, isRead, milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

function tookTooLong(operation: string, isRead: boolean, milliseconds: number): PolicytrailError {
  const what = `${operation} took longer than ${milliseconds} milliseconds`;
  if (isRead) return new PolicytrailError('store_unavailable', what, { operation });
  const remedy = 'ask again with the same request id';
  return new PolicytrailError('outcome_unknown', `${what}: it may still be stored; ${remedy}`, { operation });
}
