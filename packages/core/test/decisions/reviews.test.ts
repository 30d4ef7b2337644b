import { isPolicytrailError, type ReviewResult } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { codeOf, failureOf, inDays, start } from '../trail/kit.js';
import { aPricedTrail, type DecisionKit } from './kit.js';
import { aPolicy, aQuote, quote } from './quoting.js';

/** A quote that asks for too much discount, and has too small a margin. */
async function aRefusedQuote(changes = {}): Promise<DecisionKit & { id: string }> {
  const kit = await aPricedTrail();
  const input = aQuote({ discountPct: '25', marginPct: '5', ...changes });
  const { evaluation } = await kit.trail.evaluate('pricing', input, { subject: quote, id: 'e-1' });
  return { ...kit, id: evaluation.id };
}

const ruleIds = ({ reviews }: ReviewResult) => reviews.map(({ ruleId }) => ruleId);

describe('a review of an evaluation that was judged again since', () => {
  it('says which one counts for the subject now', async () => {
    const { trail, id } = await aRefusedQuote();
    const first = await trail.approve('pricing', id, { by: 'mia', as: 'sales_manager' });
    expect(first.newer).toBeNull();
    await trail.reevaluate('pricing', quote, { id: 'e-2' });
    const late = await trail.revoke('pricing', id, { by: 'mia' });
    expect(late.newer).toBe('e-2');
    expect((await trail.evaluation('pricing', 'e-2'))?.reviews).toHaveLength(1);
  });

  it('says nothing of others where there is no subject', async () => {
    const { trail } = await aPricedTrail();
    const { evaluation } = await trail.evaluate('pricing', aQuote({ discountPct: '25' }));
    await trail.evaluate('pricing', aQuote({ discountPct: '26' }));
    expect((await trail.approve('pricing', evaluation.id, { by: 'mia' })).newer).toBeNull();
  });
});

