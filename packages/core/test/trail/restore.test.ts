import { definePolicy, memoryStore } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aTrail, codeOf, contentOf, failureOf, inDays, tokens } from './kit.js';
import { replacing, tampered } from './wrapped-store.js';

async function withThree() {
  const kit = aTrail();
  await kit.trail.save('p', tokens(1), { label: 'v1', title: 'First', changeNotes: 'notes', by: 'ana' });
  await kit.trail.save('p', tokens(2));
  await kit.trail.save('p', tokens(3));
  return kit;
}

describe('a restore', () => {
  it('is a new version with the old policy, and nothing else of the old version', async () => {
    const { trail } = await withThree();
    const old = await trail.version('p', 1);
    const { status, version } = await trail.restore('p', 1, { by: 'bo' });
    expect(status).toBe('saved');
    expect(version).toMatchObject({
      version: 4,
      policy: tokens(1),
      contentHash: old?.contentHash,
      origin: { type: 'restored', version: 1 },
      changeNotes: 'Restored from version 1',
      createdBy: { id: 'bo' },
      label: null,
      title: null,
    });
    expect(await trail.version('p', 1)).toEqual(old);
    expect((await trail.current('p'))?.version).toBe(4);
  });

  it('takes notes, label and title of its own', async () => {
    const { trail } = await withThree();
    const { version } = await trail.restore('p', 1, { changeNotes: 'Back', label: 'v4', title: 'Again' });
    expect([version.changeNotes, version.label, version.title]).toEqual(['Back', 'v4', 'Again']);
    const undefinedNotes = { changeNotes: undefined } as never;
    expect((await trail.restore('p', 2, undefinedNotes)).version.changeNotes).toBe('Restored from version 2');
  });

  it('of what is in force anyway changes nothing, unless that is asked for', async () => {
    const { trail } = await withThree();
    expect(await trail.restore('p', 3)).toMatchObject({ status: 'unchanged', version: { version: 3 } });
    expect(await trail.restore('p', 3, { allowUnchanged: true })).toMatchObject({
      status: 'saved',
      version: { version: 4 },
    });
  });

  it('heeds the expected version, the request id and the label', async () => {
    const { trail, store } = await withThree();
    expect(await codeOf(() => trail.restore('p', 1, { expectedVersion: 2 }))).toBe('version_conflict');
    expect(await codeOf(() => trail.restore('p', 1, { label: 'v1' }))).toBe('label_taken');
    const first = await trail.restore('p', 1, { requestId: 'r', expectedVersion: 3 });
    const before = await contentOf(store);
    const again = await trail.restore('p', 1, { requestId: 'r', expectedVersion: 3 });
    expect([again.status, again.version]).toEqual(['already_saved', first.version]);
    expect(await codeOf(() => trail.restore('p', 2, { requestId: 'r' }))).toBe('idempotency_mismatch');
    expect(await contentOf(store)).toBe(before);
  });

  it('of what is not there is refused', async () => {
    const { trail } = await withThree();
    const error = await failureOf(() => trail.restore('p', 9));
    expect([error.code, error.details]).toEqual(['not_found', { policyId: 'p', version: 9 }]);
    expect(await codeOf(() => trail.restore('q', 1))).toBe('not_found');
    expect(await codeOf(() => trail.restore('p', 0))).toBe('invalid_argument');
    expect(await codeOf(() => trail.restore('p', 1.5))).toBe('invalid_argument');
  });

  it('of a plan brings its policy into force at once', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1));
    await trail.save('p', tokens(2), { effectiveAt: inDays(3) });
    const { version, pending } = await trail.restore('p', 2);
    expect([version.policy, pending, (await trail.current('p'))?.version]).toEqual([tokens(2), [2], 3]);
  });

  it('of a policy that was changed in the store is refused: it must not get a seal', async () => {
    const { store } = await withThree();
    const edit = replacing(1, (row) => ({ ...row, policyJson: '{"budgetTokens":999}' }));
    const edited = tampered(store, { versions: edit });
    const { trail } = aTrail({ store: edited });
    expect(await codeOf(() => trail.restore('p', 1))).toBe('trail_corrupt');
    expect(await codeOf(() => trail.restore('p', 1, { dryRun: true }))).toBe('trail_corrupt');
  });
});

describe('a restore under a definition', () => {
  const first = definePolicy({ name: 'budget', policy: z.object({ budgetTokens: z.number() }) });
  const second = definePolicy({
    name: 'budget',
    policy: z.object({ budgetTokens: z.number().max(10), region: z.string().optional() }),
  });

  it('says what no longer fits, and stores nothing', async () => {
    const store = memoryStore();
    await aTrail({ store, definition: first }).trail.save('p', { budgetTokens: 50 });
    const { trail } = aTrail({ store, definition: second, newId: () => 'r-2' });
    await trail.save('p', { budgetTokens: 5 });
    const before = await contentOf(store);
    const error = await failureOf(() => trail.restore('p', 1));
    expect(error.code).toBe('invalid_policy');
    expect(error.details).toMatchObject({ issues: [{ path: '/budgetTokens' }] });
    expect(await contentOf(store)).toBe(before);
    expect((await trail.version('p', 1))?.policy).toEqual({ budgetTokens: 50 });
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('is saved under the definition of today', async () => {
    const store = memoryStore();
    await aTrail({ store, definition: first }).trail.save('p', { budgetTokens: 7 });
    const { trail } = aTrail({ store, definition: second, newId: () => 'r-2' });
    const saved = await trail.save('p', { budgetTokens: 5, region: 'eu' });
    const restored = await trail.restore('p', 1, { requestId: 'r-3' });
    expect(restored.version.policy).toEqual({ budgetTokens: 7 });
    expect(restored.version.schema).toEqual(saved.version.schema);
  });
});
