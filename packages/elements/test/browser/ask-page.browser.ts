import { afterEach, describe, expect, it, vi } from 'vitest';
import { askPage } from '../../src/base/ask-page.js';
import { RecheckEvent } from '../../src/events/edit-events.js';

const anEvent = () => new RecheckEvent({ evaluationId: 'e-1', version: 3 });

describe('an action', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is done by the page where it gives a promise', async () => {
    const element = document.createElement('div');
    element.addEventListener('policy-recheck', (event) => event.detail.waitUntil(Promise.resolve('theirs')));
    expect(await askPage(element, anEvent(), async () => 'own')).toEqual({ status: 'done', answer: 'theirs' });
  });

  it('is left to the page where it cancels the event', async () => {
    const element = document.createElement('div');
    element.addEventListener('policy-recheck', (event) => event.preventDefault());
    expect(await askPage(element, anEvent(), async () => 'own')).toEqual({ status: 'declined' });
  });

  it('is done by the element otherwise, and a failure is an answer', async () => {
    const element = document.createElement('div');
    const error = new Error('offline');
    expect(await askPage(element, anEvent(), async () => 'own')).toEqual({ status: 'done', answer: 'own' });
    expect(await askPage(element, anEvent(), () => Promise.reject(error))).toEqual({ status: 'failed', error });
  });

  it('that nobody can do is told to the developer', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    expect(await askPage(document.createElement('div'), anEvent())).toEqual({ status: 'unhandled' });
    expect(warn).toHaveBeenCalledOnce();
  });
});
