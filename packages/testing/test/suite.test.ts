import { memoryStore, type PolicyStore } from '@policytrail/core';
import {
  checkPolicyStore,
  type Place,
  type PolicyStoreSubject,
  runScenario,
  type Scenario,
  scenarios,
} from '@policytrail/testing';
import { describe, expect, it } from 'vitest';

const options = { seed: 1, modelRuns: 1 };

function aSubject(gaps: Readonly<Record<string, string>> = {}, place: Partial<Place> = {}): PolicyStoreSubject {
  const prepare = async () => ({ open: async () => memoryStore(), dispose: async () => {}, ...place });
  return { name: 'a subject', prepare, gaps };
}

function aScenario(run: Scenario['run']): Scenario {
  return { id: 'append/example', group: 'append', promise: 'is an example', run };
}

const passing = aScenario(async () => {});
const failing = aScenario(async () => {
  throw new Error('expected 1, got 2');
});

describe('a scenario', () => {
  it('is judged by whether it passes and whether it should', async () => {
    const declared = aSubject({ 'append/example': 'not yet' });
    expect(await runScenario(passing, aSubject(), options)).toMatchObject({ status: 'passed' });
    expect(await runScenario(failing, aSubject(), options)).toMatchObject({ status: 'failed' });
    expect(await runScenario(failing, declared, options)).toMatchObject({ status: 'gap', reason: 'not yet' });
    expect(await runScenario(passing, declared, options)).toMatchObject({ status: 'healed', reason: 'not yet' });
  });

  it('closes its stores and removes its places, also where it fails', async () => {
    const told: string[] = [];
    const open = async (): Promise<PolicyStore> => ({ ...memoryStore(), close: async () => void told.push('closed') });
    const subject = aSubject({}, { open, dispose: async () => void told.push('disposed') });
    const scenario = aScenario(async (context) => {
      await context.open();
      await (await context.prepare()).open();
      throw new Error('stop');
    });
    await runScenario(scenario, subject, options);
    expect(told).toEqual(['closed', 'disposed', 'closed', 'disposed']);
  });

  it('fails where its place can not be removed', async () => {
    const subject = aSubject({}, { dispose: () => Promise.reject(new Error('in use')) });
    expect(await runScenario(passing, subject, options)).toMatchObject({ status: 'failed' });
  });

  it('fails where its place can not be prepared', async () => {
    const subject = { ...aSubject(), prepare: () => Promise.reject(new Error('no room')) };
    expect(await runScenario(passing, subject, options)).toMatchObject({ status: 'failed' });
  });
});

describe('the suite', () => {
  it('refuses gaps declared for scenarios that do not exist', async () => {
    await expect(checkPolicyStore(aSubject({ 'append/typo': 'never' }))).rejects.toThrow('append/typo');
  });

  it('reports what the memory store lacks as failures where no gap is declared', async () => {
    const chosen = scenarios.filter(({ id }) => id === 'lifecycle/reopening-keeps-all' || id === 'recovery/opening');
    const results = await checkPolicyStore(aSubject(), { scenarios: chosen });
    expect(results.map(({ status }) => status)).toEqual(['failed', 'failed']);
  });

  it('names every scenario by its group and a promise', () => {
    expect(scenarios.filter(({ id, group, promise }) => !id.startsWith(`${group}/`) || promise === '')).toEqual([]);
    expect([...new Set(scenarios.map(({ group }) => group))]).toEqual([
      'append',
      'idempotency',
      'reading',
      'in-force',
      'filter',
      'order',
      'evaluation',
      'review',
      'erasure',
      'record-text',
      'record-size',
      'text',
      'size',
      'concurrency',
      'lifecycle',
      'recovery',
      'model',
    ]);
  });
});
