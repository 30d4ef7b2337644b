import { describe, expect, it } from 'vitest';
import { codeOf, inDays } from '../trail/kit.js';
import { wrapped } from '../trail/wrapped-store.js';
import { aPricedTrail, aQuotingTrail, rowsOf, storedOf } from './kit.js';
import { aPolicy, aQuote, quote } from './quoting.js';

async function judged() {
  const kit = await aPricedTrail();
  const discountPct = '25.77';
  for (const [index, subject] of [quote, { ...quote, version: 4 }, { type: 'quote', id: 'other' }].entries()) {
    await kit.trail.evaluate('pricing', aQuote({ discountPct }), { id: `e-${index}`, subject });
  }
  return kit;
}

describe('an erasure', () => {
  it('takes input and decision of all versions of a subject, and of nothing else', async () => {
    const { trail, store, clock } = await judged();
    clock.set(inDays(1));
    expect(await trail.erase('pricing', { type: 'quote', id: 'Q-123' }, { by: 'dpo', reason: 'Request 7' })).toEqual({
      erased: 2,
      alreadyErased: 0,
    });
    const rows = await rowsOf(store);
    expect(rows.map((row) => row.includes('25.77'))).toEqual([false, false, true]);
    const record = await trail.evaluation('pricing', 'e-0');
    expect(record).toMatchObject({
      input: null,
      decision: null,
      status: 'violation',
      erased: { erasedAt: inDays(1), erasedBy: { id: 'dpo' }, reason: 'Request 7' },
      effective: { allowed: false },
    });
    expect((await trail.evaluations('pricing', { filter: { ruleId: 'discount-cap-manager' } })).total).toBe(1);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('takes one evaluation that has no subject, by its id', async () => {
    const { trail, store } = await judged();
    for (const id of ['nobody-1', 'nobody-2'])
      await trail.evaluate('pricing', aQuote({ discountPct: '27.31' }), { id });
    const erase = (evaluationId: string) => trail.erase('pricing', null, { evaluationId, by: 'dpo' });
    expect(await erase('nobody-1')).toEqual({ erased: 1, alreadyErased: 0 });
    expect(await erase('nobody-1')).toEqual({ erased: 0, alreadyErased: 1 });
    const held = (await rowsOf(store)).filter((row) => row.includes('27.31'));
    expect(held).toHaveLength(1);
    expect(held[0]).toContain('nobody-2');
    expect(await trail.evaluation('pricing', 'nobody-1')).toMatchObject({
      input: null,
      erased: { erasedBy: { id: 'dpo' } },
    });
    expect((await trail.verifyAll()).problems).toEqual([]);
    expect(await codeOf(() => erase('nobody-3'))).toBe('missing_evaluation');
  });

  it('leaves no part of a subject behind: an evaluation of one is not erased alone', async () => {
    const { trail, store } = await judged();
    const before = await rowsOf(store);
    const wrong = [
      () => trail.erase('pricing', null, { evaluationId: 'e-0' }),
      () => trail.erase('pricing', quote, { evaluationId: 'e-0' }),
      () => trail.erase('pricing', null),
      () => trail.erase('pricing', undefined as never),
    ];
    for (const ask of wrong) expect(await codeOf(ask)).toBe('invalid_argument');
    expect(await rowsOf(store)).toEqual(before);
  });

  it('is done once: asked for again, the first stands', async () => {
    const { trail, store } = await judged();
    expect(await trail.erase('pricing', quote, { by: 'dpo' })).toEqual({ erased: 1, alreadyErased: 0 });
    const before = await rowsOf(store);
    expect(await trail.erase('pricing', quote, { by: 'bo' })).toEqual({ erased: 0, alreadyErased: 1 });
    expect(await rowsOf(store)).toEqual(before);
    expect(await trail.erase('pricing', { type: 'quote', id: 'nobody' })).toEqual({ erased: 0, alreadyErased: 0 });
  });

  it('goes through all pages', async () => {
    const { trail } = await aPricedTrail();
    const requests = Array.from({ length: 1_001 }, () => ({ policyId: 'pricing', input: aQuote(), subject: quote }));
    await trail.evaluateMany(requests);
    expect(await trail.erase('pricing', quote)).toEqual({ erased: 1_001, alreadyErased: 0 });
  });

  it('takes what was judged again on the same input while it was under way', async () => {
    const { trail, store, clock } = await judged();
    let isFirst = true;
    const append: typeof store.append = async (writes) => {
      if (isFirst) await trail.reevaluate('pricing', quote, { id: 'e-again' });
      isFirst = false;
      return store.append(writes);
    };
    const eraser = aQuotingTrail({ store: wrapped(store, { append }), clock });
    expect(await eraser.trail.erase('pricing', quote)).toEqual({ erased: 2, alreadyErased: 0 });
    expect(await trail.evaluation('pricing', 'e-again')).toMatchObject({ input: null });
  });

  it('leaves nothing to approve, but a review to take back', async () => {
    const { trail } = await judged();
    await trail.approve('pricing', 'e-0', { by: 'mia' });
    await trail.erase('pricing', quote);
    expect(await codeOf(() => trail.approve('pricing', 'e-0'))).toBe('invalid_argument');
    expect((await trail.revoke('pricing', 'e-0', { by: 'mia' })).reviews).toHaveLength(1);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('refuses its id to another evaluation, and to a retry: nothing is left to compare them by', async () => {
    const { trail, store } = await judged();
    await trail.erase('pricing', quote);
    for (const discountPct of ['25.77', '99']) {
      const again = trail.evaluate('pricing', aQuote({ discountPct }), { id: 'e-0', subject: quote });
      await expect(again).rejects.toMatchObject({
        code: 'idempotency_mismatch',
        message: expect.stringContaining('was erased since'),
      });
    }
    expect((await storedOf(store, 'e-0')).payload).toBeNull();
  });

  it('is explained as far as it goes', async () => {
    const { trail } = await judged();
    await trail.erase('pricing', quote);
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    const explanation = await trail.explain('pricing', quote);
    expect(explanation).toMatchObject({
      source: 'recorded',
      input: null,
      now: { version: { version: 2 }, decision: null },
      drift: { grade: 'rules_changed' },
      effective: { now: null },
    });
    expect(explanation.then).toMatchObject({ version: { version: 1 }, decision: null });
    expect(explanation.summary).toContain('erased');
  });
});
