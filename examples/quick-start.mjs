import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const file = join(await mkdtemp(join(tmpdir(), 'policytrail-')), 'policies.db');

// #region quick-start
import { createPolicyTrail, definePolicy } from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import { openSqliteStore } from '@policytrail/sqlite';
import * as z from 'zod';

const budget = definePolicy({
  name: 'budget',
  policy: z.object({
    allowNetwork: z.boolean().meta(field({ label: 'Network', trueLabel: 'Allowed', falseLabel: 'Not allowed' })),
    budgetTokens: z
      .number()
      .int()
      .nonnegative()
      .meta(field({ label: 'Tokens', summary: true })),
    budgetUsd: decimal({ scale: 2, min: 0 }).meta(
      field({ label: 'USD', display: 'money', currency: 'USD', summary: true }),
    ),
  }),
});
const trail = createPolicyTrail({ store: await openSqliteStore(file), definition: budget });

const first = { allowNetwork: true, budgetTokens: 1000, budgetUsd: 1 };
await trail.save('project-123', first, { by: 'system', changeNotes: 'Initial policy' });
const second = { ...first, budgetTokens: 5000, budgetUsd: 10 };
await trail.save('project-123', second, { by: 'ana', changeNotes: 'Increased for production' });
await trail.pin('project-123', { type: 'run', id: 'run-1' }); // what run-1 ran under, for ever
const third = { ...second, budgetTokens: 2000, budgetUsd: 5 };
await trail.save('project-123', third, { by: 'ana', changeNotes: 'Reduced after budget review', expectedVersion: 2 });

const history = await trail.history('project-123'); // newest first, with what each version changed
const diff = await trail.diff('project-123', 2, 3); // /budgetTokens 5000 → 2000, /budgetUsd "10.00" → "5.00"
const ran = await trail.pinned('project-123', { type: 'run', id: 'run-1' }); // version 2, whatever came later
const restored = await trail.restore('project-123', 2, { by: 'ana' }); // version 4, with the values of version 2
const proof = await trail.verify('project-123'); // { valid: true, versions: 4, … }: every hash and link checked
await trail.close();
// #endregion

console.log('History of project-123');
for (const { version, createdAt, createdBy, changeNotes } of history.versions) {
  const mark = version === history.current ? ' (current)' : '';
  console.log(`  Version ${version}${mark}  ${createdAt}  by ${createdBy?.id}  "${changeNotes}"`);
}
console.log(`\nFrom version ${diff.from} to version ${diff.to}`);
for (const change of diff.changes) console.log(`  ${change.path}  ${change.before} → ${change.after}`);
console.log(`\nrun-1 ran under version ${ran?.version.version}: ${ran?.version.policy.budgetTokens} tokens`);
console.log(`\n${restored.version.changeNotes}, as version ${restored.version.version}`);
const verdict = proof.valid ? 'every hash and link holds' : JSON.stringify(proof.problems);
console.log(`\nVerified ${proof.versions} versions: ${verdict}`);
console.log(`\nSee it as a person would:\n  npx policytrail log project-123 --db ${file}`);
