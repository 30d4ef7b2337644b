import type { PolicyStore } from '@policytrail/core';
import type { Scenario, ScenarioContext, SuiteOptions } from './scenario.js';
import type { Place, PolicyStoreSubject } from './subject.js';

/** `gap`: failed as declared. `healed`: declared as a gap, and passed: take it off the list. */
export type ScenarioResult =
  | { readonly id: string; readonly promise: string; readonly status: 'passed' }
  | { readonly id: string; readonly promise: string; readonly status: 'failed'; readonly error: unknown }
  | {
      readonly id: string;
      readonly promise: string;
      readonly status: 'gap';
      readonly reason: string;
      readonly error: unknown;
    }
  | { readonly id: string; readonly promise: string; readonly status: 'healed'; readonly reason: string };

/** Plays one scenario on a subject, in a place of its own, and judges it against the subject's declared gaps. */
export async function runScenario(
  { id, promise, run }: Scenario,
  subject: PolicyStoreSubject,
  options: SuiteOptions,
): Promise<ScenarioResult> {
  const reason = subject.gaps?.[id];
  const failure = await failureOf(subject, options, run);
  if (failure === undefined) {
    return reason === undefined ? { id, promise, status: 'passed' } : { id, promise, status: 'healed', reason };
  }
  const { error } = failure;
  return reason === undefined
    ? { id, promise, status: 'failed', error }
    : { id, promise, status: 'gap', reason, error };
}

interface Failure {
  readonly error: unknown;
}

async function failureOf(
  subject: PolicyStoreSubject,
  options: SuiteOptions,
  run: Scenario['run'],
): Promise<Failure | undefined> {
  const places: Place[] = [];
  const prepare = async (): Promise<Place> => {
    const place = track(await subject.prepare());
    places.push(place);
    return place;
  };
  const failure = await failureIn(async () => {
    const place = await prepare();
    const context: ScenarioContext = { place, open: place.open, prepare, options };
    await run(context);
  });
  const leftover = await failureIn(async () => {
    for (const place of places) await place.dispose();
  });
  return failure ?? leftover;
}

async function failureIn(work: () => Promise<void>): Promise<Failure | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** The same place, which closes its stores before it goes, and may be disposed of more than once. */
function track(place: Place): Place {
  const stores: PolicyStore[] = [];
  let isDisposed = false;
  const { openFaulty } = place;
  const open = async (): Promise<PolicyStore> => {
    const store = await place.open();
    stores.push(store);
    return store;
  };
  const dispose = async (): Promise<void> => {
    if (isDisposed) return;
    isDisposed = true;
    // What closing fails with is no scenario's business but that of the lifecycle group.
    for (const store of stores) await store.close().catch(() => undefined);
    await place.dispose();
  };
  if (openFaulty === undefined) return { open, dispose };
  return {
    open,
    dispose,
    async openFaulty(plan) {
      const faulty = await openFaulty(plan);
      stores.push(faulty.store);
      return faulty;
    },
  };
}
