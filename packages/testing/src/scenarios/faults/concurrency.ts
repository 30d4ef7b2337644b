import type { PolicyHead, PolicyStore, WriteOutcome } from '@policytrail/core';
import { assertEqual, assertThat } from '../../evidence/assert.js';
import { assertChain } from '../../evidence/chain.js';
import { readChain } from '../../evidence/contents.js';
import { anErasure } from '../../samples/erasure.js';
import { anEvaluation } from '../../samples/evaluation.js';
import { reviewsOf } from '../../samples/review.js';
import { aVersion } from '../../samples/version.js';
import { erasing, pinningHead, recording, reviewingNext, storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const rivals = Array.from({ length: 16 }, (_, index) => index);
const subject = { type: 'run', id: 'run-1', version: '' };

/** What 16 rivals do at once, each through the store that is dealt to it. */
interface Rivalry {
  readonly id: string;
  readonly promise: string;
  readonly run: (stores: readonly PolicyStore[]) => Promise<void>;
}

const rivalries: readonly Rivalry[] = [
  {
    id: 'rivals',
    promise: 'numbers what 16 rivals write at once without gap or double',
    async run(stores) {
      const own = stores.map(async (store, rival) => {
        const outcomes: WriteOutcome[] = [];
        for (let turn = 0; turn < 5; turn++)
          outcomes.push(...(await store.append([storingNext('p', `${rival}-${turn}`)])));
        return outcomes;
      });
      const acknowledged = (await Promise.all(own)).flat();
      const chain = await readChain(first(stores), 'p');
      assertEqual(chain.length, rivals.length * 5, 'the versions');
      assertChain(chain, 'the chain');
      assertAcknowledged(acknowledged, chain);
    },
  },
  {
    id: 'one-request',
    promise: 'stores a request once that 16 rivals send at once',
    async run(stores) {
      const outcomes = (await Promise.all(stores.map((store) => store.append([storingNext('p', 'same')])))).flat();
      assertEqual(countOf(outcomes, 'appended'), 1, 'the rivals who appended');
      assertEqual(countOf(outcomes, 'already_stored'), rivals.length - 1, 'the rivals who were told so');
      assertEqual((await readChain(first(stores), 'p')).length, 1, 'the versions');
    },
  },
  {
    id: 'one-pin',
    promise: 'pins a subject once that 16 rivals pin at once',
    async run(stores) {
      await first(stores).append([storingNext('p', 'a')]);
      const batchOf = (rival: number) => [storingNext('p', `${rival}`), pinningHead('p', { subject })];
      const outcomes = (await Promise.all(stores.map((store, rival) => store.append(batchOf(rival))))).flat();
      const pins = outcomes.flatMap((outcome) => (outcome.kind === 'pin' ? [outcome] : []));
      assertEqual(countOf(pins, 'appended'), 1, 'the rivals who pinned');
      assertEqual(new Set(pins.map(({ pin }) => pin.hash)).size, 1, 'the pins that the rivals were told of');
    },
  },
  {
    id: 'one-first',
    promise: 'lets one of 16 rivals create a policy that must not exist yet',
    async run(stores) {
      const creating = stores.map((store, rival) => {
        const write = storingNext('p', `${rival}`);
        const decide = (head: PolicyHead | undefined) => (head === undefined ? write.decide(head) : undefined);
        return store.append([{ ...write, decide }]);
      });
      const outcomes = (await Promise.all(creating)).flat();
      assertEqual(countOf(outcomes, 'appended'), 1, 'the rivals who created it');
      assertEqual(countOf(outcomes, 'declined'), rivals.length - 1, 'the rivals who came too late');
    },
  },
  {
    id: 'one-label',
    promise: 'gives a label to one of 16 rivals',
    async run(stores) {
      const labelling = stores.map((store, rival) =>
        store.append([storingNext('p', `${rival}`, () => ({ label: 'v1' }))]),
      );
      const settled = await Promise.allSettled(labelling);
      const refused = settled.flatMap((one) =>
        one.status === 'rejected' ? [Reflect.get(Object(one.reason), 'code')] : [],
      );
      assertEqual(refused, Array(rivals.length - 1).fill('label_taken'), 'what the others were told');
      assertEqual((await readChain(first(stores), 'p')).length, 1, 'the versions');
    },
  },
];

const reviewed = aVersion({ policyId: 'p' });
const evaluation = anEvaluation(reviewed);

const recordRivalries: readonly Rivalry[] = [
  {
    id: 'one-evaluation',
    promise: 'records an evaluation once that 16 rivals record at once',
    async run(stores) {
      await first(stores).append([storing(reviewed)]);
      const outcomes = (await Promise.all(stores.map((store) => store.append([recording(evaluation)])))).flat();
      assertEqual(countOf(outcomes, 'appended'), 1, 'the rivals who recorded it');
      assertEqual(countOf(outcomes, 'already_stored'), rivals.length - 1, 'the rivals who were told so');
    },
  },
  {
    id: 'reviews',
    promise: 'chains what 16 rivals say of an evaluation at once, two reviews each, without gap or fork',
    async run(stores) {
      await first(stores).append([storing(reviewed), recording(evaluation)]);
      await Promise.all(stores.map((store) => store.append([reviewingNext(evaluation, 2)])));
      const { reviews = [] } = (await first(stores).readEvaluation('p', evaluation.id)) ?? {};
      assertEqual(reviews, reviewsOf(evaluation, rivals.length * 2), 'the reviews');
    },
  },
  {
    id: 'one-erasure',
    promise: 'erases an evaluation once that 16 rivals erase at once, and tells all of the same erasure',
    async run(stores) {
      await first(stores).append([storing(reviewed), recording(evaluation)]);
      const erasures = stores.map((store, rival) =>
        store.append([erasing(anErasure(evaluation, { reason: `rival ${rival}` }))]),
      );
      const outcomes = (await Promise.all(erasures)).flat();
      assertEqual(countOf(outcomes, 'appended'), 1, 'the rivals who erased it');
      const told = outcomes.flatMap((outcome) => (outcome.kind === 'erasure' ? [outcome.erasure.hash] : []));
      assertEqual(new Set(told).size, 1, 'the erasures that the rivals were told of');
    },
  },
];

const allRivalries: readonly Rivalry[] = [...rivalries, ...recordRivalries];

export const concurrencyScenarios: readonly Scenario[] = [
  ...allRivalries.map(({ id, promise, run }) =>
    scenario(`concurrency/${id}-one-store`, `${promise}, through one store`, async ({ open }) => {
      const store = await open();
      await run(rivals.map(() => store));
    }),
  ),

  ...allRivalries.map(({ id, promise, run }) =>
    scenario(`concurrency/${id}-several-connections`, `${promise}, through several connections`, async ({ open }) => {
      const stores = [await open(), await open(), await open(), await open()];
      await run(rivals.flatMap((rival) => stores[rival % stores.length] ?? []));
    }),
  ),

  scenario('concurrency/whole-batches', 'shows a reader all of a batch or nothing of it', async ({ open }) => {
    const store = await open();
    const batchOf = (rival: number) => ['a', 'b', 'c'].map((part) => storingNext('p', `${rival}${part}`));
    const writing = Promise.all(rivals.map((rival) => store.append(batchOf(rival))));
    const counts: number[] = [];
    for (let reading = 0; reading < 32; reading++) {
      counts.push((await store.listVersions({ policyId: 'p', limit: 1, order: 'newest' })).total);
    }
    await writing;
    assertEqual(
      counts.filter((count) => count % 3 !== 0),
      [],
      'the counts that show part of a batch',
    );
    assertEqual((await store.readHead('p'))?.latest.version, 48, 'the head');
  }),

  scenario(
    'concurrency/connections-see-each-other',
    'shows every connection what another has acknowledged',
    async ({ open }) => {
      const [one, other] = [await open(), await open()];
      for (let number = 1; number <= 10; number++) {
        const [writer, reader] = number % 2 === 0 ? [one, other] : [other, one];
        const run = { ...subject, id: `run-${number}` };
        await writer.append([storingNext('p', `request-${number}`), pinningHead('p', { subject: run })]);
        assertEqual((await reader.readHead('p'))?.latest.version, number, 'the head seen by the other connection');
        assertEqual(
          (await reader.readPins({ policyId: 'p', limit: 100 })).length,
          number,
          'the pins seen by the other connection',
        );
      }
    },
  ),
];

function first(stores: readonly PolicyStore[]): PolicyStore {
  const [store] = stores;
  assertThat(store !== undefined, 'there is a store');
  return store;
}

function countOf(outcomes: readonly WriteOutcome[], status: WriteOutcome['status']): number {
  return outcomes.filter((outcome) => outcome.status === status).length;
}

function assertAcknowledged(
  acknowledged: readonly WriteOutcome[],
  chain: readonly { readonly hash: string; readonly version: number }[],
): void {
  const lost = acknowledged.filter(
    (outcome) => !('version' in outcome) || chain[outcome.version.version - 1]?.hash !== outcome.version.hash,
  );
  assertEqual(lost.length, 0, 'the acknowledged versions that are not there');
  assertEqual(acknowledged.length, chain.length, 'the acknowledgements');
}
