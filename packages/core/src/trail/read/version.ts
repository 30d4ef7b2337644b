import { findInForce } from '../../policy/in-force.js';
import type { PolicyVersion, VersionHeader } from '../../policy/version.js';
import { versionTexts } from '../../policy/version-texts.js';
import type { PolicyHead, StoredVersion } from '../../storage/port.js';
import { assertPolicyId, assertText } from '../../values/id.js';
import { type Instant, laterOf, parseInstant } from '../../values/instant.js';
import type { TrailContext } from '../context.js';
import { toPolicyVersion } from '../stored-policy.js';
import { assertVersionNumber } from './require.js';

type Found<Out> = Promise<PolicyVersion<Out> | undefined>;

/** The version in force now: at the clock's reading, or at the head's creation where the clock lags behind it. */
export async function current<Out>({ store, clock }: TrailContext, policyId: string): Found<Out> {
  assertPolicyId(policyId, { internal: true });
  const head = await store.readHead(policyId);
  const inForce = head === undefined ? undefined : currentOf(head, clock());
  if (head === undefined || inForce === undefined) return undefined;
  return found(
    inForce.version === head.latest.version ? head.latest : await store.readVersion(policyId, inForce.version),
  );
}

export function currentOf({ latest, timeline }: PolicyHead, now: Instant): VersionHeader | undefined {
  return findInForce(timeline, laterOf(now, latest.createdAt));
}

export async function inForce<Out>({ store }: TrailContext, policyId: string, at: Instant | Date): Found<Out> {
  assertPolicyId(policyId, { internal: true });
  return found(await store.readInForce(policyId, parseInstant(at, 'at')));
}

export async function version<Out>({ store }: TrailContext, policyId: string, number: number): Found<Out> {
  assertPolicyId(policyId, { internal: true });
  assertVersionNumber('version', number);
  return found(await store.readVersion(policyId, number));
}

export async function labelled<Out>({ store }: TrailContext, policyId: string, label: string): Found<Out> {
  assertPolicyId(policyId, { internal: true });
  assertText('label', label, versionTexts.label);
  return found(await store.readLabelled(policyId, label));
}

function found<Out>(stored: StoredVersion | undefined): PolicyVersion<Out> | undefined {
  return stored === undefined ? undefined : toPolicyVersion<Out>(stored);
}
