import {
  canonicalJson,
  definePolicy,
  memoryStore,
  type PolicyTrail,
  type StoredVersion,
  sha256Hex,
} from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aTrail, codeOf, contentOf, inDays } from './kit.js';
import { tampered, wrapped } from './wrapped-store.js';

const limit = z.object({ model: z.string(), tokens: z.number().int() });
const budget = definePolicy({
  name: 'budget',
  appliesTo: 'project-',
  policy: z.object({
    budgetUsd: decimal({ scale: 2 }),
    limits: z
      .array(limit)
      .meta(field({ key: 'model' }))
      .optional(),
  }),
});
/** The same definition a release later: another label, the same shape. */
const relabelled = definePolicy({
  name: 'budget',
  appliesTo: 'project-',
  policy: z.object({
    budgetUsd: decimal({ scale: 2 }).meta(field({ label: 'Budget' })),
    limits: z
      .array(limit)
      .meta(field({ key: 'model' }))
      .optional(),
  }),
});
const hashOf = (definition: typeof budget) => sha256Hex(canonicalJson(definition.document));
const schemaPolicy = '~schema/budget';

async function documentHashes(trail: PolicyTrail): Promise<readonly string[]> {
  return (await trail.history(schemaPolicy)).versions.map(({ contentHash }) => contentHash).toReversed();
}

