import { type EvaluationRecorder, type PolicyTrail, PolicytrailError, type RecorderOptions } from '@policytrail/core';

type Evaluate = PolicyTrail['evaluate'];

/** Requests on the way at once. */
const mostAtOnce = 16;

/**
 * A recorder whose every call is a request of its own, some at a time: the server answers once it is durable. Of the options only
 * `maxPending` bears on it, as most requests at once.
 */
export function remoteRecorder(
  evaluate: Evaluate,
  { maxPending = mostAtOnce }: RecorderOptions = {},
): EvaluationRecorder {
  const waiting: (() => void)[] = [];
  const outstanding = new Set<Promise<unknown>>();
  const places = Math.min(Math.max(1, maxPending), mostAtOnce);
  let taken = 0;
  let isClosed = false;
  const enter = async (): Promise<void> => {
    if (taken < places) taken += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) taken -= 1;
    else next();
  };
  const inTurn: Evaluate = async (...given) => {
    await enter();
    try {
      return await evaluate(...given);
    } finally {
      leave();
    }
  };
  const flush = async (): Promise<void> => void (await Promise.allSettled(outstanding));
  return {
    async evaluate(...given) {
      if (isClosed) throw closed();
      const call = inTurn(...given);
      outstanding.add(call);
      return call.finally(() => outstanding.delete(call));
    },
    flush,
    close() {
      isClosed = true;
      return flush();
    },
  };
}

function closed(): PolicytrailError<'store_closed'> {
  return new PolicytrailError('store_closed', 'the recorder was closed: nothing more is recorded by it', {
    operation: 'evaluate',
  });
}
