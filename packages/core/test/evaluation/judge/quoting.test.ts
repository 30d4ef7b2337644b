import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluatePolicy } from '../../../src/evaluation/evaluate-policy.js';
import { aQuote, aQuotingPolicy, evaluatedAt, quoting } from '../quoting.js';

const judge = (changes: { readonly [field: string]: string }) =>
  evaluatePolicy(aQuotingPolicy(), aQuote(changes), { now: evaluatedAt, definition: quoting });
const found = (changes: { readonly [field: string]: string }) =>
  judge(changes).violations.map(({ ruleId, requiredApproval }) => `${ruleId}: ${requiredApproval}`);

describe('the quoting policy', () => {
  it('judges Q-123 at 25% as it always has', () => {
    const golden = JSON.parse(readFileSync(new URL('../golden/q-123.json', import.meta.url), 'utf8'));
    expect(judge({ discountPct: '25' })).toEqual(golden);
    expect(golden.violations).toMatchObject([
      {
        thresholdValue: '20.00',
        actualValue: '25.00',
        message: 'Discount exceeds 20% maximum',
        suggestedResolution: 'Request sales manager approval',
      },
    ]);
  });

  it.each([
    ['passes at 18%', { discountPct: '18' }, []],
    ['passes at the cap', { discountPct: '20' }, []],
    ['sends 20.01% to the manager', { discountPct: '20.01' }, ['discount-cap-manager: sales_manager']],
    ['sends 30% to the manager', { discountPct: '30' }, ['discount-cap-manager: sales_manager']],
    ['sends 35% to the VP, not the manager', { discountPct: '35' }, ['discount-cap-vp: vp_finance']],
    ['passes a margin at the floor', { marginPct: '10' }, []],
    ['sends a thin margin to finance', { marginPct: '9.99' }, ['margin-floor: finance']],
    ['sends a large deal to finance', { dealValue: '100000.01' }, ['deal-value-cap: finance']],
    ['sends 101% to risk and the VP', { discountPct: '101' }, ['input-range: risk', 'discount-cap-vp: vp_finance']],
    ['sends a negative discount to risk', { discountPct: '-1' }, ['input-range: risk']],
    [
      'sends a negative margin to risk and finance',
      { marginPct: '-1' },
      ['input-range: risk', 'margin-floor: finance'],
    ],
    ['sends a negative value to risk', { dealValue: '-0.01' }, ['input-range: risk']],
  ])('%s', (_, changes, expected) => {
    expect(found(changes as { readonly [field: string]: string })).toEqual(expected);
  });

  it('takes its default rules where a policy has none', () => {
    const { rules: _, ...values } = aQuotingPolicy();
    expect(evaluatePolicy(values, aQuote(), { now: evaluatedAt, definition: quoting }).appliedRules).toHaveLength(5);
    const none = evaluatePolicy({ ...values, rules: [] }, aQuote(), { now: evaluatedAt, definition: quoting });
    expect(none.appliedRules).toEqual([]);
  });
});
