import { describe, expect, it } from 'vitest';
import { createPolicyTrail, memoryStore } from '../../src/index.js';

const misspelt = { expectedversion: 2 } as object;
const calls = {
  save: (trail: ReturnType<typeof aTrail>, options: object) => trail.save('p', { a: 2 }, options),
  saveMany: (trail: ReturnType<typeof aTrail>, options: object) =>
    trail.saveMany([{ policyId: 'p', policy: { a: 2 }, ...options }]),
  restore: (trail: ReturnType<typeof aTrail>, options: object) => trail.restore('p', 1, options),
  withdraw: (trail: ReturnType<typeof aTrail>, options: object) => trail.withdraw('p', 1, options),
  pin: (trail: ReturnType<typeof aTrail>, options: object) => trail.pin('p', { type: 'run', id: '1' }, options),
  history: (trail: ReturnType<typeof aTrail>, options: object) => trail.history('p', options),
  filter: (trail: ReturnType<typeof aTrail>, filter: object) => trail.history('p', { filter }),
  policies: (trail: ReturnType<typeof aTrail>, options: object) => trail.policies(options),
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
  });

  it.each([5, null, 'ana'])('is no reason to guess: %j is no object', async (options) => {
    await expect(aTrail().save('p', {}, options as never)).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});
