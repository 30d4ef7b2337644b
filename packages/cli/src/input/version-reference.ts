import type { PolicyTrail, PolicyVersion } from '@policytrail/core';
import { PolicytrailError } from '@policytrail/core';

/** The version that digits or a label name. Rejects with `not_found`. */
export async function findVersion(trail: PolicyTrail, policyId: string, reference: string): Promise<PolicyVersion> {
  if (!isNumber(reference)) return found(await trail.labelled(policyId, reference), policyId, { label: reference });
  const version = Number(reference);
  return found(await trail.version(policyId, version), policyId, { version });
}

/** The number that digits or a label name; a number is passed on as it is. Rejects with `not_found` for an unknown label. */
export async function findVersionNumber(trail: PolicyTrail, policyId: string, reference: string): Promise<number> {
  return isNumber(reference) ? Number(reference) : (await findVersion(trail, policyId, reference)).version;
}

function isNumber(reference: string): boolean {
  return /^\d{1,15}$/.test(reference);
}

function found(
  version: PolicyVersion | undefined,
  policyId: string,
  what: { readonly version?: number; readonly label?: string },
): PolicyVersion {
  if (version !== undefined) return version;
  const name = what.label === undefined ? `version ${what.version}` : `version labelled \`${what.label}\``;
  throw new PolicytrailError('not_found', `policy \`${policyId}\` has no ${name}`, { policyId, ...what });
}
