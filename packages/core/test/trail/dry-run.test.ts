import { definePolicy } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aTrail, codeOf, contentOf, failureOf, inDays, tokens } from './kit.js';

const budget = definePolicy({ name: 'budget', policy: z.object({ budgetTokens: z.number().int() }) });

describe('a dry run', () => {
  it('says what would be saved, and the changes against the head', async () => {
    const { trail, store } = aTrail();
    await trail.save('p', tokens(1));
    await trail.save('p', tokens(2), { effectiveAt: inDays(1) });
    const before = await contentOf(store);
    const result = await trail.save('p', tokens(3), { dryRun: true, label: 'v3', by: 'ana' });
    expect(result).toMatchObject({
      status: 'saved',
      pending: [2],
      version: { version: 3, label: 'v3', createdBy: { id: 'ana' }, policy: tokens(3) },
      preview: [{ kind: 'changed', path: '/budgetTokens', field: '/budgetTokens', before: 2, after: 3 }],
    });
    expect(await contentOf(store)).toBe(before);
  });

  it('has the hash that the save has then', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1));
    const options = { requestId: 'r', by: 'ana' };
    const rehearsed = await trail.save('p', tokens(2), { ...options, dryRun: true });
    expect((await trail.save('p', tokens(2), options)).version).toEqual(rehearsed.version);
  });

  it('says unchanged, already saved, and every error that a save would end in', async () => {
    const { trail, store } = aTrail({ definition: budget });
    await trail.save('p', { budgetTokens: 1 }, { label: 'v1', requestId: 'r-1' });
    const before = await contentOf(store);
    const dry = (budgetTokens: unknown, options: object) =>
      trail.save('p', { budgetTokens } as { budgetTokens: number }, { ...options, dryRun: true });
    expect(await dry(1, {})).toMatchObject({ status: 'unchanged', preview: [], version: { version: 1 } });
    const replay = await dry(1, { label: 'v1', requestId: 'r-1' });
    expect(replay).toMatchObject({ status: 'already_saved', version: { version: 1 } });
    expect(await codeOf(() => dry(2, { requestId: 'r-1' }))).toBe('idempotency_mismatch');
    expect(await codeOf(() => dry(2, { expectedVersion: 0 }))).toBe('version_conflict');
    expect(await codeOf(() => dry('2', {}))).toBe('invalid_policy');
    const taken = await failureOf(() => dry(2, { label: 'v1' }));
    expect([taken.code, taken.details]).toEqual(['label_taken', { policyId: 'p', label: 'v1', version: 1 }]);
    expect(await contentOf(store)).toBe(before);
  });

  it('of a first version stores no definition, makes no policy and has no changes to show', async () => {
    const { trail } = aTrail({ definition: budget });
    const result = await trail.save('p', { budgetTokens: 1 }, { dryRun: true });
    expect(result).toMatchObject({ status: 'saved', preview: [], version: { version: 1, schema: { name: 'budget' } } });
    expect((await trail.policies({ includeInternal: true })).policies).toEqual([]);
    await trail.save('p', { budgetTokens: 1 });
    expect((await trail.policies({ includeInternal: true })).total).toBe(2);
  });

  it('of a restore says what it would bring back', async () => {
    const { trail, store } = aTrail();
    await trail.save('p', tokens(1));
    await trail.save('p', tokens(2));
    const before = await contentOf(store);
    const result = await trail.restore('p', 1, { dryRun: true });
    expect(result).toMatchObject({
      status: 'saved',
      version: { version: 3, policy: tokens(1), origin: { type: 'restored', version: 1 } },
      preview: [{ kind: 'changed', path: '/budgetTokens', before: 2, after: 1 }],
    });
    expect(await contentOf(store)).toBe(before);
  });
});

describe('many saves at once', () => {
  it('are stored in order, each on top of those before it', async () => {
    const { trail } = aTrail();
    const results = await trail.saveMany([
      { policyId: 'p', policy: tokens(1), by: 'ana' },
      { policyId: 'q', policy: tokens(1) },
      { policyId: 'p', policy: tokens(2), expectedVersion: 1, label: 'v2' },
      { policyId: 'p', policy: tokens(2) },
      { policyId: 'q', policy: tokens(1), requestId: 'request-2' },
    ]);
    expect(results.map(({ status, version }) => [status, version.policyId, version.version])).toEqual([
      ['saved', 'p', 1],
      ['saved', 'q', 1],
      ['saved', 'p', 2],
      ['unchanged', 'p', 2],
      ['already_saved', 'q', 1],
    ]);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('are none where one of them cannot be', async () => {
    const { trail, store } = aTrail({ definition: budget });
    await trail.save('p', { budgetTokens: 1 }, { label: 'v1' });
    const before = await contentOf(store);
    const good = { policyId: 'q', policy: { budgetTokens: 2 } };
    const attempts = [
      { policyId: 'p', policy: { budgetTokens: 2 }, label: 'v1' },
      { policyId: 'p', policy: { budgetTokens: 2 }, expectedVersion: 0 },
      { policyId: 'p', policy: { budgetTokens: 2 }, requestId: 'request-1' },
      { policyId: 'p', policy: { budgetTokens: 'x' as unknown as number } },
      { policyId: '', policy: { budgetTokens: 2 } },
    ];
    const codes = [];
    for (const bad of attempts) codes.push(await codeOf(() => trail.saveMany([good, bad, good])));
    expect(codes).toEqual([
      'label_taken',
      'version_conflict',
      'idempotency_mismatch',
      'invalid_policy',
      'invalid_argument',
    ]);
    expect(await contentOf(store)).toBe(before);
  });

  it('may be none', async () => {
    expect(await aTrail().trail.saveMany([])).toEqual([]);
  });

  it('cannot be rehearsed: a dry run among them is refused, not stored', async () => {
    const { trail } = aTrail();
    const draft = { policyId: 'p', policy: tokens(1), dryRun: true };
    expect(await codeOf(() => trail.saveMany([draft]))).toBe('invalid_argument');
    expect((await trail.policies()).total).toBe(0);
  });
});
