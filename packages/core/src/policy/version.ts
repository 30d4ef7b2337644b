import type { Instant } from '../values/instant.js';
import type { JsonObject } from '../values/json.js';
import { type Actor, copyOfActor } from './actor.js';

/** How a version came about. */
export type VersionOrigin =
  | { readonly type: 'saved' }
  | { readonly type: 'restored'; readonly version: number }
  | { readonly type: 'undone'; readonly version: number }
  | { readonly type: 'template'; readonly name: string; readonly contentHash: string }
  | { readonly type: 'migrated' }
  | { readonly type: 'imported' }
  | { readonly type: 'merged' };

/** Everything a version says but its policy: what is sealed, plus the two hashes that seal it. */
export interface VersionHeader {
  /** 1 to 200 characters, well-formed, no control characters; ids beginning with `~` are Policytrail's own. */
  readonly policyId: string;
  /** 1, 2, 3 … gapless per policy. */
  readonly version: number;
  /** 1 to 128 printable ASCII characters. With `policyId` the version's identity for ever. */
  readonly requestId: string;
  readonly createdAt: Instant;
  readonly createdBy: Actor | null;
  readonly changeNotes: string | null;
  /** Unique per policy, e.g. `v1.2.0`. */
  readonly label: string | null;
  readonly title: string | null;
  /** In force from; `createdAt` unless planned for later. */
  readonly effectiveAt: Instant;
  /** The planned version that this one takes back. */
  readonly withdraws: number | null;
  readonly origin: VersionOrigin;
  /** The definition the version was saved under: its name and the content hash of `~schema/<name>`. */
  readonly schema: { readonly name: string; readonly contentHash: string } | null;
  /** Lower-case hex SHA-256 of the policy's RFC 8785 text. */
  readonly contentHash: string;
  /** `hash` of the version before; null for version 1. */
  readonly previousHash: string | null;
  /** Lower-case hex SHA-256 that seals every member above, see `sealVersion`. */
  readonly hash: string;
}

/** One immutable saved state of a policy. */
export interface PolicyVersion<P = JsonObject> extends VersionHeader {
  readonly policy: P;
}

/** The header of anything that has one, and nothing else: the caller's own, whatever becomes of it. */
export function headerOf(version: VersionHeader): VersionHeader {
  const { policyId, requestId, createdAt, createdBy, changeNotes, label, title, effectiveAt } = version;
  const { withdraws, origin, schema, contentHash, previousHash, hash } = version;
  return {
    policyId,
    version: version.version,
    requestId,
    createdAt,
    createdBy: copyOfActor(createdBy),
    changeNotes,
    label,
    title,
    effectiveAt,
    withdraws,
    origin: { ...origin },
    schema: schema && { ...schema },
    contentHash,
    previousHash,
    hash,
  };
}
