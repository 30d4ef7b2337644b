import { createPolicyTrail, createVersionTrail, memoryStore } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { codeOf, contentOf, failureOf } from '../trail/kit.js';
import { aPricedTrail } from './kit.js';
import { aPolicy, pricing } from './quoting.js';

const misspelt = aPolicy({
  rules: [{ id: 'cap', name: 'Cap', when: 'input.discuontPct > policy.maxDiscountPct', effect: 'deny' }],
});

describe('rules that can not be used', () => {
  it('are refused by save, saveMany, a dry run and the synchronous trail, and nothing is stored', async () => {
    const { trail, store } = await aPricedTrail();
    const before = await contentOf(store);
    const calls = [
      () => trail.save('pricing', misspelt),
      () => trail.saveMany([{ policyId: 'pricing', policy: misspelt }]),
      () => trail.save('pricing', misspelt, { dryRun: true }),
      () => trail.sync.save('pricing', misspelt),
    ];
    for (const call of calls) {
      const error = await failureOf(call);
      expect(error.code).toBe('invalid_expression');
      expect(error.details).toMatchObject({ path: '/rules/0/when', suggestion: 'discountPct' });
    }
    expect(await contentOf(store)).toBe(before);
  });

  it('are refused by restore, which says what no longer fits', async () => {
    const { store } = await aPricedTrail();
    await createVersionTrail({ store, definition: pricing }).save('pricing', misspelt as never);
    const trail = createPolicyTrail({ store, definition: pricing });
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }) as never);
    expect(await codeOf(() => trail.restore('pricing', 2))).toBe('invalid_expression');
    expect((await trail.restore('pricing', 1)).version.version).toBe(4);
  });

  it('stay in history, and in what is imported: history is never validated again', async () => {
    const { store } = await aPricedTrail();
    const versions = createVersionTrail({ store, definition: pricing });
    await versions.save('pricing', misspelt as never);
    const source = createPolicyTrail({ store });
    const copy = createPolicyTrail({ store: memoryStore(), definition: pricing });
    expect((await copy.importArchive(source.exportArchive())).policies).toBe(2);
    expect((await copy.version('pricing', 2))?.policy).toMatchObject({ rules: misspelt.rules });
    const line = JSON.stringify({ policyId: 'old', policy: { rules: 5 }, createdAt: '2025-01-01T00:00:00Z' });
    await copy.importHistory(new TextEncoder().encode(line));
    expect((await copy.current('old'))?.policy).toEqual({ rules: 5 });
  });

  it('make a decision indeterminate where they are judged by all the same', async () => {
    const { store } = await aPricedTrail();
    await createVersionTrail({ store, definition: pricing }).save('pricing', misspelt as never);
    const trail = createPolicyTrail({ store, definition: pricing });
    const input = { discountPct: '1', marginPct: '50', dealValue: '1' };
    expect((await trail.evaluate('pricing', input)).evaluation.status).toBe('indeterminate');
  });
});

describe('a trail of versions alone', () => {
  it('stores rules as data, and has neither proof nor decisions', async () => {
    const trail = createVersionTrail({ store: memoryStore() });
    await trail.save('p', { rules: 'none' });
    expect((await trail.current('p'))?.policy).toEqual({ rules: 'none' });
    expect(Object.keys(trail)).not.toEqual(expect.arrayContaining(['evaluate']));
    expect(Object.keys(trail)).not.toEqual(expect.arrayContaining(['verify']));
    await trail.as('ana').save('p', { rules: 'other' });
    expect((await trail.history('p')).versions[0]?.createdBy).toEqual({ id: 'ana' });
    expect(
      (
        await trail
          .of(pricing)
          .diff('pricing', 1, 1)
          .catch((error) => error)
      ).code,
    ).toBe('not_found');
    expect(trail.sync.current('p')?.version).toBe(2);
  });
});