describe('the document of a definition', () => {
  it('is stored once, with the first version that was saved under it', async () => {
    const { trail } = aTrail({ definition: budget });
    const { version } = await trail.save('project-1', { budgetUsd: 1 });
    expect(version.schema).toEqual({ name: 'budget', contentHash: hashOf(budget) });
    expect(version.policy).toEqual({ budgetUsd: '1.00' });
    await trail.save('project-1', { budgetUsd: 2 });
    await trail.save('project-2', { budgetUsd: 2 });
    expect(await documentHashes(trail)).toEqual([hashOf(budget)]);
    expect(await trail.version(schemaPolicy, 1)).toMatchObject({
      requestId: `schema:${hashOf(budget)}`,
      policy: budget.document,
      createdBy: { id: 'system', kind: 'system' },
      schema: null,
    });
    expect(await trail.definitionOf(version)).toEqual(budget.document);
  });

  it('goes into the store in the transaction of the version, and not where that fails', async () => {
    const store = memoryStore();
    const batches: number[] = [];
    const counting = wrapped(store, {
      async append(writes) {
        batches.push(writes.length);
        return store.append(writes);
      },
    });
    const { trail } = aTrail({ store: counting, definition: budget });
    expect(await codeOf(() => trail.save('project-1', { budgetUsd: 1 }, { expectedVersion: 4 }))).toBe(
      'version_conflict',
    );
    expect(await store.listPolicyIds()).toEqual([]);
    await trail.save('project-1', { budgetUsd: 1 });
    await trail.save('project-1', { budgetUsd: 2 });
    expect(batches).toEqual([2, 2, 1]);
  });

  it('is stored anew after a change, and not once more where it changes back', async () => {
    const store = memoryStore();
    const save = async (definition: typeof budget, budgetUsd: number) =>
      (await aTrail({ store, definition, newId: () => `r-${budgetUsd}` }).trail.save('project-1', { budgetUsd }))
        .version;
    await save(budget, 1);
    await save(relabelled, 2);
    const third = await save(budget, 3);
    const { trail } = aTrail({ store });
    expect(await documentHashes(trail)).toEqual([hashOf(budget), hashOf(relabelled)]);
    expect(third.schema?.contentHash).toBe(hashOf(budget));
    expect(await trail.definitionOf(third)).toEqual(budget.document);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('is not stored by a save that stores nothing', async () => {
    const store = memoryStore();
    const save = (definition: typeof budget, requestId: string) =>
      aTrail({ store, definition, newId: () => requestId }).trail.save('project-1', { budgetUsd: 1 });
    await save(budget, 'r-1');
    const before = await contentOf(store);
    expect((await save(relabelled, 'r-2')).status).toBe('unchanged');
    expect((await save(relabelled, 'r-1')).status).toBe('already_saved');
    expect(await contentOf(store)).toBe(before);
  });

  it('follows once something is stored, also where an earlier save under it stored nothing', async () => {
    const store = memoryStore();
    await aTrail({ store, definition: budget }).trail.save('project-1', { budgetUsd: 1 });
    const { trail } = aTrail({ store, definition: relabelled, newId: () => 'r-2' });
    await trail.save('project-1', { budgetUsd: 1 });
    await trail.save('project-1', { budgetUsd: 2 });
    expect(await documentHashes(trail)).toEqual([hashOf(budget), hashOf(relabelled)]);
  });

  it('is one where many saves write it at once', async () => {
    const store = memoryStore();
    const saves = Array.from({ length: 8 }, (_, rival) =>
      aTrail({ store, definition: budget }).trail.save(`project-${rival}`, { budgetUsd: rival }),
    );
    await Promise.all(saves);
    expect(await documentHashes(aTrail({ store }).trail)).toEqual([hashOf(budget)]);
  });

  it('is hidden from the list of policies, unless it is asked for', async () => {
    const { trail } = aTrail({ definition: budget });
    await trail.save('project-1', { budgetUsd: 1 });
    const ids = async (includeInternal: boolean) =>
      (await trail.policies({ includeInternal })).policies.map(({ policyId }) => policyId);
    expect(await ids(false)).toEqual(['project-1']);
    expect(await ids(true)).toEqual(['project-1', schemaPolicy]);
  });

  it('can be read and verified like a policy, and written by nobody', async () => {
    const { trail } = aTrail({ definition: budget });
    await trail.save('project-1', { budgetUsd: 1 });
    expect((await trail.current(schemaPolicy))?.version).toBe(1);
    expect((await trail.verify(schemaPolicy)).versions).toBe(1);
    expect(await codeOf(() => trail.save(schemaPolicy, { budgetUsd: 1 }))).toBe('invalid_argument');
    expect(await codeOf(() => trail.restore(schemaPolicy, 1))).toBe('invalid_argument');
    expect(await codeOf(() => trail.withdraw(schemaPolicy, 1))).toBe('invalid_argument');
    expect(await codeOf(() => trail.pin(schemaPolicy, { type: 'run', id: 'r' }))).toBe('invalid_argument');
  });

  it('is undefined for a version that was saved without one', async () => {
    const { trail } = aTrail({ definition: budget });
    const { version } = await trail.save('other-1', { anything: true });
    expect([version.schema, await trail.definitionOf(version)]).toEqual([null, undefined]);
    expect(await trail.definitionOf({ schema: { name: 'unknown', contentHash: 'a'.repeat(64) } })).toBeUndefined();
  });
});

describe('a document that was changed in the store', () => {
  it.each(['{', 'null', '[]', '{"name":"budget"}'])(
    'to %s says nothing any more, and verify names it',
    async (policyJson) => {
      const { trail, store } = aTrail({ definition: budget });
      await trail.save('project-1', { budgetUsd: 1 });
      const { version } = await trail.save('project-1', { budgetUsd: 2 });
      const changed = (row: StoredVersion) => (row.policyId === schemaPolicy ? { ...row, policyJson } : row);
      const reader = aTrail({ store: tampered(store, { versions: (rows) => rows.map(changed) }) }).trail;
      expect(await reader.definitionOf(version)).toBeUndefined();
      expect((await reader.diff('project-1', 1, 2)).changes).toHaveLength(1);
      const { problems } = await reader.verifyAll();
      expect(problems.map(({ policyId, kind }) => [policyId, kind])).toEqual([[schemaPolicy, 'content']]);
    },
  );

  it('is handed out as a copy: what a reader does to it stays with the reader', async () => {
    const { trail } = aTrail({ definition: budget });
    const { version } = await trail.save('project-1', { budgetUsd: 1 });
    Object.assign((await trail.definitionOf(version)) ?? {}, { policy: null });
    expect(await trail.definitionOf(version)).toEqual(budget.document);
  });
});

describe('the key of a list, as the definition names it', () => {
  const limits = (...models: readonly string[]) =>
    models.map((model, index) => ({ model, tokens: models.length - index }));

  it('tells items apart in the diff, in the stored changes and in what verify rebuilds', async () => {
    const { trail, store } = aTrail({ definition: budget });
    await trail.save('project-1', {
      budgetUsd: 1,
      limits: [
        { model: 'a', tokens: 1 },
        { model: 'b', tokens: 2 },
      ],
    });
    await trail.save('project-1', { budgetUsd: 1, limits: [{ model: 'b', tokens: 2 }] });
    const removed = [{ kind: 'removed', path: '/limits/0', field: '/limits/*', before: { model: 'a', tokens: 1 } }];
    expect((await trail.diff('project-1', 1, 2)).changes).toEqual(removed);
    expect((await trail.history('project-1')).versions[0]?.changes).toEqual({
      total: 1,
      fields: ['/limits/*'],
      first: removed,
    });
    expect((await aTrail({ store }).trail.verifyAll()).problems).toEqual([]);
    expect((await aTrail({ store }).trail.diff('project-1', 1, 2)).changes).toEqual(removed);
  });

  it('makes a difference: without it verify finds other changes', async () => {
    const { trail, store } = aTrail({ definition: budget });
    await trail.save('project-1', { budgetUsd: 1, limits: limits('a', 'b', 'c') });
    await trail.save('project-1', { budgetUsd: 1, limits: limits('c', 'a') });
    const forgetful = wrapped(store, {
      readVersions: async (query) => (query.policyId === schemaPolicy ? [] : store.readVersions(query)),
    });
    const { problems } = await aTrail({ store: forgetful }).trail.verify('project-1');
    expect(problems.map(({ version, kind }) => [version, kind])).toEqual([[2, 'changes']]);
  });

  it('is that of the later version in a diff', async () => {
    const keyed = definePolicy({
      name: 'list',
      policy: z.object({ items: z.array(limit).meta(field({ key: 'model' })) }),
    });
    const plain = definePolicy({ name: 'list', policy: z.object({ items: z.array(limit) }) });
    const store = memoryStore();
    const fields = async (from: number, to: number) =>
      (await aTrail({ store }).trail.diff('p', from, to)).changes.map(({ field }) => field);
    await aTrail({ store, definition: plain }).trail.save('p', { items: limits('a', 'b') });
    await aTrail({ store, definition: keyed, newId: () => 'r-2' }).trail.save('p', {
      items: [{ model: 'b', tokens: 9 }],
    });
    expect(await fields(1, 2)).toEqual(['/items/*', '/items/*/tokens']);
    expect(await fields(2, 1)).toContain('/items/*/model');
    expect((await aTrail({ store }).trail.verifyAll()).problems).toEqual([]);
  });
});

describe('several definitions', () => {
  const access = definePolicy({
    name: 'access',
    appliesTo: (id) => id.endsWith('.acl'),
    policy: z.object({ open: z.boolean() }),
  });

  it('each check the policies they apply to; the first that fits counts', async () => {
    const { trail } = aTrail({ definitions: [budget, access] });
    const schemaOf = async (policyId: string, policy: object) =>
      (await trail.save(policyId, policy as never)).version.schema?.name;
    expect(await schemaOf('project-1', { budgetUsd: 1 })).toBe('budget');
    expect(await schemaOf('door.acl', { open: true })).toBe('access');
    expect(await schemaOf('project-2.acl', { budgetUsd: 1 })).toBe('budget');
    expect(await schemaOf('other', { anything: 1 })).toBeUndefined();
    expect(await codeOf(() => trail.save('door.acl', { budgetUsd: 1 }))).toBe('invalid_policy');
    expect(
      (await trail.policies({ prefix: '~schema/', includeInternal: true })).policies.map(({ policyId }) => policyId),
    ).toEqual(['~schema/access', '~schema/budget']);
  });

  it('are told apart by type through `of`, which refuses the policies of others', async () => {
    const { trail, clock } = aTrail({ definitions: [budget, access] });
    const doors = trail.of(access);
    const { version } = await doors.save('door.acl', { open: true });
    const open: boolean = version.policy.open;
    expect(open).toBe(true);
    expect(await codeOf(() => doors.save('project-1', { open: true }))).toBe('invalid_argument');
    clock.set(inDays(1));
    expect((await doors.current('door.acl'))?.policy.open).toBe(true);
  });
});

describe('a definition', () => {
  it('that answers with a promise is refused', async () => {
    const late = definePolicy({ name: 'late', policy: z.object({ a: z.string().refine(async () => true) }) });
    const { trail } = aTrail({ definition: late });
    expect(await codeOf(() => trail.save('p', { a: 'x' }))).toBe('invalid_argument');
  });

  it('refuses a key that its schema would drop, and keeps the rules, which are none of its business', async () => {
    const { trail } = aTrail({ definition: budget });
    expect(await codeOf(() => trail.save('project-1', { budgetUsd: 1, spare: 2 } as never))).toBe('invalid_policy');
    const rules = [{ id: 'r', name: 'Budget', when: 'input.usd > policy.budgetUsd', effect: 'deny' }];
    const { version } = await trail.save('project-1', { budgetUsd: 1, rules } as never);
    expect(version.policy).toEqual({ budgetUsd: '1.00', rules });
  });
});
