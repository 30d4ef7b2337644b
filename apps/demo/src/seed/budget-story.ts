import type { Instant, JsonObject, PolicyStore } from '@policytrail/core';
import { budgetPolicyId as policyId } from '../policies/budget.js';
import { type Scribe, scribeFor } from './scribe.js';

interface SeedVersion {
  readonly at: Instant;
  readonly by: string;
  readonly tokens: number;
  readonly usd: string;
  readonly changeNotes: string;
}

const versions: readonly SeedVersion[] = [
  { at: '2025-10-01T10:00:00.000Z', by: 'system', tokens: 1000, usd: '1.00', changeNotes: 'Initial policy' },
  { at: '2025-10-02T14:30:00.000Z', by: 'user', tokens: 5000, usd: '10.00', changeNotes: 'Increased for production' },
  { at: '2025-10-03T09:15:00.000Z', by: 'user', tokens: 2000, usd: '5.00', changeNotes: 'Reduced after budget review' },
];

interface SeedRun {
  readonly id: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly input: JsonObject;
}

const run = (id: string, startedAt: Instant, endedAt: Instant, used: readonly [number, string, string]): SeedRun => ({
  id,
  startedAt,
  endedAt,
  input: { tokens: used[0], usd: used[1], natureCost: used[2], usesNetwork: true },
});

// `run-w` fails under version 1, which is why version 2 came; `run-x` passes under version 2 and would fail under version 3.
const runs: readonly SeedRun[] = [
  run('run-u', '2025-10-01T11:20:00.000Z', '2025-10-01T11:31:00.000Z', [640, '0.55', '21.0']),
  run('run-v', '2025-10-01T16:05:00.000Z', '2025-10-01T16:12:00.000Z', [910, '0.86', '30.5']),
  run('run-w', '2025-10-02T09:40:00.000Z', '2025-10-02T09:58:00.000Z', [1240, '1.31', '41.0']),
  run('run-x', '2025-10-02T16:00:00.000Z', '2025-10-02T16:42:00.000Z', [3200, '4.20', '88.5']),
  run('run-y', '2025-10-03T10:30:00.000Z', '2025-10-03T10:47:00.000Z', [1780, '2.35', '54.0']),
  run('run-z', '2025-10-04T08:10:00.000Z', '2025-10-04T08:39:00.000Z', [2350, '3.10', '70.5']),
];

/** Three versions, and runs that were pinned at their start and judged at their end. */
export async function writeBudgetStory(store: PolicyStore): Promise<void> {
  const scribe = scribeFor(store, 'budget');
  const saves = versions.map((version) => ({ at: version.at, write: () => save(scribe, version) }));
  const pins = runs.map(({ id, startedAt }) => ({ at: startedAt, write: () => pin(scribe, id) }));
  const judgements = runs.map((one) => ({ at: one.endedAt, write: () => judge(scribe, one) }));
  await scribe.write([...saves, ...pins, ...judgements]);
}

async function save({ trail }: Scribe, { tokens, usd, by, changeNotes }: SeedVersion): Promise<void> {
  const policy = { budgetTokens: tokens, budgetUsd: usd, budgetNatureCost: '100.0', allowNetwork: true };
  await trail.save(policyId, policy, { by, changeNotes });
}

async function pin({ trail }: Scribe, id: string): Promise<void> {
  await trail.pin(policyId, { type: 'run', id }, { by: 'scheduler' });
}

async function judge({ trail }: Scribe, { id, input }: SeedRun): Promise<void> {
  await trail.evaluate(policyId, input, { subject: { type: 'run', id }, by: 'scheduler', id: `seed:${id}` });
}
