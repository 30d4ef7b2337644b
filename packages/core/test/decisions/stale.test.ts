import { describe, expect, it } from 'vitest';
import { codeOf, inDays } from '../trail/kit.js';
import { wrapped } from '../trail/wrapped-store.js';
import { aPricedTrail, aQuotingTrail } from './kit.js';
import { aPolicy, aQuote, rules } from './quoting.js';

const quoteOf = (id: string) => ({ type: 'quote', id });

describe('stale evaluations', () => {
  it('are none while the version is the same', async () => {
    const { trail } = await aPricedTrail();
    await trail.evaluate('pricing', aQuote(), { subject: quoteOf('a') });
    expect(await trail.stale('pricing')).toEqual({ stale: [], next: null });
  });

  it('are graded by what the change does to each', async () => {
    const { trail, clock } = await aPricedTrail();
    for (const [index, discountPct] of ['18', '12', '25'].entries()) {
      clock.set(inDays(index));
      await trail.evaluate('pricing', aQuote({ discountPct }), { subject: quoteOf(discountPct) });
    }
    clock.set(inDays(3));
    const gradesOf = async () =>
      Object.fromEntries(
        (await trail.stale('pricing')).stale.map(({ evaluation, grade }) => [evaluation.subject?.id, grade]),
      );
    await trail.save('pricing', aPolicy(), { allowUnchanged: true });
    expect(await gradesOf()).toEqual({ 25: 'same_content', 18: 'same_content', 12: 'same_content' });
    await trail.save('pricing', aPolicy({ rules: rules.map((rule) => ({ ...rule, name: 'Renamed' })) }));
    expect(await gradesOf()).toEqual({ 25: 'rules_untouched', 18: 'rules_untouched', 12: 'rules_untouched' });
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    expect(await gradesOf()).toEqual({ 25: 'rules_changed', 18: 'outcome_changed', 12: 'rules_changed' });
    const [newest] = (await trail.stale('pricing')).stale;
    expect(newest?.rules.find(({ status }) => status === 'changed')?.ruleId).toBe('discount-cap-manager');
  });

  it('are the newest of each subject, and leave out what was evaluated again', async () => {
    const { trail, clock } = await aPricedTrail();
    await trail.evaluate('pricing', aQuote(), { subject: quoteOf('a'), id: 'a-1' });
    await trail.evaluate('pricing', aQuote(), { subject: quoteOf('b'), id: 'b-1' });
    await trail.evaluate('pricing', aQuote(), { id: 'nameless' });
    clock.set(inDays(1));
    await trail.evaluate('pricing', aQuote(), { subject: quoteOf('a'), id: 'a-2' });
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    const idsOf = async () => (await trail.stale('pricing')).stale.map(({ evaluation }) => evaluation.id);
    expect(await idsOf()).toEqual(['a-2', 'b-1']);
    clock.set(inDays(2));
    await trail.reevaluate('pricing', quoteOf('a'));
    expect(await idsOf()).toEqual(['b-1']);
    await trail.reevaluate('pricing', quoteOf('b'));
    expect(await idsOf()).toEqual([]);
  });

  it('come in pages, each subject once, whatever lies between', async () => {
    const { trail, clock } = await aPricedTrail();
    for (let round = 0; round < 3; round += 1) {
      clock.set(inDays(round));
      const requests = Array.from({ length: 30 }, (_, index) => ({
        policyId: 'pricing',
        input: aQuote(),
        subject: quoteOf(`q-${index}`),
        id: `e-${round}-${String(index).padStart(2, '0')}`,
      }));
      await trail.evaluateMany(requests);
    }
    clock.set(inDays(4));
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    const found: (string | undefined)[] = [];
    for (let before: Parameters<typeof trail.stale>[1] & object = { limit: 7 }; ; ) {
      const { stale, next } = await trail.stale('pricing', before);
      expect(stale.length).toBeLessThanOrEqual(7);
      found.push(...stale.map(({ evaluation }) => evaluation.id));
      if (next === null) break;
      before = { limit: 7, before: next };
    }
    const newest = Array.from({ length: 30 }, (_, index) => `e-2-${String(29 - index).padStart(2, '0')}`);
    expect(found).toEqual(newest);
  });

  it('are refused for a page of 0', async () => {
    const { trail } = await aPricedTrail();
    expect(await codeOf(() => trail.stale('pricing', { limit: 0 }))).toBe('invalid_argument');
  });

  it('and lists name a row that can not be read, and go on with the others', async () => {
    const { trail, store, clock } = await aPricedTrail();
    for (const id of ['a', 'b']) await trail.evaluate('pricing', aQuote(), { subject: quoteOf(id), id });
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    const damaged = wrapped(store, {
      async listEvaluations(query) {
        const { evaluations, total } = await store.listEvaluations(query);
        const rows = evaluations.map((row) =>
          row.id === 'a' && row.payload !== null ? { ...row, payload: { ...row.payload, decisionJson: '{' } } : row,
        );
        return { evaluations: rows, total };
      },
    });
    const { trail: reader } = aQuotingTrail({ store: damaged, clock });
    const { evaluations } = await reader.evaluations('pricing');
    expect(evaluations.map(({ id, corrupt }) => [id, corrupt === undefined])).toEqual([
      ['b', true],
      ['a', false],
    ]);
    expect((await reader.stale('pricing')).stale.map(({ evaluation }) => evaluation.id)).toEqual(['b', 'a']);
  });
});
