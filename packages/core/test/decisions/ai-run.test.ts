import { createPolicyTrail, definePolicy, memoryStore } from '@policytrail/core';
import { decimal } from '@policytrail/core/zod';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { aClock, countedIds } from '../trail/kit.js';
import { countedSalts } from './kit.js';

const budget = definePolicy({
  name: 'budget',
  policy: z.object({
    allowNetwork: z.boolean(),
    budgetTokens: z.number().int(),
    budgetUsd: decimal({ scale: 2 }),
    budgetNatureCost: decimal(),
  }),
  input: z.object({ tokens: z.number().int(), usd: decimal(), usesNetwork: z.boolean() }),
});

const rules = [
  { id: 'tokens', name: 'Token budget', when: 'input.tokens > policy.budgetTokens', effect: 'deny' },
  { id: 'usd', name: 'USD budget', when: 'input.usd > policy.budgetUsd', effect: 'deny' },
  { id: 'network', name: 'No network', when: 'input.usesNetwork && !policy.allowNetwork', effect: 'deny' },
];
const policy = (budgetTokens: number, budgetUsd: string) =>
  ({ allowNetwork: true, budgetTokens, budgetUsd, budgetNatureCost: '100', rules }) as never;

it('explains the run of October 2: within version 2, which it was pinned to, and over version 3', async () => {
  const clock = aClock('2025-10-01T10:00:00.000Z');
  const store = memoryStore();
  const trail = createPolicyTrail({
    store,
    clock,
    definition: budget,
    newId: countedIds('id-'),
    newSalt: countedSalts(),
  });
  await trail.save('project-123', policy(1000, '1'), { by: 'system', changeNotes: 'Initial policy' });
  clock.set('2025-10-02T14:30:00.000Z');
  await trail.save('project-123', policy(5000, '10'), { by: 'user', changeNotes: 'Increased for production' });
  clock.set('2025-10-02T16:00:00.000Z');
  const run = { type: 'run', id: 'run-x' };
  await trail.pin('project-123', run);
  clock.set('2025-10-03T09:15:00.000Z');
  await trail.save('project-123', policy(2000, '5'), { by: 'user', changeNotes: 'Reduced after budget review' });
  const usage = { tokens: 3200, usd: '4.20', usesNetwork: true };
  const { evaluation } = await trail.evaluate('project-123', usage, { subject: run });
  expect(evaluation).toMatchObject({ policyVersion: 2, status: 'approved' });
  const explanation = await trail.explain('project-123', run);
  expect(explanation).toMatchObject({
    now: { version: { version: 3 }, decision: { status: 'violation' } },
    drift: { grade: 'outcome_changed' },
  });
  expect(explanation.then).toMatchObject({ version: { version: 2 }, decision: { status: 'approved' } });
  expect(explanation.now.decision?.violations).toMatchObject([
    { ruleId: 'tokens', thresholdValue: '2000', actualValue: '3200' },
  ]);
  expect(explanation.drift.rules.find(({ ruleId }) => ruleId === 'tokens')?.valueChanges).toEqual([
    { path: '/budgetTokens', before: 5000, after: 2000 },
  ]);
  expect((await trail.stale('project-123')).stale.map(({ grade }) => grade)).toEqual(['outcome_changed']);
  expect((await trail.verifyAll()).problems).toEqual([]);
});
