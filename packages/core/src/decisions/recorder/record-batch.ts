import { isPolicytrailError } from '../../values/error.js';
import type { DecisionContext } from '../context.js';
import type { EvaluationAsk } from '../evaluate/evaluation-ask.js';
import { type PreparedEvaluation, prepare } from '../evaluate/prepare.js';
import { appendEvaluations, resultOf } from '../evaluate/record.js';
import { versionReader } from '../judge/version-reader.js';
import type { EvaluationResult } from '../policy-trail.js';

/** One call that waits for its evaluation to be durable. */
export interface PendingCall {
  readonly ask: EvaluationAsk;
  readonly resolve: (result: EvaluationResult) => void;
  readonly reject: (error: unknown) => void;
}

interface JudgedCall extends PendingCall {
  readonly prepared: PreparedEvaluation;
}

/**
 * Judges and stores calls in one transaction and settles each of them; never rejects. A call that can't be judged, or
 * whose id stands for something else, is rejected alone. An unknown outcome is asked for once more with the same ids.
 */
export async function recordBatch(context: DecisionContext, calls: readonly PendingCall[]): Promise<void> {
  let rest = await judgeAll(context, calls);
  for (let isRetry = false; rest.length > 0; ) {
    const refusals = new Map<unknown, JudgedCall>();
    try {
      await store(context, rest, refusals);
      return;
    } catch (error) {
      const refused = refusals.get(error);
      if (refused !== undefined) {
        refused.reject(error);
        rest = rest.filter((call) => call !== refused);
      } else if (isPolicytrailError(error, 'outcome_unknown') && !isRetry) {
        isRetry = true;
      } else {
        for (const { reject } of rest) reject(error);
        return;
      }
    }
  }
}

async function judgeAll(context: DecisionContext, calls: readonly PendingCall[]): Promise<readonly JudgedCall[]> {
  const reader = versionReader(context.store);
  const judged: JudgedCall[] = [];
  for (const call of calls) {
    try {
      judged.push({ ...call, prepared: await prepare(context, reader, call.ask) });
    } catch (error) {
      call.reject(error);
    }
  }
  return judged;
}

// `refusals` tells whose id stood for something else, by the error that the transaction fails with.
async function store(
  context: DecisionContext,
  calls: readonly JudgedCall[],
  refusals: Map<unknown, JudgedCall>,
): Promise<void> {
  const writes = calls.map((call) => ({
    ...call.prepared.write,
    recognise: noting(call.prepared.write.recognise, (error) => refusals.set(error, call)),
  }));
  const outcomes = await appendEvaluations(
    context,
    calls.map(({ prepared }) => prepared),
    writes,
  );
  for (const [index, { prepared, resolve, reject }] of calls.entries()) {
    resultOf(context, prepared, outcomes[index]).then(resolve, reject);
  }
}

function noting<Row>(check: (row: Row) => void, onError: (error: unknown) => void): (row: Row) => void {
  return (row) => {
    try {
      check(row);
    } catch (error) {
      onError(error);
      throw error;
    }
  };
}
