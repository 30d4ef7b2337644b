import { memoryStore, type PolicyStore, type PolicyTrail } from '@policytrail/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aTrail, later, type TestClock, tokens } from './kit.js';
import { addSave, addWithdrawal, inForceAt, type ModelVersion, overruled, pendingAfter } from './model.js';
import { wrapped } from './wrapped-store.js';

type Step =
  | { readonly kind: 'save'; readonly budget: number; readonly inMinutes: number | undefined }
  | { readonly kind: 'withdraw'; readonly version: number }
  | { readonly kind: 'clock'; readonly minutes: number };

// Few values and a coarse clock, so that equal policies and equal instants are common.
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('save' as const),
    budget: fc.integer({ min: 0, max: 2 }),
    inMinutes: fc.option(fc.integer({ min: -1, max: 5 }), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('withdraw' as const), version: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constant('clock' as const), minutes: fc.integer({ min: -2, max: 3 }) }),
);

async function take(trail: PolicyTrail, clock: TestClock, history: ModelVersion[], next: Step): Promise<void> {
  if (next.kind === 'clock') {
    clock.advance(next.minutes * 60_000);
    return;
  }
  const now = clock();
  const effectiveAt =
    next.kind === 'save' && next.inMinutes !== undefined ? later(now, next.inMinutes * 60_000) : undefined;
  const expected =
    next.kind === 'save' ? addSave(history, now, next.budget, effectiveAt) : addWithdrawal(history, now, next.version);
  const operation =
    next.kind === 'save'
      ? trail.save('p', tokens(next.budget), effectiveAt === undefined ? {} : { effectiveAt })
      : trail.withdraw('p', next.version);
  const answer = await operation.then(
    ({ status, version, pending }) => ({ status, version: version.version, pending }),
    () => ({ status: 'refused' }),
  );
  expect(answer).toEqual(expected);
}

async function compare(trail: PolicyTrail, now: string, history: readonly ModelVersion[]): Promise<void> {
  for (const instant of boundaries(history)) {
    expect((await trail.inForce('p', instant))?.version).toBe(inForceAt(history, instant)?.version);
  }
  const head = history.at(-1);
  const moment = head === undefined || head.createdAt < now ? now : head.createdAt;
  const inForce = inForceAt(history, moment);
  expect((await trail.current('p'))?.policy).toEqual(inForce && tokens(inForce.budget));
  const found = await trail.history('p');
  expect([found.head, found.current, found.total]).toEqual([head?.version, inForce?.version, history.length]);
  expect(
    found.versions.map(({ version, createdAt, effectiveAt, withdraws }) => ({
      version,
      createdAt,
      effectiveAt,
      withdraws,
    })),
  ).toEqual(history.map(({ budget: _, ...rest }) => rest).toReversed());
  expect((await trail.planned('p')).map(({ version, overrules }) => [version.version, overrules])).toEqual(
    pendingAfter(history, moment)
      .toSorted((one, other) => one.effectiveAt.localeCompare(other.effectiveAt) || one.version - other.version)
      .map((plan) => [plan.version, overruled(history, plan, moment)]),
  );
}

function boundaries(history: readonly ModelVersion[]): readonly string[] {
  const instants = history.flatMap(({ createdAt, effectiveAt }) => [createdAt, effectiveAt]);
  return [...new Set(instants.flatMap((instant) => [later(instant, -1), instant, later(instant, 1)]))];
}

function following(aStore: () => PolicyStore) {
  return fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
    const { trail, clock } = aTrail({ store: aStore() });
    const history: ModelVersion[] = [];
    for (const next of steps) {
      await take(trail, clock, history, next);
      await compare(trail, clock(), history);
    }
    expect((await trail.verifyAll()).problems).toEqual([]);
  });
}

// As the systems that know no plans: what was saved last is in force.
function newestInForce(): PolicyStore {
  const store = memoryStore();
  return wrapped(store, { readInForce: async (policyId) => (await store.readHead(policyId))?.latest });
}

describe('what is in force', () => {
  it('is what a plain model says, after any saves, plans, withdrawals and clock steps', async () => {
    await fc.assert(following(memoryStore), { seed: 20_251_001, numRuns: 120 });
  });

  it('is told apart by the model from what was saved last', async () => {
    const broken = await fc.check(following(newestInForce), { seed: 20_251_001, numRuns: 20, endOnFailure: true });
    expect(broken.failed).toBe(true);
  });
});
