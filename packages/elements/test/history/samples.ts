import { createPolicyTrail, type Instant, type JsonObject, memoryStore, type PolicyTrail } from '@policytrail/core';
import type { HistoryVersion } from '../../src/source.js';

export const schema = [
  {
    path: '/budgetTokens',
    label: 'Token budget',
    display: 'integer',
    unit: { one: 'token', other: 'tokens' },
    stricter: 'lower',
    summary: true,
  },
  { path: '/allowNetwork', label: 'Network', display: 'boolean', trueLabel: 'Allowed', falseLabel: 'Not allowed' },
  { path: '/key', label: 'Key', display: 'secret' },
] as const;

const first = Date.parse('2025-10-01T09:00:00.000Z');
const hour = 3_600_000;

/** Ten past the last of `count` versions, one an hour. */
export function clockAfter(count: number): () => number {
  return () => first + (count - 1) * hour + 600_000;
}

/** A version as a page gives it; each changes the token budget. */
export function aVersion(version: number, more: Partial<HistoryVersion> = {}): HistoryVersion {
  const at = new Date(first + (version - 1) * hour).toISOString();
  const change = { kind: 'changed', path: '/budgetTokens', field: '/budgetTokens' } as const;
  const before = 1000 * (version - 1);
  return {
    policyId: 'run',
    version,
    requestId: `r${version}`,
    createdAt: at,
    effectiveAt: at,
    createdBy: { id: version % 2 === 0 ? 'bo' : 'ana', name: version % 2 === 0 ? 'Bo Berg' : 'Ana Diaz' },
    changeNotes: `Note ${version}`,
    label: null,
    title: null,
    withdraws: null,
    origin: { type: 'saved' },
    schema: null,
    contentHash: `content ${version}`,
    previousHash: null,
    hash: `hash ${version}`,
    policy: { budgetTokens: 1000 * version, allowNetwork: true },
    changes:
      version === 1
        ? null
        : { total: 1, fields: ['/budgetTokens'], first: [{ ...change, before, after: 1000 * version }] },
    ...more,
  };
}

/** Versions 1 to `count`, newest first. */
export function versions(count: number): readonly HistoryVersion[] {
  return Array.from({ length: count }, (_, index) => aVersion(count - index));
}

/** A real trail with as many versions of the policy `run` as there are budgets, one an hour. */
export async function aTrail(budgets: readonly number[]): Promise<PolicyTrail> {
  let saves = 0;
  let ids = 0;
  // Later saves follow by the minute.
  const now = (): number =>
    first + Math.min(saves, budgets.length - 1) * hour + Math.max(0, saves - budgets.length + 1) * 60_000;
  const trail = createPolicyTrail({
    store: memoryStore(),
    clock: () => new Date(now()).toISOString() as Instant,
    newId: () => `id-${ids++}`,
  });
  for (const budgetTokens of budgets) {
    await trail.save('run', policyOf(budgetTokens), {
      by: { id: 'ana', name: 'Ana Diaz' },
      changeNotes: `To ${budgetTokens}`,
    });
    saves += 1;
  }
  return trail;
}

export function policyOf(budgetTokens: number): JsonObject {
  return { budgetTokens, allowNetwork: true };
}
