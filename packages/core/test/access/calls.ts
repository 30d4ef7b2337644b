import type { PolicyTrail } from '@policytrail/core';
import { bytesOf, tokens } from '../trail/kit.js';

/** A call of each operation of a trail, on the policy `project` where it is about one. */
export function callsOf(trail: PolicyTrail): Readonly<Record<string, () => unknown>> {
  const id = 'project';
  const run = { type: 'run', id: 'run-1' };
  const bytes = new TextEncoder().encode('{}');
  return {
    save: () => trail.save(id, tokens(1)),
    saveMany: () => trail.saveMany([{ policyId: id, policy: tokens(1) }]),
    current: () => trail.current(id),
    inForce: () => trail.inForce(id, new Date(0)),
    version: () => trail.version(id, 1),
    labelled: () => trail.labelled(id, 'v1'),
    history: () => trail.history(id),
    policies: () => trail.policies(),
    planned: () => trail.planned(id),
    withdraw: () => trail.withdraw(id, 1),
    diff: () => trail.diff(id, 1, 2),
    restore: () => trail.restore(id, 1),
    pin: () => trail.pin(id, run),
    pinned: () => trail.pinned(id, run),
    definitionOf: () => trail.definitionOf({ schema: { name: 'budget', contentHash: 'a'.repeat(64) } }),
    watch: () => trail.watch(id, () => undefined),
    doctor: () => trail.doctor(),
    evaluate: () => trail.evaluate(id, {}),
    evaluateMany: () => trail.evaluateMany([{ policyId: id, input: {} }]),
    evaluation: () => trail.evaluation(id, 'evaluation-1'),
    evaluations: () => trail.evaluations(id),
    explain: () => trail.explain(id, run),
    stale: () => trail.stale(id),
    reevaluate: () => trail.reevaluate(id, run),
    approve: () => trail.approve(id, 'evaluation-1'),
    reject: () => trail.reject(id, 'evaluation-1', { reason: 'no' }),
    waive: () => trail.waive(id, 'evaluation-1', { reason: 'yes' }),
    revoke: () => trail.revoke(id, 'evaluation-1'),
    erase: () => trail.erase(id, run),
    verify: () => trail.verify(id),
    verifyAll: () => trail.verifyAll(),
    exportArchive: () => bytesOf(trail.exportArchive()),
    importArchive: () => trail.importArchive(bytes),
    importHistory: () => trail.importHistory(bytes),
  };
}
