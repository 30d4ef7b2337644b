import type { StandardSchemaV1 } from '@standard-schema/spec';

/** A Standard Schema made by hand, without any library. */
export function aSchema<Output>(
  validate: (value: unknown) => StandardSchemaV1.Result<Output> | Promise<StandardSchemaV1.Result<Output>>,
): StandardSchemaV1<Output, Output> {
  return { '~standard': { version: 1, vendor: 'by-hand', validate } };
}

/** Returns whatever it is given. */
export const anySchema: StandardSchemaV1<unknown, unknown> = aSchema((value) => ({ value }));

/** The code and details of what a call throws; fails where it throws nothing. */
export function thrownBy(call: () => unknown): { code: unknown; message: string; details: unknown } {
  try {
    call();
  } catch (error) {
    const { code, message, details } = error as { code: unknown; message: string; details: unknown };
    return { code, message, details };
  }
  throw new Error('nothing was thrown');
}
