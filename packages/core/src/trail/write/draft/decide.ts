import { type Actor, isSameActor } from '../../../policy/actor.js';
import type { ArrayKeys } from '../../../policy/diff/diff.js';
import { findInForce } from '../../../policy/in-force.js';
import { sealVersion } from '../../../policy/seal.js';
import type { VersionHeader, VersionOrigin } from '../../../policy/version.js';
import type { PolicyHead, StoredVersion } from '../../../storage/port.js';
import { canonicalJson } from '../../../values/canonical/canonical-json.js';
import type { Writing } from '../../../values/document/document-writer.js';
import { invalidArgument, PolicytrailError } from '../../../values/error.js';
import { type Instant, laterOf } from '../../../values/instant.js';
import { changesBetween, policyOf } from '../../stored-policy.js';

/** A version on its way: checked, canonical and hashed, not yet numbered. */
export interface Draft extends Writing {
  readonly policyId: string;
  readonly requestId: string;
  /** True for an id made at random for this draft. */
  readonly isNewRequest: boolean;
  readonly contentHash: string;
  readonly createdBy: Actor | null;
  readonly changeNotes: string | null;
  readonly label: string | null;
  readonly title: string | null;
  /** The clock's reading, which never goes back behind the head; or a date from elsewhere, which must not. */
  readonly at: { readonly clock: Instant } | { readonly given: Instant };
  readonly effectiveAt: Instant | undefined;
  readonly withdraws: number | null;
  readonly origin: VersionOrigin;
  readonly schema: VersionHeader['schema'];
  readonly keys: ArrayKeys;
  readonly expectedVersion: number | undefined;
  readonly whenUnchanged: 'answer' | 'append';
}

/** `pending`: other versions that take effect after the decision, lowest number first. */
export type Decision =
  | { readonly status: 'append'; readonly version: StoredVersion; readonly pending: readonly number[] }
  | { readonly status: 'unchanged'; readonly version: VersionHeader; readonly pending: readonly number[] };

/** What becomes of a draft once the head is known: pure, so that a store can ask while it holds the head. */
export function decideNext(head: PolicyHead | undefined, draft: Draft): Decision {
  assertExpected(head, draft);
  const createdAt = createdAtOf(head, draft);
  const effectiveAt = effectiveAtOf(createdAt, draft);
  assertWithdrawable(head, createdAt, draft);
  const timeline = (head?.timeline ?? []).filter((version) => version.version !== draft.withdraws);
  const pending = pendingAt(timeline, createdAt);
  const replaced = findInForce(timeline, effectiveAt);
  if (replaced?.contentHash === draft.contentHash && draft.whenUnchanged === 'answer') {
    return { status: 'unchanged', version: replaced, pending: pending.filter((number) => number !== replaced.version) };
  }
  return { status: 'append', version: numbered(head?.latest, draft, createdAt, effectiveAt), pending };
}

/**
 * Throws `idempotency_mismatch` unless a stored version is what the draft asks for. What a withdrawal holds is not asked
 * for: it is the policy that was in force when it was stored.
 */
export function assertSameRequest(stored: StoredVersion, draft: Draft): void {
  const isSame =
    (draft.withdraws !== null || stored.contentHash === draft.contentHash) &&
    stored.label === draft.label &&
    stored.title === draft.title &&
    stored.changeNotes === draft.changeNotes &&
    stored.withdraws === draft.withdraws &&
    canonicalJson(stored.origin) === canonicalJson(draft.origin) &&
    (draft.effectiveAt === undefined || stored.effectiveAt === draft.effectiveAt) &&
    isSameActor(stored.createdBy, draft.createdBy);
  if (isSame) return;
  const { policyId, requestId } = draft;
  throw new PolicytrailError(
    'idempotency_mismatch',
    `request id \`${requestId}\` was used for version ${stored.version} of \`${policyId}\` with other content; use a new one`,
    { policyId, requestId, version: stored.version },
  );
}

/** Versions that take effect after an instant, lowest number first. */
export function pendingAt(timeline: readonly VersionHeader[], at: Instant): readonly number[] {
  return timeline.filter((version) => version.effectiveAt > at).map((version) => version.version);
}

function assertExpected(head: PolicyHead | undefined, { policyId, expectedVersion }: Draft): void {
  const headVersion = head?.latest.version ?? 0;
  if (expectedVersion === undefined || expectedVersion === headVersion) return;
  throw new PolicytrailError(
    'version_conflict',
    `\`${policyId}\` is at version ${headVersion}, not ${expectedVersion}: read it again, then save on top of it`,
    { policyId, expectedVersion, headVersion },
  );
}

function createdAtOf(head: PolicyHead | undefined, draft: Draft): Instant {
  const earliest = head?.latest.createdAt;
  if ('clock' in draft.at) return earliest === undefined ? draft.at.clock : laterOf(draft.at.clock, earliest);
  if (earliest === undefined || draft.at.given >= earliest) return draft.at.given;
  throw invalidArgument(
    `createdAt ${draft.at.given} lies before ${earliest}, when version ${head?.latest.version} of \`${draft.policyId}\` was created`,
    { argument: 'createdAt' },
  );
}

function effectiveAtOf(createdAt: Instant, { effectiveAt }: Draft): Instant {
  if (effectiveAt === undefined || effectiveAt >= createdAt) return effectiveAt ?? createdAt;
  throw invalidArgument(
    `effectiveAt ${effectiveAt} lies before ${createdAt}, when the version is created: a policy can't take effect in the past`,
    { argument: 'effectiveAt' },
  );
}

function assertWithdrawable(head: PolicyHead | undefined, createdAt: Instant, { policyId, withdraws }: Draft): void {
  if (withdraws === null || pendingAt(head?.timeline ?? [], createdAt).includes(withdraws)) return;
  throw invalidArgument(
    `version ${withdraws} of \`${policyId}\` is not planned: only a version that has yet to take effect can be withdrawn`,
    { argument: 'version' },
  );
}

function numbered(
  latest: StoredVersion | undefined,
  draft: Draft,
  createdAt: Instant,
  effectiveAt: Instant,
): StoredVersion {
  // One object from the start: to spread one into another takes as long as to hash it.
  const stored = {
    policyId: draft.policyId,
    version: (latest?.version ?? 0) + 1,
    requestId: draft.requestId,
    createdAt,
    createdBy: draft.createdBy,
    changeNotes: draft.changeNotes,
    label: draft.label,
    title: draft.title,
    effectiveAt,
    withdraws: draft.withdraws,
    origin: draft.origin,
    schema: draft.schema,
    contentHash: draft.contentHash,
    previousHash: latest?.hash ?? null,
    hash: '',
    changes: changesBetween(latest && policyOf(latest, draft.before), draft.document.value, draft.keys),
    policyJson: draft.document.text,
  };
  stored.hash = sealVersion(stored);
  return stored;
}
