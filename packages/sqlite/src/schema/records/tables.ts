import type { TableNames } from '../names.js';
import type { SchemaObject } from '../tables.js';

/**
 * Evaluations, reviews and erasures are the record. Payloads and violations stand apart so that they can be erased;
 * violations repeat what the decision says. Those two are rowid tables without an alias of the rowid: rows are only put
 * behind each other and never moved, so that what is written over is gone. See docs/decisions/0009-erasing-in-place.md.
 */
export function recordTables(names: TableNames): readonly SchemaObject[] {
  return [
    { type: 'table', name: `${names.prefix}evaluations`, sql: evaluationsTable(names) },
    { type: 'table', name: `${names.prefix}payloads`, sql: payloadsTable(names) },
    { type: 'table', name: `${names.prefix}violations`, sql: violationsTable(names) },
    { type: 'table', name: `${names.prefix}reviews`, sql: reviewsTable(names) },
    { type: 'table', name: `${names.prefix}erasures`, sql: erasuresTable(names) },
  ];
}

export function recordIndexes({ prefix, evaluations, violations }: TableNames): readonly SchemaObject[] {
  const index = (name: string, on: string): SchemaObject => ({
    type: 'index',
    name: `${prefix}${name}`,
    sql: `CREATE INDEX "${prefix}${name}" ON ${on}`,
  });
  return [
    index('evaluated', `${evaluations} (policy_id, evaluated_at, id)`),
    index(
      'judged',
      `${evaluations} (policy_id, subject_type, subject_id, evaluated_at, id) WHERE subject_type IS NOT NULL`,
    ),
    index('violated', `${violations} (policy_id, rule_id, evaluation_id)`),
  ];
}

// A column that says nothing without the one beside it is covered by no seal: the checks keep it from standing alone.
const actorChecks = (by: string): string => `CHECK (${by} IS NOT NULL OR
         (${by}_kind IS NULL AND ${by}_name IS NULL AND on_behalf_of IS NULL)),
  CHECK (on_behalf_of IS NOT NULL OR on_behalf_of_name IS NULL)`;

const actorColumns = (by: string): string => `${by} TEXT,
  ${by}_kind TEXT,
  ${by}_name TEXT,
  on_behalf_of TEXT,
  on_behalf_of_name TEXT`;

function evaluationsTable({ evaluations, versions }: TableNames): string {
  return `CREATE TABLE ${evaluations} (
  policy_id TEXT NOT NULL,
  id TEXT NOT NULL,
  subject_type TEXT,
  subject_id TEXT,
  subject_version TEXT,
  policy_version INTEGER NOT NULL,
  policy_label TEXT,
  policy_title TEXT,
  version_request_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  schema_name TEXT,
  schema_hash TEXT,
  engine TEXT NOT NULL,
  status TEXT NOT NULL,
  evaluated_at TEXT NOT NULL,
  ${actorColumns('evaluated_by')},
  supersedes TEXT,
  trigger_kind TEXT NOT NULL,
  payload_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (policy_id, id),
  CHECK (rowid > 0),
  CHECK ((subject_type IS NULL) = (subject_id IS NULL) AND (subject_type IS NULL) = (subject_version IS NULL)),
  CHECK ((schema_name IS NULL) = (schema_hash IS NULL)),
  ${actorChecks('evaluated_by')},
  FOREIGN KEY (policy_id, policy_version) REFERENCES ${versions} (policy_id, version)
) STRICT`;
}

function payloadsTable({ payloads, evaluations }: TableNames): string {
  return `CREATE TABLE ${payloads} (
  policy_id TEXT NOT NULL,
  evaluation_id TEXT NOT NULL,
  salt TEXT NOT NULL,
  input_json TEXT NOT NULL,
  decision_json TEXT NOT NULL,
  PRIMARY KEY (policy_id, evaluation_id),
  CHECK (rowid > 0),
  FOREIGN KEY (policy_id, evaluation_id) REFERENCES ${evaluations} (policy_id, id)
) STRICT`;
}

function violationsTable({ violations, evaluations }: TableNames): string {
  return `CREATE TABLE ${violations} (
  policy_id TEXT NOT NULL,
  evaluation_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  rule_id TEXT NOT NULL,
  rule_name TEXT NOT NULL,
  severity TEXT NOT NULL,
  effect TEXT NOT NULL,
  threshold_value TEXT,
  actual_value TEXT,
  message TEXT NOT NULL,
  suggested_resolution TEXT,
  required_approval TEXT,
  PRIMARY KEY (policy_id, evaluation_id, position),
  CHECK (rowid > 0),
  CHECK (position > 0),
  FOREIGN KEY (policy_id, evaluation_id) REFERENCES ${evaluations} (policy_id, id)
) STRICT`;
}

function reviewsTable({ reviews, evaluations }: TableNames): string {
  return `CREATE TABLE ${reviews} (
  policy_id TEXT NOT NULL,
  evaluation_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  verdict TEXT NOT NULL,
  reviewed_as TEXT,
  ${actorColumns('reviewed_by')},
  reason TEXT,
  reviewed_at TEXT NOT NULL,
  expires_at TEXT,
  up_to TEXT,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (policy_id, evaluation_id, sequence),
  CHECK (sequence > 0),
  ${actorChecks('reviewed_by')},
  FOREIGN KEY (policy_id, evaluation_id) REFERENCES ${evaluations} (policy_id, id)
) STRICT, WITHOUT ROWID`;
}

function erasuresTable({ erasures, evaluations }: TableNames): string {
  return `CREATE TABLE ${erasures} (
  policy_id TEXT NOT NULL,
  evaluation_id TEXT NOT NULL,
  erased_at TEXT NOT NULL,
  ${actorColumns('erased_by')},
  reason TEXT,
  hash TEXT NOT NULL,
  PRIMARY KEY (policy_id, evaluation_id),
  ${actorChecks('erased_by')},
  FOREIGN KEY (policy_id, evaluation_id) REFERENCES ${evaluations} (policy_id, id)
) STRICT, WITHOUT ROWID`;
}
