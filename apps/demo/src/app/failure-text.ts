import { isPolicytrailError } from '@policytrail/core';

/** What a failure says to a person: ours name their code. */
export function failureText(error: unknown): string {
  if (isPolicytrailError(error)) return `${error.message} (${error.code})`;
  return error instanceof Error ? error.message : String(error);
}
