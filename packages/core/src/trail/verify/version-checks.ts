import type { ChangeSummary } from '../../policy/changes.js';
import type { ArrayKeys } from '../../policy/diff/diff.js';
import { sealVersion } from '../../policy/seal.js';
import type { VersionHeader } from '../../policy/version.js';
import type { StoredVersion } from '../../storage/port.js';
import { canonicalJson } from '../../values/canonical/canonical-json.js';
import { isInstant } from '../../values/instant.js';
import { sha256Hex } from '../../values/sha256.js';
import { changesBetween, policyOf } from '../stored-policy.js';
import type { Problem } from '../trail.js';
import { attempt } from './attempt.js';
import type { Lineage } from './lineage.js';

/** What does not hold, before it is told of which version or record. */
export type Finding = Pick<Problem, 'kind' | 'message'>;

/** Checks a version by itself and against those before it. */
export function checkVersion(stored: StoredVersion, lineage: Lineage, keys: ArrayKeys): readonly Finding[] {
  const unreadable = checkReadable(stored);
  const changes = unreadable.length > 0 ? [] : checkChanges(stored, lineage.previous, keys);
  return [...unreadable, ...checkSealed(stored, lineage), ...changes];
}

/** Checks what is sealed: content, hash, link, dates, label, withdrawal. */
export function checkSealed(stored: StoredVersion, lineage: Lineage): readonly Finding[] {
  return [
    ...checkContent(stored),
    ...checkSeal(stored),
    ...checkLink(stored, lineage.previous),
    ...checkDates(stored, lineage.previous),
    ...checkLabel(stored, lineage),
    ...checkWithdrawal(stored, lineage),
  ];
}

function checkReadable({ corrupt }: StoredVersion): readonly Finding[] {
  return corrupt === undefined ? [] : [{ kind: 'unreadable', message: corrupt }];
}

function checkContent({ policyJson, contentHash }: StoredVersion): readonly Finding[] {
  if (sha256Hex(policyJson) === contentHash) return [];
  return [{ kind: 'content', message: 'the policy does not have the content hash it was saved with' }];
}

function checkSeal(stored: StoredVersion): readonly Finding[] {
  if (attempt(() => sealVersion(stored)) === stored.hash) return [];
  return [
    { kind: 'hash', message: 'the version does not have the hash it was sealed with: something in it was changed' },
  ];
}

function checkLink({ version, previousHash }: StoredVersion, previous: StoredVersion | undefined): readonly Finding[] {
  const isFirst = version === 1;
  if (isFirst ? previousHash === null : previous === undefined || previousHash === previous.hash) return [];
  return [{ kind: 'link', message: 'the version does not link to the version before it' }];
}

function checkDates(
  { createdAt, effectiveAt }: VersionHeader,
  previous: VersionHeader | undefined,
): readonly Finding[] {
  if (!isInstant(createdAt) || !isInstant(effectiveAt)) return [{ kind: 'dates', message: 'a date is not an instant' }];
  if (effectiveAt < createdAt) return [{ kind: 'dates', message: 'it takes effect before it was created' }];
  if (previous === undefined || createdAt >= previous.createdAt) return [];
  return [{ kind: 'dates', message: 'it was created before the version before it' }];
}

function checkLabel({ label }: VersionHeader, { labels }: Lineage): readonly Finding[] {
  if (label === null || !labels.has(label)) return [];
  return [{ kind: 'duplicate', message: 'an earlier version has the same label' }];
}

function checkWithdrawal({ createdAt, withdraws }: VersionHeader, { plans }: Lineage): readonly Finding[] {
  if (withdraws === null || (plans.get(withdraws) ?? '') > createdAt) return [];
  return [{ kind: 'withdrawal', message: `it withdraws version ${withdraws}, which was not planned then` }];
}

// Unsealed, but rebuildable: what is stored has to be what comes out again.
function checkChanges(stored: StoredVersion, previous: StoredVersion | undefined, keys: ArrayKeys): readonly Finding[] {
  if (previous === undefined && stored.version > 1) return [];
  const rebuild = () => previous && changesBetween(policyOf(previous), policyOf(stored), keys);
  const isRebuilt = attempt(() => textOf(rebuild() ?? null) === textOf(stored.changes));
  if (isRebuilt === true) return [];
  return [{ kind: 'changes', message: 'the stored list of changes is not what the two policies say' }];
}

// Kept values may be as deep as policies may, and paths as long.
function textOf(changes: ChangeSummary | null): string {
  return canonicalJson(changes, { maxDepth: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY });
}
