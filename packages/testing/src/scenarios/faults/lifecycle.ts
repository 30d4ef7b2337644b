import type { PolicyStore } from '@policytrail/core';
import { assertEqual, assertRefused, assertThat } from '../../evidence/assert.js';
import { assertChain } from '../../evidence/chain.js';
import { contentsOf, readChain } from '../../evidence/contents.js';
import { aVersion } from '../../samples/version.js';
import { pinningHead, storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const subject = { type: 'run', id: 'run-1', version: '' };

/** Every method of the port that asks the store. */
const calls: Readonly<
  Record<
    Exclude<keyof PolicyStore, 'close' | 'sync' | 'isWithinTransaction' | 'watch'>,
    (store: PolicyStore) => Promise<unknown>
  >
> = {
  append: (store) => store.append([storingNext('p', 'late')]),
  readHead: (store) => store.readHead('p'),
  readSealedHead: (store) => store.readSealedHead('p'),
  readVersion: (store) => store.readVersion('p', 1),
  readLabelled: (store) => store.readLabelled('p', 'v1'),
  readInForce: (store) => store.readInForce('p', '2026-01-01T00:00:00.000Z'),
  readVersions: (store) => store.readVersions({ policyId: 'p', after: 0, limit: 10 }),
  listVersions: (store) => store.listVersions({ policyId: 'p', limit: 10, order: 'newest' }),
  listPolicies: (store) => store.listPolicies({ limit: 10, includeInternal: true }),
  listPolicyIds: (store) => store.listPolicyIds(),
  readPin: (store) => store.readPin('p', subject),
  readPins: (store) => store.readPins({ policyId: 'p', limit: 10 }),
  readEvaluation: (store) => store.readEvaluation('p', 'evaluation-1'),
  listEvaluations: (store) => store.listEvaluations({ policyId: 'p', limit: 10 }),
  readEvaluations: (store) => store.readEvaluations({ policyId: 'p', limit: 10 }),
  doctor: (store) => store.doctor(),
};

export const lifecycleScenarios: readonly Scenario[] = [
  scenario('lifecycle/opens-empty', 'holds nothing when it is opened for the first time', async ({ open }) => {
    assertEqual(await contentsOf(await open()), { policies: { policies: [], total: 0 }, byId: {} }, 'the contents');
  }),

  scenario('lifecycle/places-apart', 'keeps one place apart from another', async ({ open, prepare }) => {
    const [store, other] = [await open(), await (await prepare()).open()];
    await store.append([storingNext('p', 'a')]);
    assertEqual(await other.listPolicyIds(), [], 'the policies at the other place');
  }),

  scenario('lifecycle/closes-twice', 'lets itself be closed more than once, also at once', async ({ open }) => {
    const store = await open();
    await store.append([storingNext('p', 'a')]);
    await Promise.all([store.close(), store.close()]);
    await store.close();
  }),

  ...Object.entries(calls).map(([operation, call]) =>
    scenario(`lifecycle/closed-${operation}`, `refuses ${operation} once it is closed`, async ({ open }) => {
      const store = await open();
      await store.append([storingNext('p', 'a')]);
      await store.close();
      await assertRefused(call(store), operation, 'store_closed');
    }),
  ),

  scenario('lifecycle/reopening-keeps-all', 'holds all it acknowledged when it is opened again', async ({ open }) => {
    const store = await open();
    const first = aVersion({ policyId: 'p', label: 'v1', createdBy: { id: 'ana', name: 'Ana', kind: 'user' } });
    const planned = aVersion({ after: first, effectiveAt: '2026-01-01T00:00:00.000Z', changeNotes: 'later' });
    await store.append([
      storing(first),
      storing(planned),
      pinningHead('p', { subject }),
      storingNext('~internal', 'a'),
    ]);
    const before = await contentsOf(store);
    assertThat(Object.keys(before.byId).length === 2, 'there are two policies');
    await store.close();
    assertEqual(await contentsOf(await open()), before, 'the store after it was opened again');
  }),

  scenario(
    'lifecycle/reopening-continues',
    'goes on with the same chain, labels and requests when it is opened again',
    async ({ open }) => {
      for (let number = 1; number <= 4; number++) {
        const store = await open();
        const outcomes = await store.append([storingNext('p', 'first'), storingNext('p', `request-${number}`)]);
        assertEqual(
          outcomes.map(({ status }) => status),
          [number === 1 ? 'appended' : 'already_stored', 'appended'],
          `opening ${number}`,
        );
        await store.close();
      }
      const chain = await readChain(await open(), 'p');
      assertEqual(
        chain.map(({ requestId }) => requestId),
        ['first', 'request-1', 'request-2', 'request-3', 'request-4'],
        'the requests',
      );
      assertChain(chain, 'the chain');
    },
  ),

  scenario('lifecycle/opens-twice-at-once', 'lets two connections open an empty place at once', async ({ open }) => {
    const [one, other] = await Promise.all([open(), open()]);
    await one.append([storingNext('p', 'a')]);
    await other.append([storingNext('p', 'b')]);
    assertEqual((await one.readHead('p'))?.latest.version, 2, 'the head');
  }),

  scenario('lifecycle/closing-under-way', 'keeps what it acknowledges while it is being closed', async ({ open }) => {
    const store = await open();
    const writing = Array.from({ length: 8 }, (_, index) => store.append([storingNext('p', `request-${index}`)]));
    const [settled] = await Promise.all([Promise.allSettled(writing), store.close()]);
    const acknowledged = settled.filter(({ status }) => status === 'fulfilled').length;
    const chain = await readChain(await open(), 'p');
    assertChain(chain, 'the chain');
    assertThat(chain.length >= acknowledged, `${acknowledged} versions were acknowledged, ${chain.length} are there`);
  }),
];
