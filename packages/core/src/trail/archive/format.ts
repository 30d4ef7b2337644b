import type { Pin } from '../../policy/pin.js';
import type { VersionHeader } from '../../policy/version.js';
import type { Review } from '../../record/review.js';
import type { SealedHead } from '../../storage/port.js';
import { decisionLimits } from '../../storage/stored-evaluation.js';
import { canonicalJson, type JsonLimits, limitsOf } from '../../values/canonical/canonical-json.js';
import { invalidArgument } from '../../values/error.js';
import type { JsonObject } from '../../values/json.js';
import { sha256Hex } from '../../values/sha256.js';
import type { ArchivedEvaluation } from './records/archived-evaluation.js';

/**
 * An archive is JSON lines, each RFC 8785 text: one manifest; every version, by policy id in code point order, lowest
 * number first; every pin, by policy id and subject; every evaluation, by policy id and id, with its payload or its
 * erasure, and after it its reviews; one end. The bytes depend on nothing but the trail's content.
 */
export const archiveFormat = 'policytrail/archive/v1';

export type ArchiveLine =
  | { readonly manifest: ArchiveManifest }
  | { readonly version: ArchivedVersion }
  | { readonly pin: Pin }
  | { readonly evaluation: ArchivedEvaluation }
  | { readonly review: Review }
  | { readonly end: ArchiveEnd };

export interface ArchiveManifest {
  readonly format: typeof archiveFormat;
  /** The head of every policy, in code point order of the ids: a checkpoint. */
  readonly heads: readonly ({ readonly policyId: string } & SealedHead)[];
}

export type ArchivedVersion = VersionHeader & { readonly policy: JsonObject };

export interface ArchiveEnd extends ArchiveCounts {
  /** {@link nextDigest} over all lines before. */
  readonly digest: string;
}

/** How many lines of each kind there are. Without an evaluation the last three are left out: so it was before there were any. */
export interface ArchiveCounts {
  readonly versions: number;
  readonly pins: number;
  readonly evaluations?: number;
  readonly reviews?: number;
  /** How many of the evaluations were erased. */
  readonly erasures?: number;
}

// What stands beside the largest document: a decision and the rest of its line.
const lineAllowance = decisionLimits.maxBytes + 1_048_576;

/** Canonical limits for a line: a policy or input of the trail's limits, wrapped, or a manifest of any length. */
export function lineLimits(limits: JsonLimits): Required<JsonLimits> {
  const { maxDepth, maxBytes } = limitsOf(limits);
  return { maxDepth: maxDepth + 3, maxBytes: Math.max(maxBytes + lineAllowance, 67_108_864) };
}

export function archiveLine(line: ArchiveLine, limits: JsonLimits): string {
  return canonicalJson(line, lineLimits(limits));
}

/** A digest over lines: hex SHA-256 of the digest before (`''` at first) and the line. */
export function nextDigest(digest: string, line: string): string {
  return sha256Hex(digest + line);
}

/** Throws `invalid_argument` where a line is not what this release would write: no other member, key twice or rounded number. */
export function assertWritten(text: string, written: string): void {
  if (text !== written) throw invalidArgument('the line is not in canonical form: it was edited');
}
