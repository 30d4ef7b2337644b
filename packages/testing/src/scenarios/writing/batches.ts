import type { VersionWrite } from '@policytrail/core';
import { assertEqual, assertRefused, assertThat, rejectionOf } from '../../evidence/assert.js';
import { contentsOf } from '../../evidence/contents.js';
import { aPin } from '../../samples/pin.js';
import { aChain, aVersion } from '../../samples/version.js';
import { pinningHead, storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const subject = { type: 'run', id: 'run-1', version: '' };

export const batchScenarios: readonly Scenario[] = [
  scenario('append/takes-an-empty-batch', 'answers an empty batch with no outcomes', async ({ open }) => {
    assertEqual(await (await open()).append([]), [], 'the outcomes');
  }),

  scenario('append/batch-sees-itself', 'shows each write of a batch what those before it wrote', async ({ open }) => {
    const store = await open();
    const batch = [storingNext('p', 'a'), storingNext('p', 'b'), storingNext('q', 'a'), pinningHead('p', { subject })];
    const outcomes = await store.append(batch);
    const told = outcomes.map((outcome) => 'version' in outcome && [outcome.version.policyId, outcome.version.version]);
    assertEqual(told, [['p', 1], ['p', 2], ['q', 1], false], 'the versions, in the order of the writes');
    assertEqual((await store.readPin('p', subject))?.policyVersion, 2, 'the version pinned');
  }),

  scenario(
    'append/is-all-or-nothing',
    'leaves nothing of a batch whose callback throws, and throws just that',
    async ({ open }) => {
      const store = await open();
      await store.append([storingNext('p', 'a', () => ({ label: 'v1' }))]);
      const before = await contentsOf(store);
      const stop = new Error('stop');
      const writes = [
        storingNext('p', 'b', () => ({ label: 'v2' })),
        storingNext('new', 'a'),
        pinningHead('p', { subject }),
        storingNext('p', 'c'),
      ];
      const error = await rejectionOf(store.append(writes.toSpliced(3, 0, throwing(stop))), 'a batch that throws');
      assertThat(error === stop, 'rejects with the very error');
      assertEqual(await contentsOf(store), before, 'the store afterwards');
      const retried = await store.append(writes);
      assertEqual(
        retried.map(({ status }) => status),
        Array(4).fill('appended'),
        'the same writes without the one that threw',
      );
    },
  ),

  scenario(
    'append/recognising-can-abort',
    'leaves nothing of a batch where recognising a row throws',
    async ({ open }) => {
      const store = await open();
      await store.append([storingNext('p', 'a'), pinningHead('p', { subject })]);
      const before = await contentsOf(store);
      const stop = new Error('stop');
      const recognise = () => {
        throw stop;
      };
      for (const last of [
        { ...storingNext('p', 'a'), recognise },
        { ...pinningHead('p', { subject }), recognise },
      ]) {
        const error = await rejectionOf(store.append([storingNext('p', 'b'), last]), 'a batch that throws');
        assertThat(error === stop, 'rejects with the very error');
        assertEqual(await contentsOf(store), before, 'the store afterwards');
      }
    },
  ),

  scenario(
    'append/a-refused-row-takes-the-batch-along',
    'leaves nothing of a batch with a row it refuses',
    async ({ open }) => {
      const store = await open();
      const [first, second, third] = aChain('p', 3, (version) => ({ label: version === 3 ? 'v1' : `v${version}` }));
      assertThat(first !== undefined && second !== undefined && third !== undefined, 'three versions');
      await assertRefused(
        store.append([first, second, third].map(storing)),
        'a label twice in one batch',
        'label_taken',
      );
      assertEqual(await store.listPolicyIds(), [], 'the policies afterwards');
      await assertRefused(store.append([storing(first), storing(third)]), 'a gap in a batch');
      assertEqual(await store.listPolicyIds(), [], 'the policies afterwards');
      const pinOfNothing = { ...pinningHead('p', { subject }), decide: () => aPin(second) };
      await assertRefused(store.append([storing(first), pinOfNothing]), 'a pin of a missing version in a batch');
      assertEqual(await contentsOf(store), { policies: { policies: [], total: 0 }, byId: {} }, 'the store afterwards');
      await store.append([storing(first), storing(second)]);
      assertEqual((await store.readLabelled('p', 'v1'))?.version, 1, 'the label after all');
    },
  ),

  scenario(
    'append/declining-spares-the-rest',
    'stores the rest of a batch where one write is declined',
    async ({ open }) => {
      const store = await open();
      const declined = { ...storingNext('p', 'declined'), decide: () => undefined };
      const outcomes = await store.append([storingNext('p', 'a'), declined, storingNext('p', 'b')]);
      assertEqual(
        outcomes.map(({ status }) => status),
        ['appended', 'declined', 'appended'],
        'the outcomes',
      );
      assertEqual((await store.readHead('p'))?.latest.version, 2, 'the head');
    },
  ),

  scenario(
    'append/a-failure-leaves-plans-alone',
    'keeps a plan planned where its withdrawal fails',
    async ({ open }) => {
      const store = await open();
      const first = aVersion({ policyId: 'p' });
      const planned = aVersion({ after: first, effectiveAt: '2026-01-01T00:00:00.000Z' });
      await store.append([storing(first), storing(planned)]);
      const before = await contentsOf(store);
      const withdrawal = storingNext('p', 'w', () => ({ withdraws: 2 }));
      await rejectionOf(store.append([withdrawal, throwing(new Error('stop'))]), 'a batch that throws');
      assertEqual(await contentsOf(store), before, 'the store afterwards');
      assertEqual((await store.readInForce('p', '2026-02-01T00:00:00.000Z'))?.version, 2, 'the version in force then');
    },
  ),
];

function throwing(error: Error): VersionWrite {
  const decide = () => {
    throw error;
  };
  return { ...storingNext('p', 'throws'), decide };
}
