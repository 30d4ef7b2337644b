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

async function failureOf(
  subject: PolicyStoreSubject,
  options: SuiteOptions,
  run: Scenario['run'],
): Promise<{ readonly error: unknown } | undefined> {
  const places: TrackedPlace[] = [];
  const prepare = async (): Promise<Place> => {
    const place = track(await subject.prepare());
    places.push(place);
    return place;
  };
  try {
    const place = await prepare();
    const context: ScenarioContext = { place, open: place.open, prepare, options };
    await run(context);
    return undefined;
  } catch (error) {
    return { error };
  } finally {
    for (const place of places) await place.dispose();
  }
}

/** A place that remembers its stores, and closes them before it goes. May be disposed of more than once. */
type TrackedPlace = Place;

function track(place: Place): TrackedPlace {
  const stores = new Set<PolicyStore>();
  let isDisposed = false;
  const { openFaulty } = place;
  const remember = (store: PolicyStore): PolicyStore => {
    stores.add(store);
    return store;
  };
  return {
    open: async () => remember(await place.open()),
    ...(openFaulty && {
      openFaulty: async (plan) => {
        const faulty = await openFaulty(plan);
        remember(faulty.store);
        return faulty;
      },
    }),
    async dispose() {
      if (isDisposed) return;
      isDisposed = true;
      // What closing fails with is no scenario's business but that of the lifecycle group.
      for (const store of stores) await store.close().catch(() => undefined);
      await place.dispose();
    },
  };
}
