import { expect, it } from 'vitest';
import { evaluatePolicy } from '../../../src/evaluation/evaluate-policy.js';
import type { JsonObject } from '../../../src/values/json.js';
import { aBudget, aRun, budget } from '../ai-run.js';

const judge = (run: JsonObject, policy: JsonObject = {}) =>
  evaluatePolicy(aBudget(policy), aRun(run), { now: '2025-10-02T16:00:00Z', definition: budget });

it('a run within its budget is approved', () => {
  expect(judge({})).toMatchObject({ status: 'approved', reasons: [] });
});

it('the run of October 2 would break version 3', () => {
  const decision = judge({}, { budgetTokens: 2000, budgetUsd: '5.00' });
  expect(decision.status).toBe('violation');
  expect(decision.violations).toMatchObject([
    { ruleId: 'tokens', thresholdValue: '2000', actualValue: '3200', message: '3200 tokens used of 2000' },
    { ruleId: 'nearly', severity: 'warning', thresholdValue: '4', actualValue: '4.2' },
  ]);
});

it('a run that uses the network where it may not is denied', () => {
  expect(judge({ usesNetwork: true }, { allowNetwork: false }).violations).toMatchObject([
    { ruleId: 'network', thresholdValue: null, actualValue: null },
  ]);
  expect(judge({ usesNetwork: true }).status).toBe('approved');
});

it('a run close to its budget is approved with a warning', () => {
  expect(judge({ usd: '8.01' })).toMatchObject({
    status: 'approved',
    reasons: ['More than 80% of the budget is spent'],
  });
});
