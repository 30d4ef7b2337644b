import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LiveRegion } from '../../src/base/live-region.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('takes a message away once it was read out, and never what was said after it', () => {
  const region = document.createElement('div');
  const live = new LiveRegion(region);
  live.say('Saving …');
  vi.advanceTimersByTime(150);
  expect(region.textContent).toBe('Saving …');
  vi.advanceTimersByTime(4_000);
  live.say('Saved as version 4.');
  vi.advanceTimersByTime(4_000);
  expect(region.textContent).toBe('Saved as version 4.');
  vi.advanceTimersByTime(1_200);
  expect(region.textContent).toBe('');
});

it('takes back at once what no longer holds', () => {
  const region = document.createElement('div');
  const live = new LiveRegion(region);
  live.say('Choose two versions to compare.');
  vi.advanceTimersByTime(150);
  live.hush();
  expect(region.textContent).toBe('');
});
