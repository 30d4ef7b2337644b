import type {
  Erasure,
  EvaluationHeader,
  EvaluationPayload,
  ReviewedEvaluation,
  StoredEvaluation,
  WholeEvaluation,
} from '@policytrail/core';
import type { Reading } from '../../database/tables.js';
import { together } from '../../database/transaction.js';
import { orderKey } from '../../keys/order-key.js';
import { afterAll, between, under } from '../../keys/range.js';
import { evaluationKey } from '../../keys/row-key.js';
import { firstRows } from '../pages.js';

export async function readEvaluation(
  transaction: Reading,
  policyId: string,
  id: string,
): Promise<StoredEvaluation | undefined> {
  const header = await transaction.objectStore('evaluations').get(evaluationKey(policyId, id));
  return header && withPayload(transaction, header);
}

/** An evaluation with all its reviews. */
export async function readReviewed(
  transaction: Reading,
  policyId: string,
  id: string,
): Promise<ReviewedEvaluation | undefined> {
  const [evaluation, reviews] = await together([
    () => readEvaluation(transaction, policyId, id),
    () => transaction.objectStore('reviews').getAll(under(...evaluationKey(policyId, id))),
  ]);
  return evaluation && { evaluation, reviews };
}

/** The evaluation of a header: with its payload, or with what says that it was erased. */
export async function withPayload(transaction: Reading, header: EvaluationHeader): Promise<StoredEvaluation> {
  const key = evaluationKey(header.policyId, header.id);
  const [payload, erasure] = await together([
    () => transaction.objectStore('payloads').get(key),
    () => transaction.objectStore('erasures').get(key),
  ]);
  return storedEvaluation(header, payload, erasure);
}

/** Whole evaluations after an id, in code point order of the ids. Each table is read once, as far as the page reaches. */
export async function readEvaluations(
  transaction: Reading,
  { policyId, after, limit }: { readonly policyId: string; readonly after?: string; readonly limit: number },
): Promise<readonly WholeEvaluation[]> {
  const policy = orderKey(policyId);
  const lower = after === undefined ? { key: [policy] } : { key: afterAll([policy, orderKey(after)]) };
  const headers = await firstRows(
    transaction.objectStore('evaluations'),
    between(lower, { key: afterAll([policy]) }),
    limit,
  );
  const last = headers.at(-1);
  if (last === undefined) return [];
  const range = between(lower, { key: afterAll([policy, orderKey(last.id)]) });
  const [payloads, erasures, violations, reviews] = await together([
    () => transaction.objectStore('payloads').getAll(range),
    () => transaction.objectStore('erasures').getAll(range),
    () => transaction.objectStore('violations').getAll(range),
    () => transaction.objectStore('reviews').getAll(range),
  ]);
  const byId = { payloads: grouped(payloads), erasures: grouped(erasures) };
  const besides = { violations: grouped(violations), reviews: grouped(reviews) };
  return headers.map((header) => ({
    evaluation: storedEvaluation(header, byId.payloads.get(header.id)?.[0], byId.erasures.get(header.id)?.[0]),
    reviews: besides.reviews.get(header.id) ?? [],
    violations: (besides.violations.get(header.id) ?? []).map(
      ({ policyId: _policyId, evaluationId: _evaluationId, ...violation }) => violation,
    ),
  }));
}

function storedEvaluation(
  header: EvaluationHeader,
  payload: EvaluationPayload | undefined,
  erasure: Erasure | undefined,
): StoredEvaluation {
  return { ...header, payload: payload === undefined ? null : payloadOf(payload), erasure: erasure ?? null };
}

function payloadOf({ salt, inputJson, decisionJson }: EvaluationPayload): EvaluationPayload {
  return { salt, inputJson, decisionJson };
}

function grouped<Row extends { readonly evaluationId: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.evaluationId);
    if (group === undefined) groups.set(row.evaluationId, [row]);
    else group.push(row);
  }
  return groups;
}
