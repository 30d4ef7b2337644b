import type { TableNames } from './names.js';

/** One thing of the schema, with the statement that makes it as SQLite keeps it in `sqlite_schema`. */
export interface SchemaObject {
  readonly type: 'table' | 'index' | 'trigger';
  readonly name: string;
  readonly sql: string;
}

/**
 * Versions and pins are the record. Heads (the newest version of each policy, against a cut tail) and changes (to find
 * versions by changed field) repeat what the versions say and can be rebuilt from them.
 */
export function tables(names: TableNames): readonly SchemaObject[] {
  return [
    { type: 'table', name: `${names.prefix}versions`, sql: versionsTable(names) },
    { type: 'table', name: `${names.prefix}heads`, sql: headsTable(names) },
    { type: 'table', name: `${names.prefix}changes`, sql: changesTable(names) },
    { type: 'table', name: `${names.prefix}pins`, sql: pinsTable(names) },
  ];
}

export function indexes({ prefix, versions }: TableNames): readonly SchemaObject[] {
  const indexOf = (name: string, kind: string, rest: string): SchemaObject => ({
    type: 'index',
    name: `${prefix}${name}`,
    sql: `CREATE ${kind} "${prefix}${name}" ON ${versions} ${rest}`,
  });
  return [
    indexOf('label', 'UNIQUE INDEX', '(policy_id, label) WHERE label IS NOT NULL'),
    indexOf('withdraws', 'UNIQUE INDEX', '(policy_id, withdraws) WHERE withdraws IS NOT NULL'),
    indexOf('in_force', 'INDEX', '(policy_id, effective_at, version)'),
  ];
}

// The body stands last: what is read without it needs no overflow pages. A rowid below 1 could pass for "not given" in
// the trigger that looks for a taken one.
function versionsTable({ versions }: TableNames): string {
  return `CREATE TABLE ${versions} (
  policy_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  previous_version INTEGER,
  created_at TEXT NOT NULL,
  created_by TEXT,
  created_by_kind TEXT,
  created_by_name TEXT,
  on_behalf_of TEXT,
  on_behalf_of_name TEXT,
  change_notes TEXT,
  label TEXT,
  title TEXT,
  effective_at TEXT NOT NULL,
  withdraws INTEGER,
  origin TEXT NOT NULL,
  schema_name TEXT,
  schema_hash TEXT,
  content_hash TEXT NOT NULL,
  previous_hash TEXT,
  hash TEXT NOT NULL,
  changes_json TEXT,
  policy_json TEXT NOT NULL,
  PRIMARY KEY (policy_id, version),
  UNIQUE (policy_id, version, hash),
  UNIQUE (policy_id, request_id),
  CHECK (rowid > 0),
  CHECK ((version = 1 AND previous_version IS NULL AND previous_hash IS NULL) OR
         (version > 1 AND previous_version = version - 1 AND previous_hash IS NOT NULL)),
  FOREIGN KEY (policy_id, previous_version, previous_hash) REFERENCES ${versions} (policy_id, version, hash)
) STRICT`;
}

function headsTable({ heads }: TableNames): string {
  return `CREATE TABLE ${heads} (
  policy_id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID`;
}

function changesTable({ changes }: TableNames): string {
  return `CREATE TABLE ${changes} (
  policy_id TEXT NOT NULL,
  path TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (policy_id, path, version)
) STRICT, WITHOUT ROWID`;
}

function pinsTable({ pins, versions }: TableNames): string {
  return `CREATE TABLE ${pins} (
  policy_id TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  subject_version TEXT NOT NULL DEFAULT '',
  policy_version INTEGER NOT NULL,
  version_request_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  pinned_at TEXT NOT NULL,
  pinned_by TEXT,
  pinned_by_kind TEXT,
  pinned_by_name TEXT,
  on_behalf_of TEXT,
  on_behalf_of_name TEXT,
  hash TEXT NOT NULL,
  PRIMARY KEY (policy_id, subject_type, subject_id, subject_version),
  FOREIGN KEY (policy_id, policy_version) REFERENCES ${versions} (policy_id, version)
) STRICT, WITHOUT ROWID`;
}