describe('an approval', () => {
  it('counts once every rule that asks for one is approved, each by its approver', async () => {
    const { trail, id } = await aRefusedQuote();
    const first = await trail.approve('pricing', id, { by: 'mia', as: 'sales_manager', requestId: 'r-1' });
    expect(first.reviews).toEqual([
      {
        policyId: 'pricing',
        evaluationId: 'e-1',
        sequence: 1,
        requestId: 'r-1',
        ruleId: 'discount-cap-manager',
        verdict: 'approved',
        as: 'sales_manager',
        by: { id: 'mia' },
        reason: null,
        reviewedAt: start,
        expiresAt: null,
        upTo: '25.00',
        previousHash: (await trail.evaluation('pricing', id))?.hash,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(first.effective).toMatchObject({ allowed: false, approval: { status: 'pending', approvers: ['finance'] } });
    const second = await trail.approve('pricing', id, { by: 'fin', as: 'finance' });
    expect(second.effective).toMatchObject({ status: 'approved', allowed: true, approval: { status: 'approved' } });
    expect((await trail.evaluation('pricing', id))?.reviews).toEqual([...first.reviews, ...second.reviews]);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('is of all rules that ask for one, where none is named and no role is given', async () => {
    const { trail, id } = await aRefusedQuote({ discountPct: '25' });
    const result = await trail.approve('pricing', id, { by: 'ceo' });
    expect([ruleIds(result), result.effective.allowed]).toEqual([['discount-cap-manager', 'margin-floor'], true]);
  });

  it('is refused for what can not be approved, saying what can be done', async () => {
    const { trail, id } = await aRefusedQuote();
    const denied = await trail.evaluate('pricing', aQuote({ discountPct: '120' }), { id: 'denied' });
    const fine = await trail.evaluate('pricing', aQuote(), { id: 'fine' });
    const messages: string[] = [];
    const calls = [
      () => trail.approve('pricing', denied.evaluation.id, { ruleIds: ['discount-range'] }),
      () => trail.approve('pricing', fine.evaluation.id),
      () => trail.approve('pricing', id, { ruleIds: ['discount-cap-vp'] }),
      () => trail.approve('pricing', id, { as: 'janitor' }),
      () => trail.approve('pricing', id, { ruleIds: [] }),
      () => trail.approve('pricing', id, { expiresAt: start }),
      () => trail.approve('pricing', id, { upTo: '30' }),
      () => trail.approve('pricing', id, { ruleIds: ['discount-cap-manager'], upTo: '24' }),
    ];
    for (const call of calls) {
      const error = await failureOf(call);
      expect(error.code).toBe('invalid_argument');
      messages.push(error.message);
    }
    expect(messages.join('\n')).toMatchInlineSnapshot(`
      "rule \`discount-range\` of evaluation \`denied\` denies: it can't be approved, only waived
      evaluation \`fine\` of \`pricing\` has no violation that blocks: there is nothing that could be approved
      rule \`discount-cap-vp\` is not violated in evaluation \`e-1\`; violated are \`discount-cap-manager\`, \`margin-floor\`
      evaluation \`e-1\` of \`pricing\` asks for the approval of \`sales_manager\`, \`finance\`, not of \`janitor\`; or name the rules in ruleIds
      ruleIds must name at least one rule
      expiresAt 2025-10-01T10:00:00.000Z is not after 2025-10-01T10:00:00.000Z, when the review is made
      upTo is for one rule: name it in ruleIds
      upTo must cover the actual value of rule \`discount-cap-manager\`: a number, an instant or the very text, at least as far beyond the threshold"
    `);
    expect((await trail.evaluation('pricing', id))?.reviews).toEqual([]);
  });

  it('is refused for an indeterminate decision, which can only be evaluated again', async () => {
    const { trail } = await aPricedTrail();
    const rules = [
      { id: 'ratio', name: 'Ratio', when: '1 / (input.dealValue - 1) > 2', effect: 'require_approval', approver: 'x' },
    ];
    await trail.save('pricing', aPolicy({ rules }));
    const { evaluation } = await trail.evaluate('pricing', aQuote({ dealValue: '1' }));
    expect(evaluation.status).toBe('indeterminate');
    const error = await failureOf(() => trail.approve('pricing', evaluation.id));
    expect([error.code, error.message]).toEqual(['invalid_argument', expect.stringContaining('evaluated again')]);
    expect(await codeOf(() => trail.waive('pricing', evaluation.id, { reason: 'r' }))).toBe('invalid_argument');
  });

  it('is refused for an evaluation that there is not', async () => {
    const { trail } = await aPricedTrail();
    const error = await failureOf(() => trail.approve('pricing', 'e-9'));
    expect([error.code, error.details]).toEqual(['missing_evaluation', { policyId: 'pricing', evaluationId: 'e-9' }]);
  });

  it('asked for again with its request id is the one that was given', async () => {
    const { trail, id } = await aRefusedQuote();
    const first = await trail.approve('pricing', id, { by: 'ceo', requestId: 'r-1' });
    const again = await trail.approve('pricing', id, { by: 'ceo', requestId: 'r-1' });
    expect(again).toEqual({ ...first, status: 'already_appended' });
    for (const other of [{ by: 'cfo' }, { by: 'ceo', reason: 'other' }, { by: 'ceo', ruleIds: ['margin-floor'] }]) {
      expect(await codeOf(() => trail.approve('pricing', id, { ...other, requestId: 'r-1' }))).toBe(
        'idempotency_mismatch',
      );
    }
    expect((await trail.evaluation('pricing', id))?.reviews).toHaveLength(2);
  });

  it('keeps to one chain where many approve at once', async () => {
    const { trail, id } = await aRefusedQuote();
    await Promise.all(Array.from({ length: 8 }, (_, rival) => trail.approve('pricing', id, { by: `a-${rival}` })));
    const record = await trail.evaluation('pricing', id);
    expect(record?.reviews.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 16 }, (_, index) => index + 1),
    );
    expect((await trail.verify('pricing')).problems).toEqual([]);
  });
});

describe('a rejection', () => {
  it('needs a reason, and holds until an approval follows', async () => {
    const { trail, id } = await aRefusedQuote({ marginPct: '25' });
    expect(await codeOf(() => trail.reject('pricing', id, {}))).toBe('invalid_argument');
    const rejected = await trail.reject('pricing', id, { by: 'mia', reason: 'Too much' });
    expect(rejected.effective).toMatchObject({ allowed: false, approval: { status: 'rejected' } });
    const approved = await trail.approve('pricing', id, { by: 'mia', reason: 'On second thoughts' });
    expect(approved.effective).toMatchObject({ allowed: true, approval: { status: 'approved' } });
  });

  it('has neither an end nor an envelope', async () => {
    const { trail, id } = await aRefusedQuote();
    const options = { reason: 'r', expiresAt: inDays(1) };
    expect(await codeOf(() => trail.reject('pricing', id, options))).toBe('invalid_argument');
  });
});

describe('a waiver', () => {
  it('lets through what denies, until the instant it expires', async () => {
    const { trail, id, clock } = await aRefusedQuote({ discountPct: '120', marginPct: '25' });
    expect(await codeOf(() => trail.waive('pricing', id, {} as never))).toBe('invalid_argument');
    const waived = await trail.waive('pricing', id, { by: 'ceo', reason: 'Pilot', expiresAt: inDays(2) });
    expect(waived.effective).toMatchObject({ status: 'waived', allowed: true });
    const allowedAt = async (instant: string) => {
      clock.set(instant);
      return (await trail.evaluation('pricing', id))?.effective.allowed;
    };
    expect(await allowedAt('2025-10-03T09:59:59.999Z')).toBe(true);
    expect(await allowedAt(inDays(2))).toBe(false);
    expect(await allowedAt(inDays(3))).toBe(false);
  });

  it('is of all rules that block, whoever would approve them', async () => {
    const { trail, id } = await aRefusedQuote({ discountPct: '120', dealValue: '200000' });
    const result = await trail.waive('pricing', id, { by: 'ceo', as: 'ceo', reason: 'Pilot' });
    expect(ruleIds(result)).toEqual(['discount-range', 'discount-cap-vp', 'margin-floor']);
    expect(result.effective).toMatchObject({ status: 'waived', allowed: true });
    expect(await codeOf(() => trail.waive('pricing', id, { ruleIds: ['deal-value'], reason: 'r' }))).toBe(
      'invalid_argument',
    );
  });

  it('may bound the value it covers', async () => {
    const { trail, id } = await aRefusedQuote({ marginPct: '25' });
    const { reviews } = await trail.waive('pricing', id, { reason: 'Pilot', upTo: 28 });
    expect(reviews[0]?.upTo).toBe('28');
  });
});

describe('a revocation', () => {
  it('takes back what was said, and nothing where nothing stands', async () => {
    const { trail, id } = await aRefusedQuote({ marginPct: '25' });
    const nothing = await failureOf(() => trail.revoke('pricing', id));
    expect([nothing.code, isPolicytrailError(nothing)]).toEqual(['invalid_argument', true]);
    await trail.waive('pricing', id, { by: 'ceo', reason: 'Pilot' });
    const revoked = await trail.revoke('pricing', id, { by: 'ceo' });
    expect(ruleIds(revoked)).toEqual(['discount-cap-manager']);
    expect(revoked.effective).toMatchObject({ status: 'violation', allowed: false, approval: { status: 'pending' } });
    expect(await codeOf(() => trail.revoke('pricing', id))).toBe('invalid_argument');
  });
});
