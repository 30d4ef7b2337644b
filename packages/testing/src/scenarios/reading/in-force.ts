import type { StoredVersion } from '@policytrail/core';
import { assertEqual } from '../../evidence/assert.js';
import { bareHead, headerOf } from '../../evidence/head.js';
import { later } from '../../samples/clock.js';
import { aVersion } from '../../samples/version.js';
import { storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const start = '2025-10-01T10:00:00.000Z';
const day = (days: number): string => later(start, days * 86_400_000);

/** A version, by the days on which it is created and takes effect. */
interface Plan {
  readonly created: number;
  readonly effective?: number;
  readonly withdraws?: number;
}

interface InForceCase {
  readonly id: string;
  readonly promise: string;
  readonly plans: readonly Plan[];
  /** Day to number of the version in force then. */
  readonly inForce: readonly (readonly [day: number, version: number | undefined])[];
  /** The numbers in the head's timeline. */
  readonly timeline: readonly number[];
}

const cases: readonly InForceCase[] = [
  {
    id: 'latest',
    promise: 'has each version in force from its own instant until the next',
    plans: [{ created: 0 }, { created: 2 }, { created: 4 }],
    inForce: [
      [-1, undefined],
      [0, 1],
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 3],
      [400, 3],
    ],
    timeline: [3],
  },
  {
    id: 'same-instant',
    promise: 'has the highest number in force where several take effect at once',
    plans: [{ created: 0 }, { created: 0 }, { created: 0 }],
    inForce: [
      [-1, undefined],
      [0, 3],
      [1, 3],
    ],
    timeline: [3],
  },
  {
    id: 'plan',
    promise: 'keeps a planned version back until its day',
    plans: [{ created: 0 }, { created: 1, effective: 10 }],
    inForce: [
      [1, 1],
      [9, 1],
      [10, 2],
      [11, 2],
    ],
    timeline: [1, 2],
  },
  {
    id: 'plan-overrules',
    promise: 'lets a plan overrule a version that was saved after it',
    plans: [{ created: 0 }, { created: 1, effective: 10 }, { created: 2 }],
    inForce: [
      [1, 1],
      [2, 3],
      [9, 3],
      [10, 2],
      [400, 2],
    ],
    timeline: [2, 3],
  },
  {
    id: 'plans-out-of-order',
    promise: 'lets plans take effect by their dates, not by their numbers',
    plans: [
      { created: 0 },
      { created: 1, effective: 30 },
      { created: 2, effective: 10 },
      { created: 3, effective: 20 },
    ],
    inForce: [
      [9, 1],
      [10, 3],
      [20, 4],
      [30, 2],
    ],
    timeline: [1, 2, 3, 4],
  },
  {
    id: 'plans-for-one-instant',
    promise: 'takes the highest number of two plans for one instant',
    plans: [{ created: 0 }, { created: 1, effective: 10 }, { created: 2, effective: 10 }],
    inForce: [
      [9, 1],
      [10, 3],
    ],
    timeline: [1, 2, 3],
  },
  {
    id: 'withdrawn',
    promise: 'leaves a withdrawn plan out, at every instant',
    plans: [{ created: 0 }, { created: 1, effective: 10 }, { created: 2, withdraws: 2 }],
    inForce: [
      [1, 1],
      [2, 3],
      [10, 3],
      [400, 3],
    ],
    timeline: [3],
  },
  {
    id: 'one-of-two-withdrawn',
    promise: 'withdraws only the plan that is named',
    plans: [{ created: 0 }, { created: 1, effective: 10 }, { created: 1, effective: 20 }, { created: 2, withdraws: 2 }],
    inForce: [
      [2, 4],
      [10, 4],
      [20, 3],
    ],
    timeline: [3, 4],
  },
  {
    id: 'planned-withdrawal',
    promise: 'takes a plan back at once, though the withdrawing version is planned itself',
    plans: [{ created: 0 }, { created: 1, effective: 10 }, { created: 2, effective: 5, withdraws: 2 }],
    inForce: [
      [2, 1],
      [5, 3],
      [10, 3],
    ],
    timeline: [1, 3],
  },
  {
    id: 'only-planned',
    promise: 'has nothing in force while the first version is still planned',
    plans: [
      { created: 0, effective: 10 },
      { created: 1, effective: 20 },
    ],
    inForce: [
      [0, undefined],
      [9, undefined],
      [10, 1],
      [20, 2],
    ],
    timeline: [1, 2],
  },
  {
    id: 'plan-came-true',
    promise: 'leaves what a plan that came true has replaced out of the timeline',
    plans: [{ created: 0 }, { created: 1, effective: 3 }, { created: 5, effective: 10 }],
    inForce: [
      [1, 1],
      [3, 2],
      [5, 2],
      [10, 3],
    ],
    timeline: [2, 3],
  },
];

export const inForceScenarios: readonly Scenario[] = [
  ...cases.map(({ id, promise, plans, inForce, timeline }) =>
    scenario(`in-force/${id}`, promise, async ({ open }) => {
      const store = await open();
      const versions = versionsOf(plans);
      await store.append(versions.map(storing));
      for (const [on, version] of inForce) {
        assertEqual((await store.readInForce('p', day(on)))?.version, version, `the version in force on day ${on}`);
      }
      const head = bareHead(await store.readHead('p'));
      const expected = versions.filter(({ version }) => timeline.includes(version)).map(headerOf);
      assertEqual(head?.timeline, expected, 'the timeline');
      assertEqual(head?.latest, versions.at(-1), 'the latest');
    }),
  ),

  scenario('in-force/to-the-millisecond', 'switches at the very millisecond', async ({ open }) => {
    const store = await open();
    const first = aVersion({ policyId: 'p', createdAt: start });
    const second = aVersion({ after: first, createdAt: later(start, 1) });
    await store.append([first, second].map(storing));
    assertEqual(await store.readInForce('p', later(start, -1)), undefined, 'a millisecond before the first');
    assertEqual(await store.readInForce('p', start), first, 'at the first');
    assertEqual(await store.readInForce('p', later(start, 1)), second, 'at the second');
  }),

  scenario('in-force/timeline-in-a-batch', 'shows decide the timeline as the batch has made it', async ({ open }) => {
    const store = await open();
    const seen: (readonly number[])[] = [];
    const asking = (requestId: string, sample: { effectiveAt?: string; withdraws?: number }) =>
      storingNext('p', requestId, (head) => {
        seen.push(head?.timeline.map(({ version }) => version) ?? []);
        return { createdAt: start, ...sample };
      });
    const withdrawal = asking('c', { withdraws: 2 });
    await store.append([asking('a', {}), asking('b', { effectiveAt: day(9) }), withdrawal, asking('d', {})]);
    assertEqual(seen, [[], [1], [1, 2], [3]], 'the timelines');
  }),
];

function versionsOf(plans: readonly Plan[]): readonly StoredVersion[] {
  return plans.reduce<readonly StoredVersion[]>((chain, { created, effective = created, withdraws = null }) => {
    const dates = { createdAt: day(created), effectiveAt: day(effective) };
    return [...chain, aVersion({ policyId: 'p', ...dates, withdraws, after: chain.at(-1) })];
  }, []);
}
