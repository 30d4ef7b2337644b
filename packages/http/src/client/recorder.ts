import { type EvaluationRecorder, type PolicyTrail, PolicytrailError, type RecorderOptions } from '@policytrail/core';

type Evaluate = PolicyTrail['evaluate'];

/** Requests on the way at once. */
const mostAtOnce = 16;
/** Options of a recorder that writes in batches, which this one does not. */
const meaningless: readonly string[] = ['batchSize', 'maxDelayMilliseconds', 'timer'];

/**
 * A recorder whose every call is a request of its own, some at a time: the server answers once it is durable. Of the options only
 * `maxPending` bears on it, as most requests at once.
 */
export function remoteRecorder(evaluate: Evaluate, options: RecorderOptions = {}): EvaluationRecorder {
  const waiting: (() => void)[] = [];
  const outstanding = new Set<Promise<unknown>>();
  const places = placesOf(options);
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

function placesOf({ maxPending = mostAtOnce, ...others }: RecorderOptions): number {
  const stranger = Object.keys(others).find((name) => !meaningless.includes(name));
  if (stranger !== undefined) throw unfit(stranger, `evaluationRecorder has no option \`${stranger}\``);
  if (Number.isSafeInteger(maxPending) && maxPending >= 1) return Math.min(maxPending, mostAtOnce);
  throw unfit('maxPending', 'maxPending must be a whole number from 1');
}

function unfit(argument: string, message: string): PolicytrailError<'invalid_argument'> {
  return new PolicytrailError('invalid_argument', message, { argument });
}

function closed(): PolicytrailError<'store_closed'> {
  return new PolicytrailError('store_closed', 'the recorder was closed: nothing more is recorded by it', {
    operation: 'evaluate',
  });
}
