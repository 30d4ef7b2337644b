import type { StoredEvaluation, WriteOutcome } from '@policytrail/core';
import {
  erasureColumns,
  erasureValues,
  evaluationColumns,
  evaluationValues,
  payloadColumns,
  toWholeEvaluation,
  violationColumns,
  violationValues,
} from '@policytrail/core/sql';
import { ask, type Batch, keyOf, type PendingEvaluation } from '../batch/batch.js';
import { fitting } from '../rows/fitting.js';
import { insertRows } from '../rows/insert-rows.js';

/**
 * Inserts evaluations, many at once. One that another writer recorded since it was looked for is recognised instead, and its
 * outcome changed.
 */
export async function insertEvaluations(batch: Batch, pending: readonly PendingEvaluation[]): Promise<void> {
  const [first] = pending;
  if (first === undefined) return;
  const { policyId, evaluation } = first.write;
  const which = pending.length === 1 ? 'evaluation' : `one of ${pending.length} evaluations from`;
  await fitting(`${which} \`${evaluation.id}\``, policyId, async () => {
    const added = await insertNew(batch, pending);
    await insertBesides(batch, added);
    if (added.length < pending.length) await recogniseRest(batch, pending, added);
  });
}

async function insertNew(
  { session, connection: { names } }: Batch,
  pending: readonly PendingEvaluation[],
): Promise<readonly PendingEvaluation[]> {
  const target = {
    table: names.evaluations,
    columns: evaluationColumns,
    ending: ' ON CONFLICT (policy_id, id) DO NOTHING RETURNING policy_id, id',
  };
  const results = await insertRows(
    session,
    target,
    pending.map(({ write }) => evaluationValues(write.evaluation)),
  );
  const rows = results.flatMap((result) => result.rows) as { readonly policy_id: string; readonly id: string }[];
  if (rows.length === pending.length) return pending;
  const added = new Set(rows.map(({ policy_id, id }) => keyOf(policy_id, id)));
  return pending.filter(({ write }) => added.has(keyOf(write.policyId, write.evaluation.id)));
}

// The payload last: nothing can be put beside an evaluation that has it.
async function insertBesides(
  { session, connection: { names } }: Batch,
  added: readonly PendingEvaluation[],
): Promise<void> {
  const violations = added.flatMap(({ write: { evaluation, violations: found } }) =>
    found.map((violation, index) => violationValues(evaluation, index + 1, violation)),
  );
  await insertRows(session, { table: names.violations, columns: violationColumns }, violations);
  const payloads = added.flatMap(({ write: { policyId, evaluation } }) =>
    evaluation.payload === null
      ? []
      : [
          [
            policyId,
            evaluation.id,
            evaluation.payload.salt,
            evaluation.payload.inputJson,
            evaluation.payload.decisionJson,
          ],
        ],
  );
  await insertRows(session, { table: names.payloads, columns: payloadColumns }, payloads);
  const erasures = added.flatMap(({ write }) => (write.evaluation.erasure === null ? [] : [write.evaluation.erasure]));
  await insertRows(session, { table: names.erasures, columns: erasureColumns }, erasures.map(erasureValues));
}

async function recogniseRest(
  batch: Batch,
  pending: readonly PendingEvaluation[],
  added: readonly PendingEvaluation[],
): Promise<void> {
  const rest = pending.filter((one) => !added.includes(one));
  const stored = await readStored(batch, rest);
  for (const { write, index } of rest) {
    const evaluation = stored.get(keyOf(write.policyId, write.evaluation.id));
    if (evaluation === undefined) throw new TypeError('what is in the way of an insert is there to be read');
    ask(() => write.recognise(evaluation));
    const outcome: WriteOutcome = { kind: 'evaluation', status: 'already_stored', evaluation };
    batch.outcomes[index] = outcome;
  }
}

async function readStored(
  { session, connection }: Batch,
  rest: readonly PendingEvaluation[],
): Promise<ReadonlyMap<string, StoredEvaluation>> {
  const { rows } = await session.query(connection.read.records.evaluations, [
    rest.map(({ write }) => write.policyId),
    rest.map(({ write }) => write.evaluation.id),
  ]);
  return new Map(
    rows.map(toWholeEvaluation).map((evaluation) => [keyOf(evaluation.policyId, evaluation.id), evaluation] as const),
  );
}
