import type { StoredVersion } from '@policytrail/core';
import { chainProblems } from '@policytrail/testing';
import type { Acknowledgement } from './page-calls.js';

/** What is wrong with a history, by what its writers were told; nothing where each of them was told the truth. */
export function historyProblems(
  chain: readonly StoredVersion[],
  acknowledged: readonly Acknowledgement[],
): readonly string[] {
  const lost = acknowledged
    .filter(({ requestId, version }) => chain[version - 1]?.requestId !== requestId)
    .map(({ requestId, version }) => `version ${version}, acknowledged to ${requestId}, is lost`);
  return [...chainProblems(chain), ...lost];
}
