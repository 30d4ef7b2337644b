import { PolicytrailError } from '@policytrail/core';

/** A misspelt id is not a policy without versions or decisions. */
export function missingPolicy(policyId: string): PolicytrailError<'not_found'> {
  return new PolicytrailError('not_found', `there is no policy \`${policyId}\``, { policyId });
}
