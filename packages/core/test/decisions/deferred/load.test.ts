import { describe, expect, it } from 'vitest';
import { loaded } from '../../../src/decisions/deferred/load.js';

describe('a part that is loaded on first use', () => {
  it('is what the loading answers', async () => {
    expect(await loaded('verify', async () => 'the part')).toBe('the part');
  });

  it('names the operation, the cause and the remedy where it cannot be had', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module');
    await expect(loaded('verify', () => Promise.reject(cause))).rejects.toMatchObject({
      code: 'store_unavailable',
      details: { operation: 'verify' },
      message: expect.stringMatching(/^the code of verify, .* could not be loaded: try again online/),
      cause,
    });
  });

  it('is asked for anew after a failure', async () => {
    const answers = [Promise.reject(new Error('offline')), Promise.resolve('the part')];
    const load = () => answers.shift() ?? Promise.reject(new Error('asked too often'));
    await expect(loaded('explain', load)).rejects.toThrow('explain');
    expect(await loaded('explain', load)).toBe('the part');
  });
});
