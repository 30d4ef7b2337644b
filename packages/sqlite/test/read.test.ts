import {
  compareCodePoints,
  type HistoryFilter,
  memoryStore,
  type PolicyHead,
  type PolicyStore,
  type StoredVersion,
  type VersionQuery,
  type VersionWrite,
} from '@policytrail/core';
import { prefixEnd } from '@policytrail/core/sql';
import { aPin, pinning, storing } from '@policytrail/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../src/index.js';
import { presentDrivers } from './support/drivers.js';
import { aChain, aVersion, instantOf } from './support/rows.js';

const seed = 20_251_003;
const texts = ['Ana', 'ÄRGER', 'a\u0308rger', 'raise the cap', 'STRASSE', '100%', "O'Neill", 'v1', '_'];
const fields = [
  '/budget',
  '/rules',
  '/rules/*',
  '/rules/*/when',
  '/rules/*/message',
  '/a~1b',
  '/limits/day',
  '/"quoted"',
];
const text = fc.constantFrom(...texts);
const field = fc.constantFrom(...fields, '', '/rules/3/when', '/rules/3', '/limits', '/limits/day/hour', '/*');

/** The part of a version that filters look at. */
const sample = fc.record({
  changeNotes: fc.option(text),
  title: fc.option(text),
  createdBy: fc.option(fc.oneof(fc.record({ id: text }), fc.record({ id: text, name: text }))),
  fields: fc.option(fc.uniqueArray(fc.constantFrom(...fields), { maxLength: 3 })),
});

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const filter = fc
  .record({
    text: optional(text),
    author: optional(text),
    from: optional(minutes()),
    to: optional(minutes()),
    field: optional(field),
  })
  .map(
    (members) =>
      Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as HistoryFilter,
  );

function minutes(): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: 13 }).map(instantOf);
}

describe.each(presentDrivers)('reading on $name', ({ open }) => {
  it('lists a history as the store in memory does, whatever the filter', async () => {
    const property = fc.asyncProperty(
      fc.array(sample, { minLength: 1, maxLength: 12 }),
      fc.array(
        fc.record({
          filter: optional(filter),
          before: optional(fc.nat(14)),
          after: optional(fc.nat(14)),
          limit: fc.integer({ min: 1, max: 14 }),
          order: fc.constantFrom('newest' as const, 'oldest' as const),
        }),
        { minLength: 6, maxLength: 6 },
      ),
      async (samples, queries) => {
        const chain = aChain(samples.length, (version) => {
          const { fields: changed, ...given } = samples[version - 1] ?? { fields: null };
          return {
            ...given,
            label: version % 3 === 0 ? `v1.${version}` : null,
            changes: changed && { total: 1, fields: changed, first: [] },
          };
        });
        const memory = memoryStore();
        const database = open(':memory:');
        const store = await openSqliteStore(database);
        for (const target of [memory, store]) await target.append(chain.map(storing));
        for (const { filter: given, before, after, ...rest } of queries) {
          const query: VersionQuery = {
            policyId: 'project-1',
            ...rest,
            ...(before !== undefined && { before }),
            ...(after !== undefined && { after }),
            ...(given !== undefined && { filter: given }),
          };
          expect(await store.listVersions(query)).toEqual(await memory.listVersions(query));
        }
        database.close();
      },
    );
    await fc.assert(property, { seed, numRuns: 40 });
  });

  it('sees heads and what is in force as the store in memory does, in a batch and across batches', async () => {
    const step = fc.record({ wait: fc.nat(2), plan: fc.nat(5), withdraws: fc.boolean(), newBatch: fc.boolean() });
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
      const chain = plannedChain(steps);
      const answers = [];
      for (const store of [memoryStore(), await openSqliteStore(open(':memory:'))]) {
        answers.push(await answersOf(store, batchesOf(chain, steps)));
      }
      expect(answers[1]).toEqual(answers[0]);
    });
    await fc.assert(property, { seed, numRuns: 80 });
  });

  it('lists policies by code point and by prefix, its own only when asked', async () => {
    const ids = ['a', 'a_1', 'a%', 'A', 'a\uffff', 'a🙂', 'ab', 'b', 'é', '~schema/budget', '\u007e', '🙂', '\uff5e'];
    const memory = memoryStore();
    const store = await openSqliteStore(open(':memory:'));
    for (const target of [memory, store]) {
      await target.append(ids.map((policyId) => storing(aVersion({ policyId, title: `the ${policyId}` }))));
      await target.append(
        ids
          .slice(0, 3)
          .map((policyId) => storing(aVersion({ after: aVersion({ policyId, title: `the ${policyId}` }) }))),
      );
    }
    expect(await store.listPolicyIds()).toEqual([...ids].sort(compareCodePoints));
    for (const prefix of [undefined, '', 'a', 'a%', 'a_', 'a\uffff', '~', '🙂', 'zz']) {
      for (const includeInternal of [true, false]) {
        for (const after of [undefined, 'a', 'a_1', 'b', '~']) {
          const query = {
            limit: 4,
            includeInternal,
            ...(prefix !== undefined && { prefix }),
            ...(after !== undefined && { after }),
          };
          expect(await store.listPolicies(query), JSON.stringify(query)).toEqual(await memory.listPolicies(query));
        }
      }
    }
  });

  it('pages through pins in code point order', async () => {
    const store = await openSqliteStore(open(':memory:'));
    const version = aVersion();
    const subjects = ['run', 'quote'].flatMap((type) =>
      ['1', '10', '2'].flatMap((id) => ['', '1', '🙂'].map((at) => ({ type, id, version: at }))),
    );
    await store.append([storing(version), ...subjects.map((subject) => pinning(aPin(version, { subject })))]);
    const seen: unknown[] = [];
    for (let page = await store.readPins({ policyId: 'project-1', limit: 4 }); page.length > 0; ) {
      seen.push(...page.map(({ subject }) => subject));
      const last = page.at(-1);
      page = last === undefined ? [] : await store.readPins({ policyId: 'project-1', after: last.subject, limit: 4 });
    }
    const inOrder = (one: (typeof subjects)[0], other: (typeof subjects)[0]) =>
      compareCodePoints(one.type, other.type) ||
      compareCodePoints(one.id, other.id) ||
      compareCodePoints(one.version, other.version);
    expect(seen).toEqual(subjects.sort(inOrder));
  });

  it('reads a version by label and whole versions by number', async () => {
    const store = await openSqliteStore(open(':memory:'));
    const chain = aChain(5, (version) => ({ label: `v${version}` }));
    await store.append(chain.map(storing));
    expect(await store.readLabelled('project-1', 'v2')).toEqual(chain[1]);
    expect(await store.readLabelled('project-1', 'V2')).toBeUndefined();
    expect(await store.readVersions({ policyId: 'project-1', after: 1, limit: 3 })).toEqual(chain.slice(1, 4));
    expect(await store.readVersion('project-1', 6)).toBeUndefined();
    expect(await store.readSealedHead('project-2')).toBeUndefined();
  });

  it.each([
    ['origin', "'{'", { corrupt: "origin can't be read", origin: { type: 'saved' } }],
    ['origin', `'[]'`, { corrupt: "origin can't be read" }],
    ['changes_json', "'nonsense'", { corrupt: "changes can't be read", changes: null }],
    ['changes_json', `'{"total":1}'`, { corrupt: "changes can't be read", changes: null }],
  ])('lists a row whose %s is %s, and says so', async (column, value, expected) => {
    const database = open(':memory:');
    const store = await openSqliteStore(database);
    await store.append(aChain(3).map(storing));
    database.exec(
      `DROP TRIGGER policytrail_versions_no_update; UPDATE policytrail_versions SET ${column} = ${value} WHERE version = 2`,
    );
    const { versions, total } = await store.listVersions({ policyId: 'project-1', limit: 10, order: 'newest' });
    expect(total).toBe(3);
    expect(versions.map(({ version, corrupt }) => [version, corrupt !== undefined])).toEqual([
      [3, false],
      [2, true],
      [1, false],
    ]);
    expect(versions[1]).toMatchObject(expected);
    expect(await store.readVersion('project-1', 2)).toMatchObject({ ...expected, policyJson: '{"budget":2}' });
  });
});

