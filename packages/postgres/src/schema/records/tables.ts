import type { TableNames } from '../names.js';
import { constraint, exact, type SchemaObject } from '../tables.js';

/**
 * Evaluations, reviews and erasures are the record. Payloads and violations stand apart so that they can be erased;
 * violations repeat what the decision says.
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
  const index = (name: string, table: string, on: string): SchemaObject => ({
    type: 'index',
    name: `${prefix}${name}`,
    on: `${prefix}${table}`,
    sql: `CREATE INDEX "${prefix}${name}" ON ${on}`,
  });
  const judged = '(policy_id, subject_type, subject_id, evaluated_at, id) WHERE subject_type IS NOT NULL';
  return [
    index('evaluated', 'evaluations', `${evaluations} (policy_id, evaluated_at, id)`),
    index('judged', 'evaluations', `${evaluations} ${judged}`),
    index('violated', 'violations', `${violations} (policy_id, rule_id, evaluation_id)`),
  ];
}

// A column that says nothing without the one beside it is covered by no seal: the checks keep it from standing alone.
function actorChecks(names: TableNames, table: string, by: string): string {
  const whole = `CHECK (${by} IS NOT NULL OR
         (${by}_kind IS NULL AND ${by}_name IS NULL AND on_behalf_of IS NULL))`;
  const principal = 'CHECK (on_behalf_of IS NOT NULL OR on_behalf_of_name IS NULL)';
  return `${constraint(names, `${table}_actor`, whole)},
  ${constraint(names, `${table}_principal`, principal)}`;
}

const actorColumns = (by: string): string => `${by} text,
  ${by}_kind text,
  ${by}_name text,
  on_behalf_of text,
  on_behalf_of_name text`;

function evaluationKey(names: TableNames, table: string): string {
  const rule = `FOREIGN KEY (policy_id, evaluation_id) REFERENCES ${names.evaluations} (policy_id, id)`;
  return constraint(names, `${table}_evaluation`, rule);
}

function evaluationsTable(names: TableNames): string {
  const subjectIsWhole = `CHECK ((subject_type IS NULL) = (subject_id IS NULL) AND (subject_type IS NULL) = (subject_version IS NULL))`;
  const versionIsThere = `FOREIGN KEY (policy_id, policy_version) REFERENCES ${names.versions} (policy_id, version)`;
  return `CREATE TABLE ${names.evaluations} (
  policy_id ${exact} NOT NULL,
  id ${exact} NOT NULL,
  subject_type ${exact},
  subject_id ${exact},
  subject_version ${exact},
  policy_version integer NOT NULL,
  policy_label text,
  policy_title text,
  version_request_id ${exact} NOT NULL,
  content_hash text NOT NULL,
  schema_name text,
  schema_hash text,
  engine text NOT NULL,
  status text NOT NULL,
  evaluated_at ${exact} NOT NULL,
  ${actorColumns('evaluated_by')},
  supersedes ${exact},
  trigger_kind text NOT NULL,
  payload_hash text NOT NULL,
  hash ${exact} NOT NULL,
  ${constraint(names, 'evaluations_key', 'PRIMARY KEY (policy_id, id)')},
  ${constraint(names, 'evaluations_subject', subjectIsWhole)},
  ${constraint(names, 'evaluations_schema', 'CHECK ((schema_name IS NULL) = (schema_hash IS NULL))')},
  ${actorChecks(names, 'evaluations', 'evaluated_by')},
  ${constraint(names, 'evaluations_version', versionIsThere)}
)`;
}

function payloadsTable(names: TableNames): string {
  return `CREATE TABLE ${names.payloads} (
  policy_id ${exact} NOT NULL,
  evaluation_id ${exact} NOT NULL,
  salt text NOT NULL,
  input_json text NOT NULL,
  decision_json text NOT NULL,
  ${constraint(names, 'payloads_key', 'PRIMARY KEY (policy_id, evaluation_id)')},
  ${evaluationKey(names, 'payloads')}
)`;
}

function violationsTable(names: TableNames): string {
  return `CREATE TABLE ${names.violations} (
  policy_id ${exact} NOT NULL,
  evaluation_id ${exact} NOT NULL,
  position integer NOT NULL,
  rule_id ${exact} NOT NULL,
  rule_name text NOT NULL,
  severity text NOT NULL,
  effect text NOT NULL,
  threshold_value text,
  actual_value text,
  message text NOT NULL,
  suggested_resolution text,
  required_approval text,
  ${constraint(names, 'violations_key', 'PRIMARY KEY (policy_id, evaluation_id, position)')},
  ${constraint(names, 'violations_position', 'CHECK (position > 0)')},
  ${evaluationKey(names, 'violations')}
)`;
}

function reviewsTable(names: TableNames): string {
  return `CREATE TABLE ${names.reviews} (
  policy_id ${exact} NOT NULL,
  evaluation_id ${exact} NOT NULL,
  sequence integer NOT NULL,
  request_id ${exact} NOT NULL,
  rule_id ${exact} NOT NULL,
  verdict text NOT NULL,
  reviewed_as text,
  ${actorColumns('reviewed_by')},
  reason text,
  reviewed_at ${exact} NOT NULL,
  expires_at ${exact},
  up_to text,
  previous_hash ${exact} NOT NULL,
  hash ${exact} NOT NULL,
  ${constraint(names, 'reviews_key', 'PRIMARY KEY (policy_id, evaluation_id, sequence)')},
  ${constraint(names, 'reviews_sequence', 'CHECK (sequence > 0)')},
  ${actorChecks(names, 'reviews', 'reviewed_by')},
  ${evaluationKey(names, 'reviews')}
)`;
}

function erasuresTable(names: TableNames): string {
  return `CREATE TABLE ${names.erasures} (
  policy_id ${exact} NOT NULL,
  evaluation_id ${exact} NOT NULL,
  erased_at ${exact} NOT NULL,
  ${actorColumns('erased_by')},
  reason text,
  hash ${exact} NOT NULL,
  ${constraint(names, 'erasures_key', 'PRIMARY KEY (policy_id, evaluation_id)')},
  ${actorChecks(names, 'erasures', 'erased_by')},
  ${evaluationKey(names, 'erasures')}
)`;
}
