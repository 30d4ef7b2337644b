import type { TableNames } from './names.js';
import type { SchemaObject } from './tables.js';

/**
 * What an auditor reads in plain SQL: instants as timestamps, without the documents. A view reads with its owner's rights, so
 * that an auditor needs none on the tables.
 */
export function views(names: TableNames): readonly SchemaObject[] {
  return [view(names, 'history', historyView(names)), view(names, 'decisions', decisionsView(names))];
}

function view({ schema, prefix }: TableNames, name: string, query: string): SchemaObject {
  const sql = `CREATE VIEW ${schema}."${prefix}${name}" WITH (security_barrier = true) AS\n${query}`;
  return { type: 'view', name: `${prefix}${name}`, sql };
}

function historyView({ versions }: TableNames): string {
  return `SELECT policy_id, version, created_at::timestamptz AS created_at, created_by, created_by_name, on_behalf_of,
  change_notes, label, title, effective_at::timestamptz AS effective_at, withdraws, content_hash, previous_hash, hash
FROM ${versions} WHERE policy_id !~ '^~'`;
}

function decisionsView({ evaluations, erasures }: TableNames): string {
  return `SELECT e.policy_id, e.id, e.subject_type, e.subject_id, e.subject_version, e.policy_version, e.policy_label, e.status,
  e.evaluated_at::timestamptz AS evaluated_at, e.evaluated_by, e.on_behalf_of, e.supersedes, e.hash,
  x.erased_at::timestamptz AS erased_at, x.erased_by, x.reason AS erased_because
FROM ${evaluations} AS e LEFT JOIN ${erasures} AS x ON x.policy_id = e.policy_id AND x.evaluation_id = e.id`;
}
