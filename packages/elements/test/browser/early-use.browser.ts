import { afterEach, describe, expect, it, vi } from 'vitest';
import { registerClasses } from '../../src/base/register-classes.js';
import type { SaveEvent } from '../../src/events/edit-events.js';
import { PolicyDecision } from '../../src/policy-decision.js';
import { PolicyHistory } from '../../src/policy-history.js';
import { PolicySettings } from '../../src/policy-settings.js';
import { clockAfter, schema, versions } from '../history/samples.js';
import { all, shownVersions } from './mount-history.js';

const gate = vi.hoisted(() => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
});
vi.mock('../../src/history/load.js', () => ({
  loadHistory: () => gate.opened.then(() => import('../../src/history/history-body.js')),
}));
vi.mock('../../src/settings/load.js', () => ({
  loadSettings: () => gate.opened.then(() => import('../../src/settings/settings-body.js')),
}));
vi.mock('../../src/decision/load.js', () => ({
  loadDecision: () => gate.opened.then(() => import('../../src/decision/decision-body.js')),
}));

registerClasses({ history: PolicyHistory, settings: PolicySettings, decision: PolicyDecision });

afterEach(() => document.body.replaceChildren());

describe('before the bodies of elements are there', () => {
  it('they take what a page asks of them, and do it then', async () => {
    const unhandled = vi.fn((event: Event) => event.preventDefault());
    addEventListener('unhandledrejection', unhandled);
    const history = Object.assign(document.createElement('policy-history'), {
      ...{ versions: versions(3), schema, clock: clockAfter(3), locale: 'en-US' },
    });
    history.style.inlineSize = '900px';
    history.showVersion(2);
    const focused = history.focusVersion(1);
    const record = Promise.reject(new Error('no such evaluation'));
    const decision = Object.assign(document.createElement('policy-decision'), { record, locale: 'en-US' });
    const form = document.createElement('form');
    const [version] = versions(1);
    const field = { path: '/budgetTokens', label: 'Token budget', display: 'integer' } as const;
    const settings = Object.assign(document.createElement('policy-settings'), {
      ...{ name: 'policy', version, schema: [field], notes: 'Reduced', locale: 'en-US' },
    });
    form.append(settings);
    document.body.append(history, decision, form);
    await new Promise((resolve) => setTimeout(resolve, 50));

    // The form can be sent, put back, and restored by the browser.
    const sent = (): unknown => JSON.parse(String(new FormData(form).get('policy')));
    expect(sent()).toEqual(version?.policy);
    expect([settings.value, settings.changes]).toEqual([version?.policy, []]);
    form.reset();
    const entries = [['/budgetTokens', { text: '777' }]];
    settings.formStateRestoreCallback(JSON.stringify({ notes: 'Kept', entries }));
    const saved = new Promise<SaveEvent>((resolve) =>
      settings.addEventListener('policy-save', resolve, { once: true }),
    );
    const saving = settings.save();
    expect(all(history, '[data-version]')).toEqual([]);

    gate.open();
    expect(await focused).toBe(true);
    await history.updateComplete;
    expect([history.selected, shownVersions(history)]).toEqual([2, [3, 2, 1]]);
    await Promise.all([decision.updateComplete, settings.updateComplete, saving]);
    const { policy, baseVersion, changeNotes } = (await saved).detail;
    expect({ policy, baseVersion, changeNotes }).toEqual({
      policy: { ...version?.policy, budgetTokens: 777 },
      baseVersion: 1,
      changeNotes: 'Kept',
    });
    expect(decision.renderRoot.querySelector('[role=alert]')).not.toBeNull();
    expect(settings.notes).toBe('Kept');
    expect(unhandled).not.toHaveBeenCalled();
    removeEventListener('unhandledrejection', unhandled);
  });
});
