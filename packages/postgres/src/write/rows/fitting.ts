import { PolicytrailError } from '@policytrail/core';
import { isConstraint } from '../../driver/errors.js';

/** Inserts; throws `trail_corrupt` where the database refuses rows that do not fit. */
export async function fitting<T>(what: string, policyId: string, insert: () => Promise<T>): Promise<T> {
  try {
    return await insert();
  } catch (cause) {
    if (!isConstraint(cause)) throw cause;
    const message = `${what} of \`${policyId}\` does not fit what is stored`;
    throw new PolicytrailError('trail_corrupt', message, { policyId }, { cause });
  }
}
