import type { StoredVersion } from '@policytrail/core';
import { assertEqual, assertRefused } from '../../evidence/assert.js';
import { contentsOf } from '../../evidence/contents.js';
import { aPin } from '../../samples/pin.js';
import { aVersion } from '../../samples/version.js';
import { pinning, storing } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const first = aVersion({ policyId: 'p' });
const second = aVersion({ after: first });
const third = aVersion({ after: second });
const otherFirst = aVersion({ policyId: 'p', requestId: 'other-1', policy: { other: true } });

interface RefusedRow {
  readonly id: string;
  readonly row: string;
  readonly version: StoredVersion;
}

/** None of these may come after `first`. */
const refusedRows: readonly RefusedRow[] = [
  { id: 'refuses-a-gap', row: 'a version that would leave a gap', version: third },
  { id: 'refuses-a-taken-number', row: 'a version whose number is taken', version: otherFirst },
  {
    id: 'refuses-a-fork',
    row: 'a version that does not point to the one before',
    version: aVersion({ after: otherFirst, previousHash: otherFirst.hash }),
  },
  {
    id: 'refuses-a-missing-link',
    row: 'a version after the first that points to nothing',
    version: aVersion({ after: first, previousHash: null }),
  },
];

export const refusalScenarios: readonly Scenario[] = [
  ...refusedRows.map(({ id, row, version }) =>
    scenario(`append/${id}`, `refuses ${row}`, async ({ open }) => {
      const store = await open();
      await store.append([storing(first)]);
      const before = await contentsOf(store);
      await assertRefused(store.append([storing(version)]), row);
      assertEqual(await contentsOf(store), before, 'the store afterwards');
      await store.append([storing(second)]);
      assertEqual((await store.readHead('p'))?.latest, second, 'the head once the right version came');
    }),
  ),

  scenario('append/begins-with-one', 'refuses a policy that does not begin with version 1', async ({ open }) => {
    const store = await open();
    await assertRefused(store.append([storing(second)]), 'version 2 first');
    const linked = aVersion({ policyId: 'p', previousHash: second.hash });
    await assertRefused(store.append([storing(linked)]), 'a first version that points to another');
    assertEqual(await store.listPolicyIds(), [], 'the policies afterwards');
  }),

  scenario('append/refuses-a-pin-of-nothing', 'refuses a pin of a version that is not there', async ({ open }) => {
    const store = await open();
    await assertRefused(store.append([pinning(aPin(first))]), 'a pin without a policy');
    await store.append([storing(first)]);
    await assertRefused(store.append([pinning(aPin(second))]), 'a pin of a version to come');
    assertEqual(await store.readPins({ policyId: 'p', limit: 10 }), [], 'the pins');
  }),

  scenario(
    'append/refuses-a-taken-label',
    'refuses a label that another version of the policy has',
    async ({ open }) => {
      const store = await open();
      const labelled = aVersion({ policyId: 'p', label: 'v1' });
      await store.append([storing(labelled)]);
      const before = await contentsOf(store);
      const again = aVersion({ after: labelled, label: 'v1' });
      const { details } = await assertRefused(store.append([storing(again)]), 'a taken label', 'label_taken');
      assertEqual({ policyId: 'p', label: 'v1', ...details }, details, 'the details of the error');
      assertEqual(await contentsOf(store), before, 'the store afterwards');
      await store.append([storing(aVersion({ policyId: 'other', label: 'v1' }))]);
      assertEqual((await store.readLabelled('other', 'v1'))?.policyId, 'other', 'the label in another policy');
    },
  ),
];
