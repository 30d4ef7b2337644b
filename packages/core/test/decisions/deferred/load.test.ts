import { describe, expect, it } from 'vitest';
import { onFirstUse } from '../../../src/decisions/deferred/load.js';

describe('a part that is loaded on first use', () => {
  it('is loaded once', async () => {
    const load = loadAnswering('the part');
    const part = onFirstUse(load);
    expect(await Promise.all([part('verify'), part('exportArchive')])).toEqual(['the part', 'the part']);
    expect(await part('verify')).toBe('the part');
  });

  it('names the operation, the cause and the remedy where it cannot be had', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module');
    await expect(onFirstUse(loadAnswering(cause))('verify')).rejects.toMatchObject({
      code: 'store_unavailable',
      details: { operation: 'verify' },
      message: expect.stringMatching(/^the code of verify, .* could not be loaded: try again online/),
      cause,
    });
  });

  it('is asked for anew after a failure', async () => {
    const part = onFirstUse(loadAnswering(new Error('offline'), 'the part'));
    await expect(part('explain')).rejects.toThrow('the code of explain');
    expect(await part('explain')).toBe('the part');
    expect(await part('stale')).toBe('the part');
  });
});

/** Gives each answer once, in order; an error is a failure. */
function loadAnswering(...answers: (string | Error)[]): () => Promise<string> {
  return async () => {
    const answer = answers.shift() ?? new Error('asked too often');
    if (answer instanceof Error) throw answer;
    return answer;
  };
}