describe('the end of a prefix', () => {
  it.each([
    ['a', 'b'],
    ['a\ud7ff', 'a\ue000'],
    ['a🙂', 'a🙃'],
    ['a\u{10ffff}', 'b'],
    ['\u{10ffff}', undefined],
    ['', undefined],
  ])('of %j is %j', (prefix, end) => {
    expect(prefixEnd(prefix)).toBe(end);
  });
});

interface Step {
  readonly wait: number;
  readonly plan: number;
  readonly withdraws: boolean;
  readonly newBatch: boolean;
}

function batchesOf(chain: readonly StoredVersion[], steps: readonly Step[]): StoredVersion[][] {
  const batches: StoredVersion[][] = [];
  chain.forEach((version, index) => {
    if (index === 0 || steps[index]?.newBatch) batches.push([]);
    batches.at(-1)?.push(version);
  });
  return batches;
}

/** What a store says on the way, and when all is stored. */
async function answersOf(store: PolicyStore, batches: readonly (readonly StoredVersion[])[]) {
  const heads: unknown[] = [];
  const numbersOf = (head: PolicyHead | undefined) =>
    head && [head.latest.version, head.timeline.map(({ version }) => version)];
  const write = (version: StoredVersion): VersionWrite => ({
    ...storing(version),
    decide(head) {
      heads.push(numbersOf(head));
      return version;
    },
  });
  for (const batch of batches) await store.append(batch.map(write));
  const inForce = [];
  for (let minute = 0; minute < 30; minute += 1) {
    inForce.push((await store.readInForce('project-1', instantOf(minute)))?.version);
  }
  return { heads, inForce, head: numbersOf(await store.readHead('project-1')) };
}

// Minutes: each version some time after the one before, perhaps planned for later, perhaps taking back a plan.
function plannedChain(steps: readonly Step[]): StoredVersion[] {
  const chain: StoredVersion[] = [];
  let now = 1;
  for (const { wait, plan, withdraws } of steps) {
    now += wait;
    const taken = new Set(chain.map((version) => version.withdraws));
    const pending = chain.find(({ version, effectiveAt }) => effectiveAt > instantOf(now) && !taken.has(version));
    const takesBack = withdraws && pending !== undefined;
    const effectiveAt = instantOf(takesBack ? now : now + plan);
    chain.push(
      aVersion({
        after: chain.at(-1),
        createdAt: instantOf(now),
        effectiveAt,
        withdraws: takesBack ? pending.version : null,
      }),
    );
  }
  return chain;
}
