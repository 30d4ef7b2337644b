import type { PolicyStore, StoredVersion } from '@policytrail/core';
import { assertEqual, assertFound, assertThat, rejectionOf } from '../../evidence/assert.js';
import { contentsOf, readChain } from '../../evidence/contents.js';
import { readPages } from '../../evidence/pages.js';
import { aChain } from '../../samples/version.js';
import { storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const mebibyte = 2 ** 20;
const many = 10_000;

export const sizeScenarios: readonly Scenario[] = [
  scenario('size/one-mebibyte', 'keeps policies of 1 MiB, whatever characters they have', async ({ open }) => {
    const store = await open();
    const texts = ['a'.repeat(mebibyte - 20), '😀'.repeat(mebibyte / 4 - 5), '\u0800"'.repeat(mebibyte / 8)];
    const chain = aChain('p', texts.length, (version) => ({ policy: { text: texts[version - 1] ?? '' } }));
    await store.append(chain.map(storing));
    for (const { version, policyJson } of chain) {
      const isKept = (await store.readVersion('p', version))?.policyJson === policyJson;
      assertThat(isKept, `the policy of version ${version} came back changed`);
    }
    assertEqual((await readChain(store, 'p')).length, texts.length, 'the versions');
  }),

  scenario(
    'size/ten-thousand-versions',
    'keeps 10,000 versions of one policy, in pages and under filters',
    async ({ open }) => {
      const store = await open();
      const chain = longChain();
      for (let from = 0; from < many; from += 1000) await store.append(chain.slice(from, from + 1000).map(storing));
      assertEqual((await store.readHead('long'))?.latest, chain.at(-1), 'the head');
      assertEqual(await store.readLabelled('long', 'v7777'), chain[7776], 'a version by its label');
      assertEqual(
        (await store.readInForce('long', assertFound(chain[4999], 'version 5,000').createdAt))?.version,
        5000,
        'in force',
      );
      assertEqual(await pagedNumbers(store, undefined), descending(1), 'the history in pages');
      assertEqual(
        await pagedNumbers(store, { author: 'author-3' }),
        descending(10).map((number) => number - 7),
        "one author's",
      );
      assertEqual(
        await pagedNumbers(store, { text: 'NOTE 99' }),
        descending(1).filter((number) => `${number}`.startsWith('99')),
        'by text',
      );
      const seals = (await readChain(store, 'long')).map(({ hash }) => hash);
      assertEqual(
        seals,
        chain.map(({ hash }) => hash),
        'the whole versions in pages',
      );
    },
  ),

  scenario('size/a-thousand-policies', 'keeps 1,000 policies, in pages', async ({ open }) => {
    const store = await open();
    const ids = Array.from({ length: 1000 }, (_, index) => `policy-${String(index).padStart(4, '0')}`);
    await store.append(ids.map((policyId) => storingNext(policyId, 'a')));
    const limit = 300;
    const seen = await readPages<string>({ limit, most: ids.length }, async (after = '') => {
      const page = await store.listPolicies({ after, limit, includeInternal: false });
      assertEqual(page.total, ids.length, 'the total');
      return page.policies.map(({ policyId }) => policyId);
    });
    assertEqual(seen, ids, 'the policies');
  }),

  scenario(
    'size/a-large-batch-is-one',
    'leaves nothing of 1,000 writes where the last one throws',
    async ({ open }) => {
      const store = await open();
      await store.append([storingNext('p', 'before')]);
      const before = await contentsOf(store);
      const decide = () => {
        throw new Error('stop');
      };
      const writes = Array.from({ length: 999 }, (_, index) => storingNext('p', `request-${index}`));
      await rejectionOf(store.append([...writes, { ...storingNext('p', 'last'), decide }]), 'the batch');
      assertEqual(await contentsOf(store), before, 'the store afterwards');
    },
  ),
];

let sealed: readonly StoredVersion[] | undefined;

/** Sealing takes longer than most stores do, so it is done once for all subjects. */
function longChain(): readonly StoredVersion[] {
  sealed ??= aChain('long', many, (version) => ({
    createdBy: { id: `author-${version % 10}` },
    changeNotes: `note ${version}`,
    label: `v${version}`,
  }));
  return sealed;
}

/** From 10,000 down. */
function descending(step: number): readonly number[] {
  return Array.from({ length: many / step }, (_, index) => many - index * step);
}

async function pagedNumbers(
  store: PolicyStore,
  filter: { author?: string; text?: string } | undefined,
): Promise<readonly number[]> {
  const limit = 500;
  return readPages<number>({ limit, most: many }, async (before = many + 1) => {
    const query = { policyId: 'long', before, limit, order: 'newest', ...(filter && { filter }) } as const;
    return (await store.listVersions(query)).versions.map(({ version }) => version);
  });
}
