import type { ChangeSummary } from '../../../policy/changes.js';
import type { VersionOrigin } from '../../../policy/version.js';
import type { StoredVersion, VersionSummary } from '../../port.js';
import { actorColumns, toActor } from './actor.js';
import type { ColumnValue } from './column-value.js';

/** Columns of a list, which needs no bodies. */
export const summaryColumns: string =
  'policy_id, version, request_id, created_at, created_by, created_by_kind, created_by_name, on_behalf_of, ' +
  'on_behalf_of_name, change_notes, label, title, effective_at, withdraws, origin, schema_name, schema_hash, ' +
  'content_hash, previous_hash, hash, changes_json, previous_version';

export const versionColumns: string = `${summaryColumns}, policy_json`;

interface SummaryRow {
  readonly policy_id: string;
  readonly version: number | bigint;
  readonly request_id: string;
  readonly created_at: string;
  readonly created_by: string | null;
  readonly created_by_kind: string | null;
  readonly created_by_name: string | null;
  readonly on_behalf_of: string | null;
  readonly on_behalf_of_name: string | null;
  readonly change_notes: string | null;
  readonly label: string | null;
  readonly title: string | null;
  readonly effective_at: string;
  readonly withdraws: number | bigint | null;
  readonly origin: string;
  readonly schema_name: string | null;
  readonly schema_hash: string | null;
  readonly content_hash: string;
  readonly previous_hash: string | null;
  readonly hash: string;
  readonly changes_json: string | null;
  readonly previous_version: number | bigint | null;
}

/** What a statement of {@link versionColumns} got: a row, or undefined for none. */
export function toStoredVersion(row: unknown): StoredVersion | undefined {
  return row === undefined ? undefined : toWholeVersion(row);
}

/** A row of {@link versionColumns}. */
export function toWholeVersion(row: unknown): StoredVersion {
  const { policy_json: policyJson } = row as { readonly policy_json: string };
  return Object.assign(toSummary(row), { policyJson });
}

/** A row of {@link summaryColumns}. JSON that can't be read is replaced; that, and columns at odds, are named in `corrupt`. */
export function toSummary(row: unknown): VersionSummary {
  const columns = row as SummaryRow;
  const origin = readOrigin(columns.origin);
  const changes = readChanges(columns.changes_json);
  const summary = headedBy(columns, origin ?? { type: 'saved' }, changes ?? null);
  const problems = [
    origin === undefined && `origin can't be read`,
    changes === undefined && `changes can't be read`,
    Number(columns.previous_version) !== summary.version - 1 && 'the previous version is not the one before',
    hasStrayColumns(columns) && 'a part of the author or of the schema is missing',
  ].filter((problem) => problem !== false);
  return problems.length === 0 ? summary : { ...summary, corrupt: problems.join('; ') };
}

// Such columns say nothing without the one beside them, so no seal covers them.
function hasStrayColumns(row: SummaryRow): boolean {
  const { created_by, created_by_kind, created_by_name, on_behalf_of, on_behalf_of_name } = row;
  return (
    (row.schema_name === null) !== (row.schema_hash === null) ||
    (created_by === null && [created_by_kind, created_by_name, on_behalf_of].some((part) => part !== null)) ||
    (on_behalf_of === null && on_behalf_of_name !== null)
  );
}

/** What is bound for {@link versionColumns}. */
export function versionValues(version: StoredVersion): ColumnValue[] {
  const [id, kind, name, onBehalfOf, onBehalfOfName] = actorColumns(version.createdBy);
  return [
    version.policyId,
    version.version,
    version.requestId,
    version.createdAt,
    id,
    kind,
    name,
    onBehalfOf,
    onBehalfOfName,
    version.changeNotes,
    version.label,
    version.title,
    version.effectiveAt,
    version.withdraws,
    version.origin.type === 'saved' ? savedOrigin : JSON.stringify(version.origin),
    version.schema?.name ?? null,
    version.schema?.contentHash ?? null,
    version.contentHash,
    version.previousHash,
    version.hash,
    version.changes && JSON.stringify(version.changes),
    version.version === 1 ? null : version.version - 1,
    version.policyJson,
  ];
}

function headedBy(row: SummaryRow, origin: VersionOrigin, changes: ChangeSummary | null): VersionSummary {
  const { schema_name: name, schema_hash: contentHash } = row;
  return {
    policyId: row.policy_id,
    version: Number(row.version),
    requestId: row.request_id,
    createdAt: row.created_at,
    createdBy: toActor([
      row.created_by,
      row.created_by_kind,
      row.created_by_name,
      row.on_behalf_of,
      row.on_behalf_of_name,
    ]),
    changeNotes: row.change_notes,
    label: row.label,
    title: row.title,
    effectiveAt: row.effective_at,
    withdraws: row.withdraws === null ? null : Number(row.withdraws),
    origin,
    schema: name === null || contentHash === null ? null : { name, contentHash },
    contentHash: row.content_hash,
    previousHash: row.previous_hash,
    hash: row.hash,
    changes,
  };
}

// Nearly every version has it.
const savedOrigin = '{"type":"saved"}';

function readOrigin(text: string): VersionOrigin | undefined {
  if (text === savedOrigin) return { type: 'saved' };
  const origin = parseJson(text);
  return isObject(origin) && typeof origin.type === 'string' ? (origin as VersionOrigin) : undefined;
}

function readChanges(text: string | null): ChangeSummary | null | undefined {
  if (text === null) return null;
  const changes = parseJson(text);
  const isWhole =
    isObject(changes) && typeof changes.total === 'number' && isTexts(changes.fields) && Array.isArray(changes.first);
  return isWhole ? (changes as unknown as ChangeSummary) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
