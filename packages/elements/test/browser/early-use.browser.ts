import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerClasses } from '../../src/base/register-classes.js';
import type { SaveEvent } from '../../src/events/edit-events.js';
import { PolicyDecision } from '../../src/policy-decision.js';
import { PolicyHistory } from '../../src/policy-history.js';
import { PolicySettings } from '../../src/policy-settings.js';
import { historySource } from '../../src/source.js';
import { aTrail, clockAfter, schema, versions } from '../history/samples.js';
import { all, shownVersions } from './mount-history.js';

const gate = vi.hoisted(() => {
  let open = (): void => {};
  let opened = Promise.resolve();
  return {
    opened: () => opened,
    open: () => open(),
    close() {
      opened = new Promise((resolve) => {
        open = resolve;
      });
    },
  };
});
vi.mock('../../src/history/load.js', () => ({
  loadHistory: () => gate.opened().then(() => import('../../src/history/history-body.js')),
}));
vi.mock('../../src/settings/load.js', () => ({
  loadSettings: () => gate.opened().then(() => import('../../src/settings/settings-body.js')),
}));
vi.mock('../../src/decision/load.js', () => ({
  loadDecision: () => gate.opened().then(() => import('../../src/decision/decision-body.js')),
}));

registerClasses({ history: PolicyHistory, settings: PolicySettings, decision: PolicyDecision });

const [version] = versions(1);
const entered = JSON.stringify({ notes: 'Kept', entries: [['/budgetTokens', { text: '777' }]] });

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function aForm(): { readonly form: HTMLFormElement; readonly settings: PolicySettings } {
  const form = document.createElement('form');
  const field = { path: '/budgetTokens', label: 'Token budget', display: 'integer' } as const;
  const settings = Object.assign(document.createElement('policy-settings'), {
    ...{ name: 'policy', version, schema: [field], notes: 'Reduced', locale: 'en-US' },
  });
  form.append(settings);
  document.body.append(form);
  return { form, settings };
}

const sentBy = (form: HTMLFormElement): unknown => JSON.parse(String(new FormData(form).get('policy')));

beforeEach(() => gate.close());

afterEach(() => {
  gate.open();
  document.body.replaceChildren();
});

describe('before its body is there', () => {
  it('a history takes what a page asks of it, and does it then', async () => {
    const history = Object.assign(document.createElement('policy-history'), {
      ...{ versions: versions(3), schema, clock: clockAfter(3), locale: 'en-US' },
    });
    history.style.inlineSize = '900px';
    history.showVersion(2);
    const focused = history.focusVersion(1);
    document.body.append(history);
    await turn();
    expect(all(history, '[data-version]')).toEqual([]);
    gate.open();
    expect(await focused).toBe(true);
    await history.updateComplete;
    expect([history.selected, shownVersions(history)]).toEqual([2, [3, 2, 1]]);
  });

  it('the record of a decision may fail: it is told by the decision, not by the page', async () => {
    const unhandled = vi.fn((event: Event) => event.preventDefault());
    addEventListener('unhandledrejection', unhandled);
    const record = Promise.reject(new Error('no such evaluation'));
    const decision = Object.assign(document.createElement('policy-decision'), { record, locale: 'en-US' });
    document.body.append(decision);
    await new Promise((resolve) => setTimeout(resolve, 50));
    gate.open();
    await decision.updateComplete;
    expect(decision.renderRoot.querySelector('[role=alert]')).not.toBeNull();
    expect(unhandled).not.toHaveBeenCalled();
    removeEventListener('unhandledrejection', unhandled);
  });

  it('settings can be sent and put back', async () => {
    const { form, settings } = aForm();
    await turn();
    expect([sentBy(form), settings.value, settings.changes]).toEqual([version?.policy, version?.policy, []]);
    expect(form.checkValidity()).toBe(true);
    form.reset();
    expect(settings.notes).toBe('');
    settings.notes = 'Anew';
    gate.open();
    await settings.updateComplete;
    expect([settings.notes, settings.changes]).toEqual(['Anew', []]);
  });

  it('settings keep what the browser kept of them, send nothing without it, and save what it was', async () => {
    const kept = vi.spyOn(ElementInternals.prototype, 'setFormValue');
    const { form, settings } = aForm();
    settings.formStateRestoreCallback(entered);
    await turn();
    expect(kept.mock.lastCall?.[1]).toBe(entered);
    expect(form.checkValidity()).toBe(false);
    const saved = new Promise<SaveEvent>((resolve) =>
      settings.addEventListener('policy-save', resolve, { once: true }),
    );
    const saving = settings.save();
    gate.open();
    await saving;
    const { policy, baseVersion, changeNotes } = (await saved).detail;
    expect({ policy, baseVersion, changeNotes }).toEqual({
      policy: { ...version?.policy, budgetTokens: 777 },
      baseVersion: 1,
      changeNotes: 'Kept',
    });
    expect(form.checkValidity()).toBe(true);
    kept.mockRestore();
  });

  it('settings forget what was kept once it is discarded', async () => {
    const { settings } = aForm();
    settings.formStateRestoreCallback(entered);
    await turn();
    settings.discard();
    await turn();
    expect(settings.checkValidity()).toBe(true);
    gate.open();
    await settings.updateComplete;
    expect([settings.notes, settings.changes]).toEqual(['Reduced', []]);
  });

  it('a history that is gone again follows no source, neither then nor once it was there', async () => {
    const source = historySource(await aTrail([1500]), 'run');
    let followers = 0;
    const subscribe = (): (() => void) => {
      followers += 1;
      return () => {
        followers -= 1;
      };
    };
    const mount = (): PolicyHistory => {
      const history = Object.assign(document.createElement('policy-history'), { source: { ...source, subscribe } });
      document.body.append(history);
      return history;
    };
    const early = mount();
    early.remove();
    gate.open();
    await turn();
    const late = mount();
    await late.updateComplete;
    expect(followers).toBe(1);
    late.remove();
    const hasty = mount();
    hasty.remove();
    for (let count = 0; count < 5; count++) await turn();
    expect(followers).toBe(0);
    expect(early.renderRoot.querySelector('[data-version]')).toBeNull();
  });
});
