import type { Pin } from '../../policy/pin.js';
import type { VersionHeader } from '../../policy/version.js';
import type { SealedHead } from '../../storage/port.js';
import { canonicalJson, type JsonLimits } from '../../values/canonical-json.js';
import type { JsonObject } from '../../values/json.js';
import { sha256Hex } from '../../values/sha256.js';

/**
 * An archive is JSON lines, each RFC 8785 text: one manifest; every version, by policy id in code point order, lowest
 * number first; every pin, by policy id and subject; one end. The bytes depend on nothing but the trail's content.
 */
export const archiveFormat = 'policytrail/archive/v1';

export type ArchiveLine =
  | { readonly manifest: ArchiveManifest }
  | { readonly version: ArchivedVersion }
  | { readonly pin: Pin }
  | { readonly end: ArchiveEnd };

export interface ArchiveManifest {
  readonly format: typeof archiveFormat;
  /** The head of every policy, in code point order of the ids: a checkpoint. */
  readonly heads: readonly ({ readonly policyId: string } & SealedHead)[];
}

export type ArchivedVersion = VersionHeader & { readonly policy: JsonObject };

export interface ArchiveEnd {
  readonly versions: number;
  readonly pins: number;
  /** {@link nextDigest} over all lines before. */
  readonly digest: string;
}

/** Canonical limits for a line: a policy of the trail's limits, wrapped, or a manifest of any length. */
export function lineLimits({ maxDepth = 64, maxBytes = 1_048_576 }: JsonLimits): Required<JsonLimits> {
  return { maxDepth: maxDepth + 2, maxBytes: Math.max(maxBytes + 1_048_576, 67_108_864) };
}

export function archiveLine(line: ArchiveLine, limits: JsonLimits): string {
  return canonicalJson(line, lineLimits(limits));
}

/** A digest over lines: hex SHA-256 of the digest before (`''` at first) and the line. */
export function nextDigest(digest: string, line: string): string {
  return sha256Hex(digest + line);
}
