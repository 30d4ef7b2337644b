import { permit } from '../../access/permit.js';
import { PolicytrailError } from '../../values/error.js';
import type { DecisionContext } from '../context.js';
import { askOf, assertRecorded } from '../evaluate/evaluation-ask.js';
import { knownDecisionOptions } from '../known-options.js';
import type { EvaluateOptions, EvaluationRecorder, EvaluationResult, RecorderOptions } from '../policy-trail.js';
import { admission } from './admission.js';
import { type BatchQueue, batchQueue } from './batch-queue.js';
import { type PendingCall, recordBatch } from './record-batch.js';
import { recorderLimits } from './recorder-limits.js';

/** Judges and records in batches; see {@link EvaluationRecorder}. */
export function evaluationRecorder(context: DecisionContext, options: RecorderOptions = {}): EvaluationRecorder {
  const limits = recorderLimits(options);
  const places = admission(limits.maxPending);
  const queue: BatchQueue<PendingCall> = batchQueue(limits, (calls) => recordBatch(context, calls));
  const outstanding = new Set<Promise<unknown>>();
  let isClosed = false;
  const accept = async (policyId: string, input: unknown, passed: EvaluateOptions): Promise<EvaluationResult> => {
    const given = { ...passed };
    const waiting = permit(context, 'evaluate', [policyId, input, given]);
    if (waiting !== undefined) await waiting;
    // Where there is room the input is read before anything is awaited.
    const turn = places.enter();
    if (turn !== undefined) await turn;
    try {
      const ask = askOf(context, { ...given, policyId, input });
      return await new Promise<EvaluationResult>((resolve, reject) => queue.add({ ask, resolve, reject }));
    } finally {
      places.leave();
    }
  };
  const flush = async (): Promise<void> => {
    const stop = queue.hurry();
    await Promise.allSettled(outstanding);
    stop();
  };
  return {
    async evaluate(policyId, input, given = {}) {
      if (isClosed) throw recorderClosed();
      assertRecorded(knownDecisionOptions('evaluate', given));
      const call = accept(policyId, input, given);
      outstanding.add(call);
      try {
        return await call;
      } finally {
        outstanding.delete(call);
      }
    },
    flush,
    close() {
      isClosed = true;
      return flush();
    },
  };
}

function recorderClosed(): PolicytrailError<'store_closed'> {
  return new PolicytrailError('store_closed', 'the recorder was closed: nothing more is recorded by it', {
    operation: 'evaluate',
  });
}
