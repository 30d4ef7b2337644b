import type { Pin } from '../../../policy/pin.js';
import { actorColumns, toActor } from './actor.js';
import type { ColumnValue } from './column-value.js';

/** Columns of a pin, in the order of {@link pinValues}. */
export const pinColumns: string =
  'policy_id, subject_type, subject_id, subject_version, policy_version, version_request_id, content_hash, pinned_at, ' +
  'pinned_by, pinned_by_kind, pinned_by_name, on_behalf_of, on_behalf_of_name, hash';

interface PinRow {
  readonly policy_id: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly subject_version: string;
  readonly policy_version: number | bigint;
  readonly version_request_id: string;
  readonly content_hash: string;
  readonly pinned_at: string;
  readonly pinned_by: string | null;
  readonly pinned_by_kind: string | null;
  readonly pinned_by_name: string | null;
  readonly on_behalf_of: string | null;
  readonly on_behalf_of_name: string | null;
  readonly hash: string;
}

/** A row of {@link pinColumns}. */
export function toPin(columns: unknown): Pin {
  const row = columns as PinRow;
  return {
    policyId: row.policy_id,
    subject: { type: row.subject_type, id: row.subject_id, version: row.subject_version },
    policyVersion: Number(row.policy_version),
    versionRequestId: row.version_request_id,
    contentHash: row.content_hash,
    pinnedAt: row.pinned_at,
    pinnedBy: toActor([row.pinned_by, row.pinned_by_kind, row.pinned_by_name, row.on_behalf_of, row.on_behalf_of_name]),
    hash: row.hash,
  };
}

export function pinValues({ policyId, subject, ...pin }: Pin): ColumnValue[] {
  return [
    policyId,
    subject.type,
    subject.id,
    subject.version,
    pin.policyVersion,
    pin.versionRequestId,
    pin.contentHash,
    pin.pinnedAt,
    ...actorColumns(pin.pinnedBy),
    pin.hash,
  ];
}
