import { describe, expect, it } from 'vitest';
import { createPolicyTrail, memoryStore } from '../../src/index.js';

const misspelt = { expectedversion: 2 } as object;
const run = { type: 'run', id: '1' };
const calls = {
  save: (trail: ReturnType<typeof aTrail>, options: object) => trail.save('p', { a: 2 }, options),
  saveMany: (trail: ReturnType<typeof aTrail>, options: object) =>
    trail.saveMany([{ policyId: 'p', policy: { a: 2 }, ...options }]),
  restore: (trail: ReturnType<typeof aTrail>, options: object) => trail.restore('p', 1, options),
  withdraw: (trail: ReturnType<typeof aTrail>, options: object) => trail.withdraw('p', 1, options),
  pin: (trail: ReturnType<typeof aTrail>, options: object) => trail.pin('p', run, options),
  history: (trail: ReturnType<typeof aTrail>, options: object) => trail.history('p', options),
  filter: (trail: ReturnType<typeof aTrail>, filter: object) => trail.history('p', { filter }),
  policies: (trail: ReturnType<typeof aTrail>, options: object) => trail.policies(options),
  evaluate: (trail: ReturnType<typeof aTrail>, options: object) => trail.evaluate('p', {}, options),
  evaluateMany: (trail: ReturnType<typeof aTrail>, options: object) =>
    trail.evaluateMany([{ policyId: 'p', input: {}, ...options }]),
  evaluationRecorder: async (trail: ReturnType<typeof aTrail>, options: object) => trail.evaluationRecorder(options),
  'evaluate of a recorder': (trail: ReturnType<typeof aTrail>, options: object) =>
    trail.evaluationRecorder().evaluate('p', {}, options),
  evaluations: (trail: ReturnType<typeof aTrail>, options: object) => trail.evaluations('p', options),
  'filter of evaluations': (trail: ReturnType<typeof aTrail>, filter: object) => trail.evaluations('p', { filter }),
  explain: (trail: ReturnType<typeof aTrail>, options: object) => trail.explain('p', run, options),
  stale: (trail: ReturnType<typeof aTrail>, options: object) => trail.stale('p', options),
  reevaluate: (trail: ReturnType<typeof aTrail>, options: object) => trail.reevaluate('p', run, options),
  approve: (trail: ReturnType<typeof aTrail>, options: object) => trail.approve('p', 'e', options),
  reject: (trail: ReturnType<typeof aTrail>, options: object) => trail.reject('p', 'e', options),
  waive: (trail: ReturnType<typeof aTrail>, options: object) => trail.waive('p', 'e', options),
  revoke: (trail: ReturnType<typeof aTrail>, options: object) => trail.revoke('p', 'e', options),
  erase: (trail: ReturnType<typeof aTrail>, options: object) => trail.erase('p', run, options),
};

function aTrail() {
  return createPolicyTrail({ store: memoryStore() });
}

describe('an option that the operation does not know', () => {
  it.each(Object.entries(calls))('is refused by %s, named, and nothing is stored', async (_, call) => {
    const trail = aTrail();
    await trail.save('p', { a: 1 });
    await expect(call(trail, misspelt)).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('`expectedversion`'),
    });
    expect((await trail.history('p')).head).toBe(1);
    expect((await trail.evaluations('p')).total).toBe(0);
  });

  it.each([5, null, 'ana'])('is no reason to guess: %j is no object', async (options) => {
    await expect(aTrail().save('p', {}, options as never)).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});
