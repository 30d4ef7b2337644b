import type { PolicyStore, SubjectKey, VersionQuery } from '@policytrail/core';
import { assertEqual } from '../../evidence/assert.js';
import { readPages } from '../../evidence/pages.js';
import { aPin } from '../../samples/pin.js';
import { aChain, aVersion } from '../../samples/version.js';
import { pinning, storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

/** In code point order, which is neither UTF-16's (U+1F600 before U+FF5E) nor a language's (É beside E, a beside A). */
const ordered = [
  ' ',
  '%',
  '-',
  '10',
  '9',
  'A',
  'Z',
  '[',
  '_',
  'a',
  'ab',
  'b',
  'e\u0301',
  'z',
  '\u00c9',
  'ß',
  '\u00e9',
  '\u4e2d',
  '\ue000',
  '\uff5e',
  '𝒳',
  '😀',
  '😀a',
];

const shuffled = ordered.map((_, index) => ordered[(index * 7) % ordered.length] ?? '');

async function storeAll(store: PolicyStore, policyIds: readonly string[]): Promise<void> {
  await store.append(policyIds.map((policyId) => storingNext(policyId, 'a')));
}

async function idsOf(
  store: PolicyStore,
  query: { prefix?: string; after?: string; limit?: number },
): Promise<readonly string[]> {
  const { policies } = await store.listPolicies({ limit: 1000, includeInternal: true, ...query });
  return policies.map(({ policyId }) => policyId);
}

export const orderScenarios: readonly Scenario[] = [
  scenario('order/policies', 'lists policies in the order of their code points', async ({ open }) => {
    const store = await open();
    await storeAll(store, shuffled);
    assertEqual(await idsOf(store, {}), ordered, 'the policies');
    assertEqual(await store.listPolicyIds(), ordered, 'the ids');
  }),

  scenario(
    'order/pages-of-policies',
    'pages through policies without a gap or a double, counting all each time',
    async ({ open }) => {
      const store = await open();
      await storeAll(store, shuffled);
      for (const limit of [1, 2, 7, 100]) {
        const seen = await readPages<string>({ limit, most: ordered.length }, async (after) => {
          const query = { limit, includeInternal: false, ...(after !== undefined && { after }) };
          const { policies, total } = await store.listPolicies(query);
          assertEqual(total, ordered.length, 'the total');
          return policies.map(({ policyId }) => policyId);
        });
        assertEqual(seen, ordered, `the policies in pages of ${limit}`);
      }
      assertEqual(
        await idsOf(store, { after: 'aa' }),
        ordered.slice(ordered.indexOf('ab')),
        'after an id that is not there',
      );
    },
  ),

  scenario('order/prefix', 'takes a prefix literally, whatever characters it has', async ({ open }) => {
    const store = await open();
    await storeAll(store, [
      'a',
      'a%',
      'a%b',
      'a_',
      'ab',
      'A',
      'a*',
      'a[b]',
      'a\\',
      "a'",
      'é',
      'e\u0301',
      '😀1',
      '😀2',
      '😁',
    ]);
    const expected: readonly (readonly [string, readonly string[]])[] = [
      ['a', ['a', 'a%', 'a%b', "a'", 'a*', 'a[b]', 'a\\', 'a_', 'ab']],
      ['a%', ['a%', 'a%b']],
      ['a_', ['a_']],
      ['a[', ['a[b]']],
      ['a\\', ['a\\']],
      ['A', ['A']],
      ['e', ['e\u0301']],
      ['\u00e9', ['\u00e9']],
      ['😀', ['😀1', '😀2']],
      ['b', []],
    ];
    for (const [prefix, ids] of expected) {
      assertEqual(await idsOf(store, { prefix }), ids, `the policies that begin with ${prefix}`);
    }
    const page = await store.listPolicies({ prefix: 'a', after: 'a%', limit: 2, includeInternal: false });
    assertEqual(
      page.policies.map(({ policyId }) => policyId),
      ['a%b', "a'"],
      'a page within a prefix',
    );
    assertEqual(page.total, 9, 'the total within a prefix');
  }),

  scenario('order/history', 'orders a history by number, not by the number as text', async ({ open }) => {
    const store = await open();
    await store.append(aChain('p', 12).map(storing));
    const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
    assertEqual(await numbersOf(store, { limit: 100, order: 'oldest' }), numbers, 'oldest first');
    assertEqual(await numbersOf(store, { limit: 100, order: 'newest' }), numbers.toReversed(), 'newest first');
    assertEqual((await store.readHead('p'))?.latest.version, 12, 'the head');
  }),

  scenario(
    'order/pages-of-history',
    'gives the versions strictly between two numbers, from either end',
    async ({ open }) => {
      const store = await open();
      await store.append(aChain('p', 12).map(storing));
      const expected: readonly (readonly [Omit<VersionQuery, 'policyId'>, readonly number[]])[] = [
        [{ order: 'newest', limit: 3 }, [12, 11, 10]],
        [{ order: 'newest', limit: 3, before: 10 }, [9, 8, 7]],
        [{ order: 'newest', limit: 3, after: 10 }, [12, 11]],
        [{ order: 'newest', limit: 2, after: 3, before: 9 }, [8, 7]],
        [{ order: 'newest', limit: 3, before: 2 }, [1]],
        [{ order: 'newest', limit: 3, before: 1 }, []],
        [{ order: 'newest', limit: 3, before: 1000 }, [12, 11, 10]],
        [{ order: 'oldest', limit: 3 }, [1, 2, 3]],
        [{ order: 'oldest', limit: 3, after: 9 }, [10, 11, 12]],
        [{ order: 'oldest', limit: 2, after: 3, before: 9 }, [4, 5]],
        [{ order: 'oldest', limit: 3, after: 12 }, []],
        [{ order: 'oldest', limit: 9, after: 3, before: 4 }, []],
        [{ order: 'oldest', limit: 9, after: 9, before: 4 }, []],
      ];
      for (const [query, numbers] of expected) {
        const { versions, total } = await store.listVersions({ policyId: 'p', ...query });
        assertEqual(
          versions.map(({ version }) => version),
          numbers,
          `the versions under ${JSON.stringify(query)}`,
        );
        assertEqual(total, 12, `the total under ${JSON.stringify(query)}`);
      }
    },
  ),

  scenario(
    'order/pages-while-writing',
    'does not show a version twice where a new one comes between two pages',
    async ({ open }) => {
      const store = await open();
      await store.append(aChain('p', 6).map(storing));
      const first = await numbersOf(store, { order: 'newest', limit: 3 });
      await store.append([storingNext('p', 'late')]);
      const second = await numbersOf(store, { order: 'newest', limit: 3, before: first.at(-1) ?? 0 });
      assertEqual([...first, ...second], [6, 5, 4, 3, 2, 1], 'both pages');
    },
  ),

  scenario(
    'order/pins',
    'lists and pages pins by type, id and version in the order of their code points',
    async ({ open }) => {
      const store = await open();
      const version = aVersion({ policyId: 'p' });
      const subjects: readonly SubjectKey[] = ['quote', 'run'].flatMap((type) =>
        ['Q-1', 'Q-10', 'Q-9', '\uff5e', '😀'].flatMap((id) =>
          ['', '10', '9', 'a'].map((text) => ({ type, id, version: text })),
        ),
      );
      await store.append([
        storing(version),
        ...subjects.toReversed().map((subject) => pinning(aPin(version, { subject }))),
      ]);
      const all = await store.readPins({ policyId: 'p', limit: 1000 });
      assertEqual(
        all.map(({ subject }) => subject),
        subjects,
        'the subjects',
      );
      for (const limit of [1, 3, 40]) {
        const seen = await readPages<SubjectKey>({ limit, most: subjects.length }, async (after) => {
          const page = await store.readPins({ policyId: 'p', limit, ...(after !== undefined && { after }) });
          return page.map(({ subject }) => subject);
        });
        assertEqual(seen, subjects, `the subjects in pages of ${limit}`);
      }
    },
  ),
];

async function numbersOf(store: PolicyStore, query: Omit<VersionQuery, 'policyId'>): Promise<readonly number[]> {
  const { versions } = await store.listVersions({ policyId: 'p', ...query });
  return versions.map(({ version }) => version);
}
