import { expect, it, vi } from 'vitest';
import { registerClasses } from '../../src/base/register-classes.js';
import { PolicyDiff } from '../../src/policy-diff.js';

const network = vi.hoisted(() => ({ isOnline: false, asked: 0 }));
vi.mock('../../src/diff/text/load.js', async () => ({
  loadTextDiff: async () => {
    network.asked += 1;
    if (!network.isOnline) throw new Error('offline');
    return import('../../src/diff/text/text-diff.js');
  },
}));

registerClasses({ diff: PolicyDiff });

it('says that the lines could not be compared where their code can’t be had, and compares them once it can', async () => {
  const sides = { from: { version: 1, policy: { limit: 1 } }, to: { version: 2, policy: { limit: 2 } } };
  const diff = Object.assign(document.createElement('policy-diff'), { ...sides, mode: 'text' });
  document.body.append(diff);
  await expect
    .poll(() => diff.renderRoot.querySelector('[role=alert]')?.textContent)
    .toContain('could not be compared');
  // Not again and again by itself.
  diff.requestUpdate();
  await diff.updateComplete;
  expect(network.asked).toBe(1);

  network.isOnline = true;
  diff.renderRoot.querySelector<HTMLButtonElement>('.state button')?.click();
  await expect.poll(() => diff.renderRoot.querySelectorAll('li.added').length).toBe(1);
  expect(diff.renderRoot.querySelector('[role=alert]')).toBeNull();
});
