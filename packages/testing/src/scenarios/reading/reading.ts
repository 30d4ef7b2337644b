import { assertEqual, assertFound, assertThat } from '../../evidence/assert.js';
import { contentsOf } from '../../evidence/contents.js';
import { aPin } from '../../samples/pin.js';
import { aChain, aVersion } from '../../samples/version.js';
import { pinning, pinningHead, storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const subject = { type: 'run', id: 'run-1', version: '' };
const anyTime = '2026-01-01T00:00:00.000Z';

export const readingScenarios: readonly Scenario[] = [
  scenario(
    'reading/nothing-is-undefined',
    'answers undefined or an empty page for what is not there',
    async ({ open }) => {
      const store = await open();
      await store.append([storingNext('p', 'a', () => ({ label: 'v1' }))]);
      assertEqual(await store.readHead('q'), undefined, 'the head of no policy');
      assertEqual(await store.readSealedHead('q'), undefined, 'the sealed head of no policy');
      assertEqual(await store.readVersion('p', 2), undefined, 'a version to come');
      assertEqual(await store.readVersion('p', 0), undefined, 'version 0');
      assertEqual(await store.readLabelled('p', 'v2'), undefined, 'a label nobody has');
      assertEqual(await store.readLabelled('q', 'v1'), undefined, 'a label of another policy');
      assertEqual(await store.readInForce('q', anyTime), undefined, 'what is in force of no policy');
      assertEqual(await store.readPin('p', subject), undefined, 'a pin nobody made');
      assertEqual(await store.readPins({ policyId: 'q', limit: 10 }), [], 'the pins of no policy');
      assertEqual(await store.readVersions({ policyId: 'q', after: 0, limit: 10 }), [], 'the versions of no policy');
      const page = await store.listVersions({ policyId: 'q', limit: 10, order: 'newest' });
      assertEqual(page, { versions: [], total: 0 }, 'the history of no policy');
    },
  ),

  scenario('reading/finds-versions', 'finds a version by number, by label and as the head', async ({ open }) => {
    const store = await open();
    const chain = aChain('p', 3, (version) => ({ label: version === 3 ? null : `v${version}` }));
    await store.append(chain.map(storing));
    const third = assertFound(chain[2], 'version 3');
    assertEqual(await store.readVersion('p', 3), third, 'version 3');
    assertEqual(await store.readLabelled('p', 'v2'), chain[1], 'the version labelled v2');
    assertEqual((await store.readHead('p'))?.latest, third, 'the head');
    assertEqual(await store.readSealedHead('p'), { version: 3, hash: third.hash }, 'the sealed head');
  }),

  scenario('reading/whole-versions-in-pages', 'reads whole versions after a number, lowest first', async ({ open }) => {
    const store = await open();
    const chain = aChain('p', 12);
    await store.append(chain.map(storing));
    assertEqual(await store.readVersions({ policyId: 'p', after: 0, limit: 5 }), chain.slice(0, 5), 'the first page');
    assertEqual(
      await store.readVersions({ policyId: 'p', after: 8, limit: 3 }),
      chain.slice(8, 11),
      'a page in between',
    );
    assertEqual(await store.readVersions({ policyId: 'p', after: 10, limit: 5 }), chain.slice(10), 'the last page');
    assertEqual(await store.readVersions({ policyId: 'p', after: 12, limit: 5 }), [], 'past the end');
  }),

  scenario(
    'reading/summaries-without-policies',
    'lists versions with what they changed and without the policy',
    async ({ open }) => {
      const store = await open();
      const chain = aChain('p', 3, (version) => ({ changeNotes: `note ${version}`, title: `title ${version}` }));
      await store.append(chain.map(storing));
      const { versions } = await store.listVersions({ policyId: 'p', limit: 10, order: 'oldest' });
      assertThat(
        versions.every((version) => !('policyJson' in version)),
        'a summary carries no policy',
      );
      assertEqual(
        versions,
        chain.map(({ policyJson, ...summary }) => summary),
        'the summaries',
      );
    },
  ),

  scenario(
    'reading/policies',
    'lists policies with their first and last date, head and its title',
    async ({ open }) => {
      const store = await open();
      const chain = aChain('p', 3, (version) => ({ title: `title ${version}` }));
      const single = aVersion({ policyId: 'q', createdAt: '2025-11-01T00:00:00.000Z' });
      await store.append([...chain, single].map(storing));
      const { policies, total } = await store.listPolicies({ limit: 10, includeInternal: false });
      const first = assertFound(chain[0], 'version 1');
      const last = assertFound(chain[2], 'version 3');
      const expected = [
        { policyId: 'p', head: 3, createdAt: first.createdAt, changedAt: last.createdAt, title: 'title 3' },
        { policyId: 'q', head: 1, createdAt: single.createdAt, changedAt: single.createdAt, title: null },
      ];
      assertEqual(policies, expected, 'the policies');
      assertEqual(total, 2, 'the total');
    },
  ),

  scenario(
    'reading/internal-policies',
    'hides policies of its own unless asked, but not from a list of all ids',
    async ({ open }) => {
      const store = await open();
      await store.append(['~schema/budget', 'p', 'a~b'].map((policyId) => storingNext(policyId, 'a')));
      const idsOf = async (includeInternal: boolean, prefix?: string) => {
        const page = await store.listPolicies({ limit: 10, includeInternal, ...(prefix !== undefined && { prefix }) });
        assertEqual(page.total, page.policies.length, 'the total');
        return page.policies.map(({ policyId }) => policyId);
      };
      assertEqual(await idsOf(false), ['a~b', 'p'], 'the policies');
      assertEqual(await idsOf(true), ['a~b', 'p', '~schema/budget'], 'the policies with internal ones');
      assertEqual(await idsOf(true, '~schema/'), ['~schema/budget'], 'the internal policies by prefix');
      assertEqual(await idsOf(false, '~schema/'), [], 'the internal policies by prefix, unasked');
      assertEqual(await store.listPolicyIds(), ['a~b', 'p', '~schema/budget'], 'all ids');
      assertEqual((await store.readHead('~schema/budget'))?.latest.version, 1, 'an internal policy by id');
    },
  ),

  scenario('reading/pins-by-policy', 'keeps the pins of one policy apart from those of another', async ({ open }) => {
    const store = await open();
    const [p, q] = [aVersion({ policyId: 'p' }), aVersion({ policyId: 'q' })];
    const [inP, inQ] = [aPin(p), aPin(q)];
    await store.append([storing(p), storing(q), pinning(inP), pinning(inQ)]);
    assertEqual(await store.readPin('p', subject), inP, 'the pin in one policy');
    assertEqual(await store.readPin('q', subject), inQ, 'the pin in the other');
    assertEqual(await store.readPins({ policyId: 'q', limit: 10 }), [inQ], 'the pins of the other');
  }),

  scenario('reading/changes-nothing', 'answers the same however often it is read', async ({ open }) => {
    const store = await open();
    await store.append([storingNext('p', 'a'), pinningHead('p', { subject }), storingNext('p', 'b')]);
    const before = await contentsOf(store);
    await store.doctor();
    for (let round = 0; round < 3; round++) assertEqual(await contentsOf(store), before, 'the store read again');
  }),

  scenario(
    'reading/doctor',
    'reports what it is, whether it is durable, and each check by an id of its own',
    async ({ open }) => {
      const { store, durable, checks } = await (await open()).doctor();
      assertThat(store.length > 0, 'the store is named');
      assertThat(typeof durable === 'boolean', 'durable is a boolean');
      assertEqual(new Set(checks.map(({ id }) => id)).size, checks.length, 'distinct check ids');
      assertEqual(
        checks.filter(({ status }) => status === 'failed'),
        [],
        'the failed checks of a healthy store',
      );
      assertThat(
        durable || checks.some(({ status }) => status === 'warning'),
        'a store that is not durable warns of it',
      );
    },
  ),

  scenario(
    'reading/synchronously',
    'does the same without promises where the driver is synchronous',
    async ({ open }) => {
      const store = await open();
      const sync = assertFound(store.sync, 'the synchronous part of the port');
      const writes = [storingNext('p', 'a'), storingNext('p', 'b'), pinningHead('p', { subject })];
      const outcomes = sync.append(writes);
      assertEqual(
        outcomes.map(({ status }) => status),
        Array(3).fill('appended'),
        'the outcomes',
      );
      assertEqual(sync.readHead('p'), await store.readHead('p'), 'the head');
      assertEqual(sync.readVersion('p', 1), await store.readVersion('p', 1), 'a version');
      assertEqual(sync.readInForce('p', anyTime)?.version, 2, 'the version in force');
      assertEqual(sync.readPin('p', subject), await store.readPin('p', subject), 'the pin');
      const before = await contentsOf(store);
      const stop = new Error('stop');
      const decide = () => {
        throw stop;
      };
      let caught: unknown;
      try {
        sync.append([storingNext('p', 'c'), { ...storingNext('p', 'd'), decide }]);
      } catch (error) {
        caught = error;
      }
      assertThat(caught === stop, 'throws the very error that a callback threw');
      assertEqual(await contentsOf(store), before, 'the store after a batch that threw');
    },
  ),
];
