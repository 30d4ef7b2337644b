import { createPolicyTrail, definePolicy, memoryStore } from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aClock, countedIds } from './kit.js';

const budget = definePolicy({
  name: 'budget',
  policy: z.object({
    allowNetwork: z.boolean(),
    budgetTokens: z
      .number()
      .int()
      .nonnegative()
      .meta(field({ label: 'Token budget', unit: 'tokens', stricter: 'lower' })),
    budgetUsd: decimal({ scale: 2, min: 0 }).meta(field({ label: 'USD budget', display: 'money', currency: 'USD' })),
    budgetNatureCost: decimal({ min: 0 }),
  }),
});

const clock = aClock();
const trail = createPolicyTrail({ store: memoryStore(), definition: budget, clock, newId: countedIds() });
const policyId = 'project-123';

const states = [
  {
    at: '2025-10-01T10:00:00.000Z',
    by: 'system',
    budgetTokens: 1000,
    budgetUsd: '1.00',
    changeNotes: 'Initial policy',
  },
  {
    at: '2025-10-02T14:30:00.000Z',
    by: 'user',
    budgetTokens: 5000,
    budgetUsd: '10.00',
    changeNotes: 'Increased for production',
  },
  {
    at: '2025-10-03T09:15:00.000Z',
    by: 'user',
    budgetTokens: 2000,
    budgetUsd: '5.00',
    changeNotes: 'Reduced after budget review',
  },
] as const;
const run = { type: 'run', id: 'run-x' };

beforeAll(async () => {
  for (const [index, { at, by, budgetTokens, budgetUsd, changeNotes }] of states.entries()) {
    clock.set(at);
    const policy = { allowNetwork: true, budgetTokens, budgetUsd, budgetNatureCost: '100.0' };
    await trail.save(policyId, policy, { by, changeNotes, expectedVersion: index });
    if (index !== 1) continue;
    clock.set('2025-10-02T16:00:00.000Z');
    await trail.pin(policyId, run, { by: 'scheduler' });
  }
});

describe('the policy of project-123', () => {
  it('has the three versions of its history, newest first', async () => {
    const { versions, total, head, current } = await trail.history(policyId);
    expect({ total, head, current }).toEqual({ total: 3, head: 3, current: 3 });
    expect(
      versions.map(({ version, createdAt, createdBy, changeNotes }) => [
        version,
        createdAt,
        createdBy?.id,
        changeNotes,
      ]),
    ).toEqual([
      [3, '2025-10-03T09:15:00.000Z', 'user', 'Reduced after budget review'],
      [2, '2025-10-02T14:30:00.000Z', 'user', 'Increased for production'],
      [1, '2025-10-01T10:00:00.000Z', 'system', 'Initial policy'],
    ]);
  });

  it('has these policies, decimals exact', async () => {
    const policies = await Promise.all(
      [1, 2, 3].map(async (version) => (await trail.version(policyId, version))?.policy),
    );
    expect(policies).toEqual([
      { allowNetwork: true, budgetTokens: 1000, budgetUsd: '1.00', budgetNatureCost: '100' },
      { allowNetwork: true, budgetTokens: 5000, budgetUsd: '10.00', budgetNatureCost: '100' },
      { allowNetwork: true, budgetTokens: 2000, budgetUsd: '5.00', budgetNatureCost: '100' },
    ]);
  });

  it('says of each version what it changed', async () => {
    const changed = { kind: 'changed', path: '/budgetTokens', field: '/budgetTokens' };
    const usd = { kind: 'changed', path: '/budgetUsd', field: '/budgetUsd' };
    const { versions } = await trail.history(policyId);
    expect(versions.map(({ changes }) => changes)).toEqual([
      {
        total: 2,
        fields: ['/budgetTokens', '/budgetUsd'],
        first: [
          { ...changed, before: 5000, after: 2000 },
          { ...usd, before: '10.00', after: '5.00' },
        ],
      },
      {
        total: 2,
        fields: ['/budgetTokens', '/budgetUsd'],
        first: [
          { ...changed, before: 1000, after: 5000 },
          { ...usd, before: '1.00', after: '10.00' },
        ],
      },
      null,
    ]);
    expect((await trail.diff(policyId, 1, 3)).changes).toEqual([
      { ...changed, before: 1000, after: 2000 },
      { ...usd, before: '1.00', after: '5.00' },
    ]);
  });

  it('was in force as it was, at every instant', async () => {
    const at = async (instant: string) => (await trail.inForce(policyId, instant))?.version;
    expect(await at('2025-10-01T09:59:59.999Z')).toBeUndefined();
    expect(await at('2025-10-01T10:00:00.000Z')).toBe(1);
    expect(await at('2025-10-02T14:29:59.999Z')).toBe(1);
    expect(await at('2025-10-02T16:00:00.000Z')).toBe(2);
    expect(await at('2025-10-03T09:15:00.000Z')).toBe(3);
  });

  it('keeps the run of October 2 under version 2, whatever was saved since', async () => {
    const pinned = await trail.pinned(policyId, run);
    expect(pinned?.pin).toMatchObject({ policyVersion: 2, pinnedAt: '2025-10-02T16:00:00.000Z' });
    const version = pinned?.version;
    const used = 3200;
    expect([
      used <= (version?.policy.budgetTokens ?? 0),
      used <= ((await trail.current(policyId))?.policy.budgetTokens ?? 0),
    ]).toEqual([true, false]);
  });

  it('verifies', async () => {
    const { valid, policies, versions, pins, problems } = await trail.verifyAll();
    expect({ valid, policies, versions, pins, problems }).toEqual({
      valid: true,
      policies: 2,
      versions: 4,
      pins: 1,
      problems: [],
    });
  });

  it('brings version 2 back as version 4', async () => {
    clock.set('2025-10-04T08:00:00.000Z');
    const { version } = await trail.restore(policyId, 2, { by: 'user' });
    expect(version).toMatchObject({
      version: 4,
      changeNotes: 'Restored from version 2',
      origin: { type: 'restored', version: 2 },
      policy: { budgetTokens: 5000, budgetUsd: '10.00' },
    });
  });
});
