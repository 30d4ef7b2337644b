import type { PolicyTrail } from '@policytrail/core';
import type { RemoteOperation } from '@policytrail/http';

const id = 'project';
const run = { type: 'run', id: 'run-1' };
const history = `${JSON.stringify({ policyId: 'imported', policy: { a: 1 }, createdAt: '2025-09-01T00:00:00.000Z', createdBy: 'legacy', changeNotes: null })}\n`;

/** A call of each operation of a trail that succeeds on {@link fill}'s, where it may be made. */
export const calls: Readonly<Record<Exclude<RemoteOperation, 'watch'>, (trail: PolicyTrail) => unknown>> = {
  policies: (trail) => trail.policies(),
  permissions: (trail) => trail.permissions(id),
  history: (trail) => trail.history(id),
  current: (trail) => trail.current(id),
  inForce: (trail) => trail.inForce(id, new Date('2025-10-01T10:00:00Z')),
  version: (trail) => trail.version(id, 1),
  labelled: (trail) => trail.labelled(id, 'v1'),
  planned: (trail) => trail.planned(id),
  diff: (trail) => trail.diff(id, 1, 2),
  definitionOf: (trail) => trail.definitionOf({ schema: { name: 'none', contentHash: 'a'.repeat(64) } }),
  save: (trail) => trail.save(id, { budget: 3 }),
  saveMany: (trail) => trail.saveMany([{ policyId: id, policy: { budget: 4 } }]),
  restore: (trail) => trail.restore(id, 1),
  withdraw: (trail) => trail.withdraw(id, 3),
  pinned: (trail) => trail.pinned(id, run),
  pin: (trail) => trail.pin(id, { type: 'run', id: 'run-2' }),
  evaluation: (trail) => trail.evaluation(id, 'e-1'),
  evaluations: (trail) => trail.evaluations(id),
  stale: (trail) => trail.stale(id),
  evaluate: (trail) => trail.evaluate(id, { cost: 1 }),
  evaluateMany: (trail) => trail.evaluateMany([{ policyId: id, input: { cost: 1 } }]),
  reevaluate: (trail) => trail.reevaluate(id, run),
  explain: (trail) => trail.explain(id, run),
  approve: (trail) => trail.approve(id, 'e-1'),
  reject: (trail) => trail.reject(id, 'e-1', { reason: 'no' }),
  waive: (trail) => trail.waive(id, 'e-1', { reason: 'yes' }),
  revoke: async (trail) => {
    await trail.approve(id, 'e-1');
    return trail.revoke(id, 'e-1');
  },
  erase: (trail) => trail.erase(id, run),
  verify: (trail) => trail.verify(id),
  verifyAll: (trail) => trail.verifyAll(),
  doctor: (trail) => trail.doctor(),
  exportArchive: (trail) => readAll(trail.exportArchive()),
  importArchive: async (trail) => trail.importArchive(new TextEncoder().encode(await emptyArchive())),
  importHistory: (trail) => trail.importHistory(new TextEncoder().encode(history)),
};

const capped = {
  id: 'cap',
  name: 'Cap',
  when: 'input.cost > policy.budget',
  effect: 'require_approval',
  approver: 'lead',
  message: 'too much',
};

/** Two versions of `project`, a third that is planned, a pin and an evaluation that asks for an approval. */
export async function fill(trail: PolicyTrail): Promise<void> {
  await trail.save(id, { budget: 1, rules: [capped] }, { label: 'v1' });
  await trail.save(id, { budget: 2, rules: [capped] });
  await trail.save(id, { budget: 9, rules: [capped] }, { effectiveAt: '2030-01-01T00:00:00.000Z' });
  await trail.pin(id, run);
  await trail.evaluate(id, { cost: 5 }, { subject: run, id: 'e-1' });
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<number> {
  let bytes = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) bytes += next.value.length;
  return bytes;
}

async function emptyArchive(): Promise<string> {
  const { createPolicyTrail, memoryStore } = await import('@policytrail/core');
  const stream = createPolicyTrail({ store: memoryStore() }).exportArchive({ gzip: false });
  return new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text();
}
