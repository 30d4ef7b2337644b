import { type Subject, subjectKeyOf } from '../../policy/pin.js';
import { decisionStatuses } from '../../record/decision.js';
import type { EvaluationCursor, EvaluationFilter, ReviewedEvaluation } from '../../storage/port.js';
import { toEvaluation, toListedEvaluation } from '../../storage/stored-evaluation.js';
import type { TrailContext } from '../../trail/context.js';
import { limitOf } from '../../trail/read/history.js';
import { assertVersionNumber } from '../../trail/read/require.js';
import { invalidArgument } from '../../values/error.js';
import { assertPolicyId, assertText } from '../../values/id.js';
import { parseInstant } from '../../values/instant.js';
import { evaluationIdOf } from '../evaluate/evaluation-ask.js';
import { knownDecisionOptions } from '../known-options.js';
import type { EvaluationList, EvaluationsFilter, EvaluationsQuery, ReviewedRecord } from '../policy-trail.js';
import { effectiveNow } from './effective-now.js';

export async function evaluation(
  context: TrailContext,
  policyId: string,
  id: string,
): Promise<ReviewedRecord | undefined> {
  assertPolicyId(policyId);
  const found = await context.store.readEvaluation(policyId, evaluationIdOf(id));
  return found === undefined ? undefined : reviewedRecord(context, found);
}

/** One page of a policy's evaluations, newest first. */
export async function evaluations(
  { store }: TrailContext,
  policyId: string,
  { limit, before, filter }: EvaluationsQuery = {},
): Promise<EvaluationList> {
  assertPolicyId(policyId);
  const page = await store.listEvaluations({
    policyId,
    limit: limitOf(limit),
    ...(before === undefined ? {} : { before: cursorOf(before) }),
    ...(filter === undefined ? {} : { filter: checkedFilter(knownDecisionOptions('filter', filter)) }),
  });
  return { evaluations: page.evaluations.map(toListedEvaluation), total: page.total };
}

/** A whole evaluation as a cursor would do, too: only its place is read. Throws `invalid_argument`. */
export function cursorOf({ evaluatedAt, id }: EvaluationCursor): EvaluationCursor {
  return { evaluatedAt: parseInstant(evaluatedAt, 'before.evaluatedAt'), id: evaluationIdOf(id) };
}

/** A subject as a filter: without a version it means all of its versions. Throws `invalid_argument`. */
export function subjectFilter(subject: Subject): NonNullable<EvaluationFilter['subject']> {
  const { type, id, version } = subjectKeyOf(subject);
  return subject.version === undefined ? { type, id } : { type, id, version };
}

function reviewedRecord(context: TrailContext, { evaluation, reviews }: ReviewedEvaluation): ReviewedRecord {
  const record = toEvaluation(evaluation);
  return Object.assign(record, { reviews, effective: effectiveNow(context, record, reviews) });
}

function checkedFilter(filter: EvaluationsFilter): EvaluationFilter {
  const { subject, status, ruleId, policyVersion, from, to } = filter;
  if (status !== undefined && !decisionStatuses.includes(status)) {
    throw invalidArgument(`filter.status must be one of ${decisionStatuses.join(', ')}`, { argument: 'filter.status' });
  }
  if (ruleId !== undefined) assertText('filter.ruleId', ruleId, { maxLength: 200 });
  if (policyVersion !== undefined) assertVersionNumber('filter.policyVersion', policyVersion);
  return {
    ...(subject === undefined ? {} : { subject: subjectFilter(subject) }),
    ...(status === undefined ? {} : { status }),
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(policyVersion === undefined ? {} : { policyVersion }),
    ...(from === undefined ? {} : { from: parseInstant(from, 'filter.from') }),
    ...(to === undefined ? {} : { to: parseInstant(to, 'filter.to') }),
  };
}
