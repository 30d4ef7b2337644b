import type { StoredVersion } from '@policytrail/core';
import { chainProblems } from './chain.js';

/** A version that a writer was told is stored. Times are the machine's monotonic clock, in nanoseconds. */
export interface Acknowledgement {
  readonly requestId: string;
  readonly version: number;
  readonly startedAt: bigint;
  readonly endedAt: bigint;
}

/** What is wrong with a history, by what its writers were told; nothing where each of them was told the truth. */
export function historyProblems(
  chain: readonly StoredVersion[],
  acknowledged: readonly Acknowledgement[],
): readonly string[] {
  return [...chainProblems(chain), ...lostVersions(chain, acknowledged), ...reversals(acknowledged)];
}

function lostVersions(chain: readonly StoredVersion[], acknowledged: readonly Acknowledgement[]): readonly string[] {
  return acknowledged
    .filter(({ requestId, version }) => chain[version - 1]?.requestId !== requestId)
    .map(({ requestId, version }) => `version ${version}, acknowledged to ${requestId}, is lost`);
}

/** A version that was acknowledged before another was asked for has the lower number. */
function reversals(acknowledged: readonly Acknowledgement[]): readonly string[] {
  const problems: string[] = [];
  let earliest: Acknowledgement | undefined;
  for (const current of acknowledged.toSorted((one, other) => other.version - one.version)) {
    if (earliest !== undefined && earliest.endedAt < current.startedAt) {
      problems.push(`version ${earliest.version} was acknowledged before version ${current.version} was asked for`);
    }
    if (earliest === undefined || current.endedAt < earliest.endedAt) earliest = current;
  }
  return problems;
}
