const longestStretchMilliseconds = 6;

/** Asked within a long walk: a promise to await where the page needs a turn, undefined while there is time left. */
export type Pace = () => Promise<void> | undefined;

/** A pace that gives the page a turn every 6 ms. */
export function createPace(): Pace {
  let startedAt = performance.now();
  return () => {
    if (performance.now() - startedAt < longestStretchMilliseconds) return undefined;
    return giveTurn().then(() => {
      startedAt = performance.now();
    });
  };
}

/** Takes all steps, with a turn for the page whenever `pace` says so. */
export async function takeSteps<Result>(steps: Iterator<unknown, Result>, pace: Pace): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const pause = pace();
    if (pause !== undefined) await pause;
  }
}

interface YieldingScheduler {
  yield?(): Promise<void>;
}

function giveTurn(): Promise<void> {
  const { scheduler } = globalThis as { readonly scheduler?: YieldingScheduler };
  if (scheduler?.yield !== undefined) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
