import type { TableNames } from './names.js';

/** One thing of the schema, with the statement that makes it. */
export interface SchemaObject {
  readonly type: 'table' | 'index' | 'function' | 'trigger' | 'view';
  readonly name: string;
  readonly sql: string;
  /** The table that an index or a trigger is on, as a plain name. */
  readonly on?: string;
}

/** Text that is compared by code point, whatever the database's locale. */
export const exact = 'text COLLATE "C"';

/**
 * Versions and pins are the record. Heads (the row that writers lock, and the newest version of each policy, against a cut
 * tail) and changes (to find versions by changed field) repeat what the versions say and can be rebuilt from them.
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
    on: `${prefix}versions`,
    sql: `CREATE ${kind} "${prefix}${name}" ON ${versions} ${rest}`,
  });
  return [
    indexOf('label', 'UNIQUE INDEX', '(policy_id, label) WHERE label IS NOT NULL'),
    indexOf('withdraws', 'UNIQUE INDEX', '(policy_id, withdraws) WHERE withdraws IS NOT NULL'),
    indexOf('in_force', 'INDEX', '(policy_id, effective_at, version)'),
  ];
}

/** A constraint under a name that an error can be told by. */
export function constraint({ prefix }: TableNames, name: string, rule: string): string {
  return `CONSTRAINT "${prefix}${name}" ${rule}`;
}

function versionsTable(names: TableNames): string {
  const { versions } = names;
  return `CREATE TABLE ${versions} (
  policy_id ${exact} NOT NULL,
  version integer NOT NULL,
  request_id ${exact} NOT NULL,
  previous_version integer,
  created_at ${exact} NOT NULL,
  created_by ${exact},
  created_by_kind text,
  created_by_name text,
  on_behalf_of text,
  on_behalf_of_name text,
  change_notes text,
  label ${exact},
  title text,
  effective_at ${exact} NOT NULL,
  withdraws integer,
  origin text NOT NULL,
  schema_name text,
  schema_hash text,
  content_hash text NOT NULL,
  previous_hash ${exact},
  hash ${exact} NOT NULL,
  changes_json text,
  policy_json text NOT NULL,
  ${constraint(names, 'versions_key', 'PRIMARY KEY (policy_id, version)')},
  ${constraint(names, 'versions_hash', 'UNIQUE (policy_id, version, hash)')},
  ${constraint(names, 'versions_request', 'UNIQUE (policy_id, request_id)')},
  ${constraint(
    names,
    'versions_gapless',
    `CHECK ((version = 1 AND previous_version IS NULL AND previous_hash IS NULL) OR
         (version > 1 AND previous_version = version - 1 AND previous_hash IS NOT NULL))`,
  )},
  ${constraint(
    names,
    'versions_chain',
    `FOREIGN KEY (policy_id, previous_version, previous_hash) REFERENCES ${versions} (policy_id, version, hash)`,
  )}
)`;
}

// Version 0 and no hash: locked by a writer before the policy has a version.
function headsTable(names: TableNames): string {
  return `CREATE TABLE ${names.heads} (
  policy_id ${exact} NOT NULL,
  version integer NOT NULL,
  hash ${exact} NOT NULL,
  ${constraint(names, 'heads_key', 'PRIMARY KEY (policy_id)')}
)`;
}

// A path is cut to what an index can hold, see `write/rows/indexed-path.ts`.
function changesTable(names: TableNames): string {
  return `CREATE TABLE ${names.changes} (
  policy_id ${exact} NOT NULL,
  path ${exact} NOT NULL,
  version integer NOT NULL,
  ${constraint(names, 'changes_key', 'PRIMARY KEY (policy_id, path, version)')}
)`;
}

function pinsTable(names: TableNames): string {
  return `CREATE TABLE ${names.pins} (
  policy_id ${exact} NOT NULL,
  subject_type ${exact} NOT NULL,
  subject_id ${exact} NOT NULL,
  subject_version ${exact} NOT NULL DEFAULT '',
  policy_version integer NOT NULL,
  version_request_id ${exact} NOT NULL,
  content_hash text NOT NULL,
  pinned_at ${exact} NOT NULL,
  pinned_by text,
  pinned_by_kind text,
  pinned_by_name text,
  on_behalf_of text,
  on_behalf_of_name text,
  hash text NOT NULL,
  ${constraint(names, 'pins_key', 'PRIMARY KEY (policy_id, subject_type, subject_id, subject_version)')},
  ${constraint(
    names,
    'pins_version',
    `FOREIGN KEY (policy_id, policy_version) REFERENCES ${names.versions} (policy_id, version)`,
  )}
)`;
}
