// A budget for AI runs: a run keeps the version it started under, and an incident is explained after the budget changed.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const file = join(await mkdtemp(join(tmpdir(), 'policytrail-')), 'budgets.db');

import { createPolicyTrail, definePolicy } from '@policytrail/core';
import { decimal } from '@policytrail/core/zod';
import { openSqliteStore } from '@policytrail/sqlite';
import * as z from 'zod';

const budget = definePolicy({
  name: 'budget',
  policy: z.object({
    allowNetwork: z.boolean(),
    budgetTokens: z.number().int().nonnegative(),
    budgetUsd: decimal({ scale: 2, min: 0 }),
  }),
  input: z.object({ tokens: z.number().int(), usd: decimal(), usesNetwork: z.boolean() }),
  defaultRules: [
    {
      id: 'tokens',
      name: 'Token budget',
      when: 'input.tokens > policy.budgetTokens',
      effect: 'deny',
      message: 'Used {{ input.tokens }} of {{ policy.budgetTokens }} tokens',
    },
    { id: 'usd', name: 'USD budget', when: 'input.usd > policy.budgetUsd', effect: 'deny' },
    { id: 'network', name: 'No network', when: 'input.usesNetwork && !policy.allowNetwork', effect: 'deny' },
    {
      id: 'nearly-spent',
      name: 'Budget nearly spent',
      when: 'input.tokens > policy.budgetTokens * 0.9',
      effect: 'warn',
    },
  ],
});
const trail = createPolicyTrail({ store: await openSqliteStore(file), definition: budget });

const limits = { allowNetwork: true, budgetTokens: 5000, budgetUsd: 10 };
await trail.save('project-123', limits, { by: 'ana', changeNotes: 'Increased for production' });

const run = { type: 'run', id: 'run-7' };
await trail.pin('project-123', run); // the run keeps this version, whatever is saved later

await trail.save('project-123', { ...limits, budgetTokens: 2000 }, { by: 'ana', changeNotes: 'Reduced after review' });

const during = await trail.evaluate('project-123', { tokens: 3200, usd: '4.10', usesNetwork: true }, { subject: run });
const after = await trail.evaluate('project-123', { tokens: 5600, usd: '7.25', usesNetwork: true }, { subject: run });
const incident = await trail.explain('project-123', run); // judged by version 1, beside what version 2 would say

console.log(`run-7 at 3,200 tokens, under version ${during.evaluation.policyVersion}: ${during.evaluation.status}`);
console.log(`run-7 at 5,600 tokens, under version ${after.evaluation.policyVersion}: ${after.evaluation.status}`);
for (const reason of after.evaluation.decision.reasons) console.log(`  ${reason}`);
console.log(`\n${incident.summary}`);
for (const rule of incident.drift.rules.filter(({ status }) => status !== 'same')) {
  console.log(`  ${rule.ruleName}: threshold ${rule.thresholdBefore ?? '–'} → ${rule.thresholdAfter ?? '–'}`);
}
const proof = await trail.verify('project-123');
console.log(`\nVerified ${proof.versions} versions: ${proof.valid ? 'every hash and link holds' : 'problems'}`);
await trail.close();
