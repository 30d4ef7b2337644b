import type { DecisionStatus } from '../../../record/decision.js';
import type { EvaluationTrigger } from '../../../record/evaluation.js';
import type { EvaluationPayload, StoredEvaluation } from '../../port.js';
import { actorColumns, toActor } from './actor.js';
import type { ColumnValue } from './column-value.js';
import { erasureBeside } from './erasure-row.js';

/** Columns of an evaluation, in the order of {@link evaluationValues}. */
export const evaluationColumns: string =
  'policy_id, id, subject_type, subject_id, subject_version, policy_version, policy_label, policy_title, ' +
  'version_request_id, content_hash, schema_name, schema_hash, engine, status, evaluated_at, evaluated_by, ' +
  'evaluated_by_kind, evaluated_by_name, on_behalf_of, on_behalf_of_name, supersedes, trigger_kind, payload_hash, hash';

/** The columns of a payload that are erased. */
export const payloadTexts: readonly string[] = ['salt', 'input_json', 'decision_json'];

export const payloadColumns: string = `policy_id, evaluation_id, ${payloadTexts.join(', ')}`;

interface EvaluationRow {
  readonly policy_id: string;
  readonly id: string;
  readonly subject_type: string | null;
  readonly subject_id: string | null;
  readonly subject_version: string | null;
  readonly policy_version: number | bigint;
  readonly policy_label: string | null;
  readonly policy_title: string | null;
  readonly version_request_id: string;
  readonly content_hash: string;
  readonly schema_name: string | null;
  readonly schema_hash: string | null;
  readonly engine: string;
  readonly status: string;
  readonly evaluated_at: string;
  readonly evaluated_by: string | null;
  readonly evaluated_by_kind: string | null;
  readonly evaluated_by_name: string | null;
  readonly on_behalf_of: string | null;
  readonly on_behalf_of_name: string | null;
  readonly supersedes: string | null;
  readonly trigger_kind: string;
  readonly payload_hash: string;
  readonly hash: string;
}

interface PayloadRow {
  /** Null where there is no row; spaces where it was erased. */
  readonly salt: string | null;
  readonly input_json: string;
  readonly decision_json: string;
}

/** What a statement for an evaluation with payload and erasure beside it got: a row, or undefined for none. */
export function toStoredEvaluation(row: unknown): StoredEvaluation | undefined {
  return row === undefined ? undefined : toWholeEvaluation(row);
}

/** A row of an evaluation with payload and erasure beside it. */
export function toWholeEvaluation(columns: unknown): StoredEvaluation {
  const row = columns as EvaluationRow;
  const { evaluated_by: by, evaluated_by_kind: kind, evaluated_by_name: name } = row;
  return {
    policyId: row.policy_id,
    id: row.id,
    subject: subjectOf(row),
    policyVersion: Number(row.policy_version),
    policyLabel: row.policy_label,
    policyTitle: row.policy_title,
    versionRequestId: row.version_request_id,
    contentHash: row.content_hash,
    schema: schemaOf(row),
    engine: row.engine,
    status: row.status as DecisionStatus,
    evaluatedAt: row.evaluated_at,
    by: toActor([by, kind, name, row.on_behalf_of, row.on_behalf_of_name]),
    supersedes: row.supersedes,
    trigger: row.trigger_kind as EvaluationTrigger,
    payloadHash: row.payload_hash,
    hash: row.hash,
    payload: payloadOf(columns as PayloadRow),
    erasure: erasureBeside(columns),
  };
}

/** What is bound for {@link evaluationColumns}. */
export function evaluationValues(evaluation: StoredEvaluation): ColumnValue[] {
  const { subject, schema } = evaluation;
  const [id, kind, name, onBehalfOf, onBehalfOfName] = actorColumns(evaluation.by);
  return [
    evaluation.policyId,
    evaluation.id,
    subject?.type ?? null,
    subject?.id ?? null,
    subject?.version ?? null,
    evaluation.policyVersion,
    evaluation.policyLabel,
    evaluation.policyTitle,
    evaluation.versionRequestId,
    evaluation.contentHash,
    schema?.name ?? null,
    schema?.contentHash ?? null,
    evaluation.engine,
    evaluation.status,
    evaluation.evaluatedAt,
    id,
    kind,
    name,
    onBehalfOf,
    onBehalfOfName,
    evaluation.supersedes,
    evaluation.trigger,
    evaluation.payloadHash,
    evaluation.hash,
  ];
}

function subjectOf({ subject_type: type, subject_id: id, subject_version: version }: EvaluationRow) {
  return type === null || id === null || version === null ? null : { type, id, version };
}

function schemaOf({ schema_name: name, schema_hash: contentHash }: EvaluationRow) {
  return name === null || contentHash === null ? null : { name, contentHash };
}

function payloadOf({ salt, input_json: inputJson, decision_json: decisionJson }: PayloadRow): EvaluationPayload | null {
  if (salt === null || isErased([salt, inputJson, decisionJson])) return null;
  return { salt, inputJson, decisionJson };
}

// No document is of spaces alone, so the second look is rare.
function isErased(texts: readonly string[]): boolean {
  return texts.every((text) => text.startsWith(' ') && text.trimStart() === '');
}
