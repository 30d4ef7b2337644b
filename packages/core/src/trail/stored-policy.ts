import type { ChangeSummary } from '../policy/changes.js';
import { type ArrayKeys, diffPolicies } from '../policy/diff/diff.js';
import { summarizeChanges } from '../policy/diff/summary.js';
import { headerOf, type PolicyVersion, type VersionHeader } from '../policy/version.js';
import type { StoredVersion } from '../storage/port.js';
import type { Document } from '../values/document/document.js';
import { PolicytrailError } from '../values/error.js';
import type { JsonObject } from '../values/json.js';
import { sha256Hex } from '../values/sha256.js';

const remembered = new WeakMap<StoredVersion, JsonObject>();

/**
 * The policy of a stored version for reading only; parsed once per row, or not at all where it is a document `atHand`.
 * Throws `trail_corrupt` where it is not JSON.
 */
export function policyOf(stored: StoredVersion, atHand?: Document): JsonObject {
  if (stored.policyJson === atHand?.text) return atHand.value;
  const known = remembered.get(stored);
  if (known !== undefined) return known;
  const policy = parsePolicy(stored);
  remembered.set(stored, policy);
  return policy;
}

/** The text to save again: one that was changed in the store must not get a new seal. Throws `trail_corrupt`. */
export function intactTextOf(stored: StoredVersion): string {
  if (stored.corrupt !== undefined) throw corrupt(stored, stored.corrupt);
  if (sha256Hex(stored.policyJson) === stored.contentHash) return stored.policyJson;
  throw corrupt(stored, 'the policy does not have the content hash it was saved with');
}

/** What a policy changes against the one before, as it is stored beside it; null for a first version. */
export function changesBetween(
  before: JsonObject | undefined,
  after: JsonObject,
  keys: ArrayKeys,
): ChangeSummary | null {
  return before === undefined ? null : summarizeChanges(diffPolicies(before, after, { keys }));
}

/** A stored row as the version it is, with a policy of the caller's own. Throws `trail_corrupt` where it can't be read. */
export function toPolicyVersion<Out = JsonObject>(stored: StoredVersion): PolicyVersion<Out> {
  if (stored.corrupt !== undefined) throw corrupt(stored, stored.corrupt);
  return Object.assign(headerOf(stored), { policy: parsePolicy(stored) as Out });
}

/** A version whose policy is known to be this canonical text: parsed once it is read, which after a save it seldom is. */
export function versionWith<Out = JsonObject>(header: VersionHeader, policyJson: string): PolicyVersion<Out> {
  let policy: Out | undefined;
  return {
    ...headerOf(header),
    get policy(): Out {
      policy ??= JSON.parse(policyJson) as Out;
      return policy;
    },
  };
}

/** The policy of a stored version, the caller's own. Throws `trail_corrupt` where it is not JSON. */
export function parsePolicy(stored: StoredVersion): JsonObject {
  try {
    return JSON.parse(stored.policyJson) as JsonObject;
  } catch (cause) {
    throw corrupt(stored, 'the policy is not JSON', cause);
  }
}

function corrupt({ policyId, version }: StoredVersion, why: string, cause?: unknown): PolicytrailError {
  return new PolicytrailError(
    'trail_corrupt',
    `version ${version} of \`${policyId}\` can't be read: ${why}; run verify to see what else was touched`,
    { policyId, version },
    { cause },
  );
}
