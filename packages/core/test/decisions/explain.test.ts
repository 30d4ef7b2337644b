import { describe, expect, it } from 'vitest';
import { codeOf, failureOf, inDays, start } from '../trail/kit.js';
import { wrapped } from '../trail/wrapped-store.js';
import { aPricedTrail, aQuotingTrail, rowsOf } from './kit.js';
import { aPolicy, aQuote, quote, rules } from './quoting.js';

/** Monday: 18% passes under a cap of 20%. Tuesday: the cap becomes 15%. */
async function monday() {
  const kit = await aPricedTrail();
  await kit.trail.evaluate('pricing', aQuote({ discountPct: '18' }), { subject: quote, id: 'e-1' });
  const before = await rowsOf(kit.store);
  kit.clock.set(inDays(1));
  await kit.trail.save('pricing', aPolicy({ maxDiscountPct: '15' }), { by: 'ana' });
  return { ...kit, before };
}

describe('an explanation', () => {
  it('says approved then and violation today, with the rule and both thresholds, and leaves the record as it is', async () => {
    const { trail, store, before } = await monday();
    const explanation = await trail.explain('pricing', quote);
    expect(explanation).toMatchObject({
      policyId: 'pricing',
      subject: { type: 'quote', id: 'Q-123', version: '3' },
      source: 'recorded',
      evaluatedAt: start,
      now: { version: { version: 2 }, decision: { status: 'violation' } },
      drift: { grade: 'outcome_changed' },
      effective: { now: { allowed: false } },
    });
    expect(explanation.then).toMatchObject({
      version: { version: 1, label: 'v1.2.0' },
      decision: { status: 'approved' },
    });
    expect(explanation.effective.then.allowed).toBe(true);
    expect([explanation.then.policy['maxDiscountPct'], explanation.now.policy['maxDiscountPct']]).toEqual([
      '20.00',
      '15.00',
    ]);
    expect(explanation.drift.rules.find(({ ruleId }) => ruleId === 'discount-cap-manager')).toMatchObject({
      status: 'changed',
      valueChanges: [{ path: '/maxDiscountPct', before: '20.00', after: '15.00' }],
      thresholdBefore: '20.00',
      thresholdAfter: '15.00',
      outcomeBefore: 'passed',
      outcomeAfter: 'violated',
    });
    expect(explanation.summary).toMatch(/approved/);
    expect(explanation.summary).toMatch(/15(\.00)?/);
    expect(await rowsOf(store)).toEqual(before);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('reads the recorded instant as now, on both sides', async () => {
    const { trail, clock } = await aPricedTrail();
    const timed = [{ id: 'late', name: 'Late', when: 'now >= timestamp("2025-10-02T00:00:00Z")', effect: 'deny' }];
    await trail.save('pricing', aPolicy({ rules: timed }));
    await trail.evaluate('pricing', aQuote(), { subject: quote });
    clock.set(inDays(5));
    await trail.save('pricing', aPolicy({ rules: timed, maxDealValue: '1' }));
    expect(await trail.explain('pricing', quote)).toMatchObject({
      drift: { grade: 'rules_untouched' },
      now: { decision: { status: 'approved' } },
    });
  });

  it('is of the newest evaluation, of one that is named, or of the newest at an instant', async () => {
    const { trail, clock } = await monday();
    await trail.evaluate('pricing', aQuote({ discountPct: '10' }), { subject: quote, id: 'e-2' });
    clock.set(inDays(2));
    const idOf = async (options: object) => (await trail.explain('pricing', quote, options)).evaluation?.id;
    expect(await idOf({})).toBe('e-2');
    expect(await idOf({ evaluationId: 'e-1' })).toBe('e-1');
    expect(await idOf({ at: start })).toBe('e-1');
    expect(await idOf({ at: '2025-10-02T09:59:59.999Z' })).toBe('e-1');
    expect(await idOf({ at: new Date(inDays(1)) })).toBe('e-2');
    expect((await trail.explain('pricing', { type: 'quote', id: 'Q-123' })).evaluation?.id).toBe('e-2');
  });

  it('counts the reviews, and says which would hold today', async () => {
    const { trail } = await aPricedTrail();
    const { evaluation } = await trail.evaluate('pricing', aQuote({ discountPct: '25', marginPct: '5' }), {
      subject: quote,
    });
    await trail.approve('pricing', evaluation.id, { by: 'ceo' });
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    const { reviews, effective, carryOver } = await trail.explain('pricing', quote);
    expect(reviews).toHaveLength(2);
    expect([effective.then.allowed, effective.now?.allowed]).toEqual([true, false]);
    expect(carryOver.carried.map(({ ruleId }) => ruleId)).toEqual(['margin-floor']);
    expect(carryOver.dropped).toMatchObject([{ ruleId: 'discount-cap-manager', reason: 'rule_changed' }]);
  });

  it('is computed where nothing is recorded and the input is given, and marked so', async () => {
    const { trail, store } = await aPricedTrail();
    const explanation = await trail.explain('pricing', quote, { input: aQuote({ discountPct: '25' }) });
    expect(explanation).toMatchObject({
      source: 'computed',
      evaluation: null,
      reviews: [],
      input: { discountPct: '25.00' },
      drift: { grade: 'none' },
    });
    expect(explanation.then).toMatchObject({ version: { version: 1 }, decision: { status: 'violation' } });
    expect(await rowsOf(store)).toEqual([]);
  });

  it('is computed by the pin of the subject, or by what was in force at an instant', async () => {
    const { trail, clock } = await aPricedTrail();
    await trail.pin('pricing', quote);
    clock.set(inDays(2));
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    const input = aQuote();
    const versionOf = async (subject: typeof quote | { type: string; id: string }, options = {}) =>
      (await trail.explain('pricing', subject, { input, ...options })).then.version.version;
    expect(await versionOf(quote)).toBe(1);
    expect(await versionOf({ type: 'quote', id: 'other' })).toBe(2);
    expect(await versionOf({ type: 'quote', id: 'other' }, { at: inDays(1) })).toBe(1);
    const early = () => trail.explain('pricing', { type: 'quote', id: 'o' }, { input, at: inDays(-1) });
    expect(await codeOf(early)).toBe('missing_version');
  });

  it('is refused where neither is there, saying what is missing', async () => {
    const { trail } = await aPricedTrail();
    const error = await failureOf(() => trail.explain('pricing', quote));
    expect([error.code, error.details]).toEqual([
      'missing_evaluation',
      { policyId: 'pricing', subject: 'quote:Q-123:3' },
    ]);
    await trail.evaluate('pricing', aQuote(), { subject: quote, id: 'e-1' });
    const other = () => trail.explain('pricing', { ...quote, version: 4 }, { evaluationId: 'e-1' });
    expect((await failureOf(other)).details).toEqual({ policyId: 'pricing', evaluationId: 'e-1' });
    expect(await codeOf(() => trail.explain('pricing', quote, { evaluationId: 'e-2', input: aQuote() }))).toBe(
      'missing_evaluation',
    );
  });

  it.each([
    ['is missing', () => undefined],
    ['is another by now', (row: object) => ({ ...row, requestId: 'other' })],
  ])('is refused where the version %s: none takes its place', async (_, change) => {
    const { store } = await monday();
    const readVersion: typeof store.readVersion = async (policyId, version) => {
      const row = await store.readVersion(policyId, version);
      return version === 1 && row !== undefined ? (change(row) as typeof row | undefined) : row;
    };
    const { trail } = aQuotingTrail({ store: wrapped(store, { readVersion }) });
    const error = await failureOf(() => trail.explain('pricing', quote));
    expect([error.code, error.details]).toEqual(['missing_version', { policyId: 'pricing', version: 1 }]);
  });

  it('grades a rule that only got another name as untouched, and a new one as a change of outcome where it is violated', async () => {
    const { trail } = await monday();
    const renamed = rules.map((rule) => ({ ...rule, name: `${rule.name}!` }));
    await trail.save('pricing', aPolicy({ rules: renamed }));
    expect((await trail.explain('pricing', quote)).drift.grade).toBe('rules_untouched');
    const added = { id: 'none', name: 'None', when: 'input.discountPct > 0', effect: 'deny' };
    await trail.save('pricing', aPolicy({ rules: [...rules, added] }));
    expect((await trail.explain('pricing', quote)).drift.grade).toBe('outcome_changed');
  });
});
