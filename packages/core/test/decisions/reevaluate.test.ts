import { createPolicyTrail, memoryStore } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { codeOf, inDays } from '../trail/kit.js';
import { wrapped } from '../trail/wrapped-store.js';
import { aPricedTrail, aQuotingTrail, rowsOf } from './kit.js';
import { aPolicy, aQuote, quote } from './quoting.js';

async function moved(input = aQuote()) {
  const kit = await aPricedTrail();
  await kit.trail.evaluate('pricing', input, { subject: quote, id: 'e-1', by: 'bo' });
  kit.clock.set(inDays(1));
  await kit.trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
  return kit;
}

describe('a re-evaluation', () => {
  it('appends under the version in force, and leaves the record it takes the place of', async () => {
    const { trail, store } = await moved();
    const before = await rowsOf(store);
    const { status, evaluation, supersedes } = await trail.reevaluate('pricing', quote, { by: 'cy', id: 'e-2' });
    expect([status, supersedes]).toEqual(['recorded', 'e-1']);
    expect(evaluation).toMatchObject({
      id: 'e-2',
      subject: { type: 'quote', id: 'Q-123', version: '3' },
      policyVersion: 2,
      status: 'violation',
      supersedes: 'e-1',
      trigger: 'policy',
      input: { discountPct: '18.00' },
      by: { id: 'cy' },
    });
    expect((await rowsOf(store)).slice(0, 1)).toEqual(before);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('says what brought it about', async () => {
    const { trail } = await moved();
    const triggerOf = async (options: object) => (await trail.reevaluate('pricing', quote, options)).evaluation.trigger;
    expect(await triggerOf({})).toBe('policy');
    expect(await triggerOf({})).toBe('request');
    expect(await triggerOf({ input: aQuote({ discountPct: '5' }) })).toBe('input');
    expect(await triggerOf({ version: 1 })).toBe('policy');
    expect(await triggerOf({ trigger: 'schedule' })).toBe('schedule');
    expect(await codeOf(() => triggerOf({ trigger: 'whim' }))).toBe('invalid_argument');
  });

  it('uses the version in force also where the subject is pinned: the pin is of what it ran under', async () => {
    const { trail, clock } = await aPricedTrail();
    await trail.pin('pricing', quote);
    await trail.evaluate('pricing', aQuote(), { subject: quote });
    clock.set(inDays(1));
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    expect((await trail.reevaluate('pricing', quote)).evaluation.policyVersion).toBe(2);
    expect((await trail.reevaluate('pricing', quote, { version: 1 })).evaluation.policyVersion).toBe(1);
    expect((await trail.pinned('pricing', quote))?.version.version).toBe(1);
  });

  it('carries over the reviews that still hold, in the same transaction, and lists those that do not', async () => {
    const { trail, store } = await moved(aQuote({ discountPct: '25', marginPct: '5' }));
    const { reviews } = await trail.approve('pricing', 'e-1', { by: 'ceo', reason: 'Renewal' });
    const transactions: string[][] = [];
    const append: typeof store.append = (writes) => {
      transactions.push(writes.map(({ kind }) => kind));
      return store.append(writes);
    };
    const watched = aQuotingTrail({ store: wrapped(store, { append }), newId: () => 'e-2', clock: () => inDays(2) });
    const result = await watched.trail.reevaluate('pricing', quote, { by: 'cy' });
    expect(transactions[0]?.slice(0, 3)).toEqual(['review', 'evaluation', 'review']);
    expect(result.carried.map(({ ruleId }) => ruleId)).toEqual(['margin-floor']);
    expect(result.dropped).toMatchObject([{ ruleId: 'discount-cap-manager', reason: 'rule_changed' }]);
    const record = await trail.evaluation('pricing', 'e-2');
    const original = reviews.find(({ ruleId }) => ruleId === 'margin-floor');
    expect(record?.reviews).toEqual([
      { ...original, evaluationId: 'e-2', sequence: 1, previousHash: record?.hash, hash: expect.any(String) },
    ]);
    expect(result.effective).toMatchObject({ allowed: false, approval: { approvers: ['sales_manager'] } });
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('carries no approval further than it went', async () => {
    const { trail } = await aPricedTrail();
    await trail.evaluate('pricing', aQuote({ discountPct: '25' }), { subject: quote, id: 'e-1' });
    await trail.approve('pricing', 'e-1', { by: 'mia' });
    const lower = await trail.reevaluate('pricing', quote, { input: aQuote({ discountPct: '24' }), id: 'e-2' });
    expect([lower.carried.length, lower.effective.allowed]).toEqual([1, true]);
    const higher = await trail.reevaluate('pricing', quote, { input: aQuote({ discountPct: '26' }), id: 'e-3' });
    expect([higher.carried.length, higher.effective.allowed]).toEqual([0, false]);
    expect(higher.dropped).toMatchObject([{ reason: 'outside_envelope' }]);
  });

  it('asked for again with its id is the one that was recorded', async () => {
    const { trail, store } = await moved(aQuote({ marginPct: '5' }));
    await trail.approve('pricing', 'e-1', { by: 'fin' });
    const first = await trail.reevaluate('pricing', quote, { id: 'e-2' });
    const before = await rowsOf(store);
    const again = await trail.reevaluate('pricing', quote, { id: 'e-2' });
    expect(again).toMatchObject({ status: 'already_recorded', evaluation: first.evaluation, supersedes: 'e-1' });
    expect(await rowsOf(store)).toEqual(before);
  });

  it('is refused where there is nothing to evaluate again', async () => {
    const { trail } = await moved();
    expect(await codeOf(() => trail.reevaluate('pricing', { type: 'quote', id: 'other' }))).toBe('missing_evaluation');
    await trail.erase('pricing', quote);
    expect(await codeOf(() => trail.reevaluate('pricing', quote))).toBe('missing_evaluation');
    const renewed = await trail.reevaluate('pricing', quote, { input: aQuote() });
    expect(renewed.evaluation).toMatchObject({ supersedes: 'e-1', trigger: 'input' });
  });
});

describe('a re-evaluation that is overtaken', () => {
  /** Judges again what was approved; `meanwhile` is done once it was read, and before anything is stored. */
  async function overtaken(meanwhile: (kit: Awaited<ReturnType<typeof moved>>) => Promise<unknown>) {
    const kit = await moved(aQuote({ marginPct: '5' }));
    await kit.trail.approve('pricing', 'e-1', { by: 'fin', as: 'finance' });
    let isFirst = true;
    const append: typeof kit.store.append = async (writes) => {
      if (isFirst) {
        isFirst = false;
        await meanwhile(kit);
      }
      return kit.store.append(writes);
    };
    const other = aQuotingTrail({ store: wrapped(kit.store, { append }), newId: newIds(), clock: () => inDays(2) });
    return { ...kit, again: () => other.trail.reevaluate('pricing', quote) };
  }

  function newIds() {
    let made = 1;
    return () => `e-${++made}`;
  }

  it('by an erasure records the input no more', async () => {
    const { trail, again } = await overtaken((kit) => kit.trail.erase('pricing', quote));
    expect(await codeOf(again)).toBe('missing_evaluation');
    const { evaluations } = await trail.evaluations('pricing');
    expect(evaluations.map(({ id, input }) => [id, input])).toEqual([['e-1', null]]);
  });

  it('by a revocation does not carry over what was revoked', async () => {
    const { again } = await overtaken((kit) => kit.trail.revoke('pricing', 'e-1', { by: 'fin' }));
    const { carried, effective } = await again();
    expect([carried, effective.allowed]).toEqual([[], false]);
  });

  it('by another approval carries that over, too', async () => {
    const meanwhile = (kit: Awaited<ReturnType<typeof moved>>) =>
      kit.trail.waive('pricing', 'e-1', { by: 'ceo', reason: 'once', ruleIds: ['margin-floor'] });
    const { carried } = await (await overtaken(meanwhile)).again();
    expect(carried.map(({ review }) => review.verdict)).toEqual(['waived']);
  });
});

describe('an approval of a rule without a single comparison', () => {
  it.each([
    ['input.lines.exists(l, l > policy.cap)', { lines: [21] }, { lines: [99, 100] }],
    ['input.country.startsWith("A")', { country: 'Albania' }, { country: 'Antarctica' }],
    ['(input.x > 20) == true', { x: 25 }, { x: 1_000_000_000 }],
    ['input.x > 20 || input.risk > 5', { x: 25, risk: 0 }, { x: 0, risk: 24 }],
  ])('is not good for other values: %s', async (when, judged, other) => {
    const trail = createPolicyTrail({ store: memoryStore() });
    const rule = { id: 'r', name: 'R', when, effect: 'require_approval', approver: 'm' };
    await trail.save('p', { cap: 20, rules: [rule] });
    const subject = { type: 'quote', id: 'Q' };
    const { evaluation } = await trail.evaluate('p', judged, { subject });
    await trail.approve('p', evaluation.id, { by: 'lee', as: 'm' });
    const same = await trail.reevaluate('p', subject, { input: judged });
    expect(same.effective.allowed).toBe(true);
    const { effective, dropped } = await trail.reevaluate('p', subject, { input: other });
    expect([effective.allowed, dropped.map(({ reason }) => reason)]).toEqual([false, ['other_values']]);
  });
});
