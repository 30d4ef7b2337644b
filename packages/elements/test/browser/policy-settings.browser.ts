import {
  createPolicyTrail,
  definePolicy,
  type JsonObject,
  memoryStore,
  type PolicyTrail,
  type PolicyVersion,
} from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import * as z from 'zod';
import { registerClasses } from '../../src/base/register-classes.js';
import type { DirtyChangeEvent, SaveEvent } from '../../src/events/edit-events.js';
import { PolicySettings } from '../../src/policy-settings.js';
import { settingsSource } from '../../src/source.js';
import { all, nextAnnouncement } from './mount.js';

registerClasses({ settings: PolicySettings });

const budget = definePolicy({
  name: 'budget',
  policy: z.object({
    budgetTokens: z
      .number()
      .int()
      .min(0)
      .meta(field({ label: 'Token budget', unit: 'tokens', stricter: 'lower' })),
    budgetUsd: decimal({ scale: 2, min: 0 }).meta(field({ label: 'Cost budget', display: 'money', currency: 'USD' })),
    allowNetwork: z.boolean().meta(field({ label: 'Network' })),
    apiKey: z
      .string()
      .optional()
      .meta(field({ label: 'API key', display: 'secret' })),
    note: z
      .string()
      .refine((note) => !note.includes('bad'), 'must not be <b>bad</b>')
      .optional()
      .meta(field({ label: 'Note', display: 'longText' })),
  }),
});
const schema = budget.document.policy as JsonObject;
const policy = { budgetTokens: 5000, budgetUsd: '10.00', allowNetwork: true };

let trail: PolicyTrail;

beforeEach(async () => {
  let minute = 0;
  let id = 0;
  trail = createPolicyTrail({
    store: memoryStore(),
    definition: budget,
    clock: () => new Date(Date.parse('2025-10-03T09:15:00.000Z') + 60_000 * minute++).toISOString(),
    newId: () => `request-${++id}`,
  }) as unknown as PolicyTrail;
  await trail.save('project-1', policy, { by: 'system' });
});

async function mountSettings(given: Partial<PolicySettings> = {}, parent = document.body): Promise<PolicySettings> {
  document.body.replaceChildren(...(parent === document.body ? [] : [parent.closest('form') ?? parent]));
  const settings = document.createElement('policy-settings');
  const common = { locale: 'en-US', timeZone: 'UTC', schema, clock: () => Date.parse('2025-10-03T09:20:00.000Z') };
  parent.append(Object.assign(settings, common, given));
  await settled(settings);
  return settings;
}

/** A `<policy-settings>` that reads the trail and saves in it, as Ana. */
function mountTrail(): Promise<PolicySettings> {
  return mountSettings({ source: settingsSource(trail.as({ id: 'ana', name: 'Ana' }), 'project-1') });
}

async function settled(settings: PolicySettings): Promise<void> {
  await settings.updateComplete;
  await expect.poll(() => settings.matches(':state(loading)')).toBe(false);
  await settings.updateComplete;
}

function input(settings: PolicySettings, path: string): HTMLInputElement {
  return settings.renderRoot.querySelector(`#${CSS.escape(`input-${encodeURIComponent(path)}`)}`)!;
}

async function type(settings: PolicySettings, path: string, text: string): Promise<void> {
  await userEvent.fill(input(settings, path), text);
  input(settings, path).blur();
  await settings.updateComplete;
}

/** As `type`, without the selectors of the test's own driver, which cannot name a place inside a form. */
async function set(settings: PolicySettings, path: string, text: string): Promise<void> {
  const control = input(settings, path);
  control.value = text;
  control.dispatchEvent(new Event('input'));
  control.dispatchEvent(new Event('change'));
  await settings.updateComplete;
}

function text(settings: PolicySettings, selector: string): string | undefined {
  return all(settings, selector)[0]?.textContent?.replaceAll(/\s+/g, ' ').trim();
}

function focused({ shadowRoot }: PolicySettings): string {
  const { activeElement } = shadowRoot!;
  return activeElement?.getAttribute('part') ?? activeElement?.id ?? 'nothing';
}

async function press(settings: PolicySettings, label: string): Promise<void> {
  const button = all(settings, 'button').find((found) => found.textContent?.trim() === label);
  expect(button, label).toBeDefined();
  button!.click();
  await settings.updateComplete;
}

describe('<policy-settings>', () => {
  it('saves what was changed as a new version, with its notes, and keeps what it does not show', async () => {
    const settings = await mountTrail();
    const saved = vi.fn();
    settings.addEventListener('policy-saved', (event) => saved(event.detail));
    expect(text(settings, '[part=version]')).toBe('Current version: 1');
    await type(settings, '/budgetTokens', '2,000');
    expect(text(settings, '.changes div')).toBe('1 unsaved change Token budget was 5,000 tokens → now 2,000 tokens');
    expect(text(settings, '.was')).toBe('Was: 5,000 tokens · −3,000 (−60%) · Stricter');
    await userEvent.fill(all(settings, '#notes')[0]!, 'Reduced after review');
    expect(text(settings, '#notes-used [aria-hidden]')).toBe('20/500');
    const announced = nextAnnouncement(settings);
    await press(settings, 'Save as version 2');
    expect(await announced).toBe('Saving… Saved as version 2.');
    await settled(settings);
    expect(saved.mock.calls).toEqual([[{ version: 2 }]]);
    const version = (await trail.version('project-1', 2)) as PolicyVersion;
    expect(version.policy).toEqual({ ...policy, budgetTokens: 2000 });
    expect([version.changeNotes, version.createdBy?.name]).toEqual(['Reduced after review', 'Ana']);
    expect([text(settings, '[part=version]'), settings.notes]).toEqual(['Current version: 2', '']);
    expect(settings.matches(':state(dirty)')).toBe(false);
  });

  it('lets a conflict be resolved by the keyboard: edit, notes, save, apply on top, save', async () => {
    const settings = await mountTrail();
    await type(settings, '/budgetTokens', '2000');
    await trail.save(
      'project-1',
      { ...policy, budgetTokens: 3000, budgetUsd: '7.00' },
      { by: { id: 'bo', name: 'Bo' } },
    );
    await expect.poll(() => all(settings, '.conflict').length).toBe(1);
    all(settings, '#notes')[0]!.focus();
    await userEvent.keyboard('mine{Control>}{Enter}{/Control}');
    await expect.poll(() => focused(settings)).toBe('conflict');
    expect(text(settings, '.conflict p')).toMatch(/^Version 2 was saved by \W*Bo\W* \d minutes? ago\.$/);
    expect(text(settings, '.conflict')).toContain('Changed by both of you: \u2068Token budget\u2069.');
    expect(input(settings, '/budgetTokens').value).toBe('2000');
    expect(text(settings, '[part=save-button]')).toBe('Save as version 3');
    expect(all(settings, '[part=save-button]')[0]?.ariaDisabled).toBe('true');
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.poll(() => all(settings, '.conflict policy-diff').length).toBe(1);
    await press(settings, 'Apply my changes on top');
    await expect.poll(() => focused(settings)).toBe('save-button');
    expect([input(settings, '/budgetTokens').value, input(settings, '/budgetUsd').value]).toEqual(['2000', '7.00']);
    expect(text(settings, '[part=answer]')).toContain('now stand on version 2');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => text(settings, '[part=version]')).toBe('Current version: 3');
    expect((await trail.current('project-1'))?.policy).toEqual({ ...policy, budgetTokens: 2000, budgetUsd: '7.00' });
    expect(focused(settings)).toBe('save-button');
  });

  it('meets a conflict that it did not know of when it saves', async () => {
    const own = settingsSource(trail, 'project-1');
    const { subscribe: _, ...source } = own;
    const settings = await mountSettings({ source });
    await type(settings, '/budgetTokens', '2000');
    await trail.save('project-1', { ...policy, budgetTokens: 1 }, { by: 'bo' });
    const failed = vi.fn();
    settings.addEventListener('policy-save-failed', failed);
    const announced = nextAnnouncement(settings);
    await press(settings, 'Save as version 2');
    await expect.poll(() => focused(settings)).toBe('conflict');
    expect(await announced).toBe('A newer version was saved in the meantime.');
    expect(failed).toHaveBeenCalledOnce();
    await press(settings, 'Discard mine');
    expect(input(settings, '/budgetTokens').value).toBe('1');
    await press(settings, 'Undo');
    expect(input(settings, '/budgetTokens').value).toBe('2000');
    expect((await trail.history('project-1')).head).toBe(2);
  });

  it('shows a newer version at once where nothing was entered', async () => {
    const settings = await mountTrail();
    const announced = nextAnnouncement(settings);
    await trail.save('project-1', { ...policy, budgetTokens: 3000 }, { by: 'bo' });
    expect(await announced).toBe('Version 2 is shown.');
    expect(input(settings, '/budgetTokens').value).toBe('3000');
  });

  it('leads to what kept a save from happening, its own checks and those of the trail', async () => {
    const settings = await mountTrail();
    await type(settings, '/budgetTokens', '-1');
    expect(text(settings, '[part=error]')).toBe(
      'Enter at least 0 tokens.'.replace(' tokens', '\u00a0tokens').replaceAll(/\s+/g, ' '),
    );
    await press(settings, 'Save as version 2');
    await expect.poll(() => focused(settings)).toBe('problems');
    await type(settings, '/budgetTokens', '1');
    await type(settings, '/note', 'bad');
    await press(settings, 'Save as version 2');
    await expect.poll(() => text(settings, '.problems li')).toBe('Note: must not be <b>bad</b>');
    await expect.poll(() => focused(settings)).toBe('problems');
    all(settings, '.problems a')[0]!.click();
    await expect.poll(() => settings.shadowRoot?.activeElement).toBe(input(settings, '/note'));
    const described = input(settings, '/note').getAttribute('aria-describedby')!.split(' ');
    const errors = described.map((id) => settings.shadowRoot?.getElementById(id)?.textContent);
    expect(errors).toContain('must not be <b>bad</b>');
    expect(input(settings, '/note').getAttribute('aria-invalid')).toBe('true');
    await type(settings, '/note', 'good');
    expect(all(settings, '.problems')).toHaveLength(0);
  });

  it('answers a save without changes, and one that nobody can do', async () => {
    const settings = await mountTrail();
    const announced = nextAnnouncement(settings);
    await press(settings, 'Save as version 2');
    expect(await announced).toBe('No changes to save');
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const alone = await mountSettings({ version: (await trail.current('project-1'))! });
    await type(alone, '/budgetTokens', '1');
    await press(alone, 'Save as version 2');
    await expect.poll(() => text(alone, '[role=alert]')).toBe('This page cannot do that');
    expect(warn).toHaveBeenCalledOnce();
    vi.restoreAllMocks();
  });

  it('gives the page all it needs to save, and takes the version it answers with', async () => {
    const settings = await mountSettings({ version: (await trail.current('project-1'))! });
    const details: unknown[] = [];
    settings.addEventListener('policy-save', (event: SaveEvent) => {
      const { waitUntil, ...detail } = event.detail;
      details.push(detail);
      const { expectedVersion, changeNotes } = detail;
      waitUntil(trail.save('project-1', detail.policy, { expectedVersion, changeNotes }));
    });
    await type(settings, '/budgetUsd', '5');
    await press(settings, 'Save as version 2');
    await expect.poll(() => text(settings, '[part=version]')).toBe('Current version: 2');
    const change = { kind: 'changed', path: '/budgetUsd', field: '/budgetUsd', before: '10.00', after: '5' };
    expect(details).toEqual([
      { policy: { ...policy, budgetUsd: '5' }, changeNotes: '', baseVersion: 1, expectedVersion: 1, changes: [change] },
    ]);
  });

  it('asks the page for the version that was quicker, and offers the ways on once it is here', async () => {
    const settings = await mountSettings({ version: (await trail.current('project-1'))! });
    const asked: unknown[] = [];
    settings.addEventListener('policy-version-request', (event) => asked.push(event.detail));
    settings.addEventListener('policy-save', ({ detail }: SaveEvent) => {
      detail.waitUntil(trail.save('project-1', detail.policy, { expectedVersion: detail.expectedVersion }));
    });
    await type(settings, '/budgetTokens', '2000');
    await trail.save('project-1', { ...policy, budgetUsd: '7.00' }, { by: 'bo' });
    await press(settings, 'Save as version 2');
    await expect.poll(() => text(settings, '.conflict p')).toBe('A newer version was saved in the meantime.');
    expect([asked, all(settings, '.conflict button').length]).toEqual([[{ version: 2 }], 0]);
    settings.version = (await trail.current('project-1'))!;
    await settings.updateComplete;
    await press(settings, 'Apply my changes on top');
    expect(settings.value).toEqual({ ...policy, budgetTokens: 2000, budgetUsd: '7.00' });
  });

  it('saves above a version that is planned, and says that there is one', async () => {
    await trail.save('project-1', { ...policy, budgetTokens: 1 }, { effectiveAt: '2030-01-01T00:00:00.000Z' });
    const settings = await mountTrail();
    expect(text(settings, '[part=version]')).toBe('Current version: 1 Version 2 is planned');
    await type(settings, '/budgetTokens', '2000');
    await press(settings, 'Save as version 3');
    await expect.poll(() => text(settings, '[part=version]')).toMatch(/^Current version: 3/);
    expect(settings.matches(':state(dirty)')).toBe(false);
  });

  it('tells the page when it becomes dirty and when it is clean again', async () => {
    const settings = await mountTrail();
    const told: number[] = [];
    settings.addEventListener('policy-dirty-change', (event: DirtyChangeEvent) =>
      told.push(event.detail.changes.length),
    );
    await type(settings, '/budgetTokens', '2000');
    input(settings, '/allowNetwork').click();
    await settings.updateComplete;
    await press(settings, 'Discard changes');
    await press(settings, 'Undo');
    expect(told).toEqual([1, 2, 0, 2]);
    await press(settings, 'Review');
    await expect.poll(() => all(settings, '.review policy-diff').length).toBe(1);
  });

  it('never has a secret in the page', async () => {
    await trail.save('project-1', { ...policy, apiKey: 'hush-1' });
    const settings = await mountTrail();
    expect(input(settings, '/apiKey').value).toBe('');
    await type(settings, '/apiKey', 'hush-2');
    await press(settings, 'Review');
    await expect.poll(() => all(settings, '.review policy-diff')[0]?.shadowRoot?.textContent).toContain('API key');
    const html = settings.shadowRoot!.innerHTML + all(settings, 'policy-diff')[0]!.shadowRoot!.innerHTML;
    expect(html).not.toContain('hush');
    expect(settings.value['apiKey']).toBe('hush-2');
  });

  it('is a control of its form: value, validity, reset, disabled, restored', async () => {
    const form = document.createElement('form');
    const fieldset = document.createElement('fieldset');
    form.append(fieldset);
    const version = (await trail.current('project-1'))!;
    const settings = await mountSettings({ version, name: 'policy' }, fieldset);
    await set(settings, '/budgetTokens', '2000');
    const value = () => JSON.parse(String(new FormData(form).get('policy')));
    expect(settings.form === form).toBe(true);
    expect(value()).toEqual({ ...policy, budgetTokens: 2000 });
    await set(settings, '/budgetTokens', 'many');
    expect([form.checkValidity(), settings.validationMessage]).toEqual([false, 'Enter a number, such as 1,234.5.']);
    form.reset();
    await settings.updateComplete;
    expect([form.checkValidity(), input(settings, '/budgetTokens').value]).toEqual([true, '5000']);
    const entries = [['/budgetTokens', { text: '7' }]];
    settings.formStateRestoreCallback(JSON.stringify({ notes: 'kept', entries }));
    await settings.updateComplete;
    expect([settings.notes, value().budgetTokens]).toEqual(['kept', 7]);
    fieldset.disabled = true;
    await settings.updateComplete;
    expect(all(settings, 'input, button[type=submit]')).toHaveLength(0);
    expect([...new FormData(form).keys()]).toEqual([]);
  });

  it('has every string of a policy as text', async () => {
    const html = '<img src=x onerror="globalThis.wasRun = true">';
    const fields = [
      { path: '/a', label: html, description: html, group: html, display: 'text' },
      { path: '/b', label: 'B', display: 'enum', options: [{ value: 1, label: html }], readOnly: true },
    ] as const;
    const version = { policyId: 'p', version: 1, label: html, policy: { a: html, b: 1, [html]: html } };
    const settings = await mountSettings({ version: version as unknown as PolicyVersion, schema: fields });
    await type(settings, '/a', `${html}2`);
    await press(settings, 'Review');
    expect(all(settings, 'img')).toHaveLength(0);
    expect(text(settings, 'legend')).toBe(html);
    expect('wasRun' in globalThis).toBe(false);
  });

  it('says what it cannot show or do', async () => {
    const version = (await trail.current('project-1'))!;
    const shown = async (given: Partial<PolicySettings>, selector = '.state'): Promise<string | undefined> =>
      text(await mountSettings(given), selector);
    expect(await shown({ schema: undefined })).toBe('There are no settings to show.');
    expect(await shown({ version, permissions: { view: false } })).toBe('You do not have access to these settings.');
    expect(await shown({ version, readOnly: true }, '.quiet-line')).toBe('These settings are read-only.');
    expect(await shown({ version, permissions: { edit: 'Ask Ana' } }, '.quiet-line')).toBe('Ask Ana');
    expect(await shown({ version, online: 'false' }, '[part=save-button]')).toBe('Save on this device');
    expect(await shown({ version: undefined }, '[part=save-button]')).toBe('Save as version 1');
    const source = { read: () => Promise.reject(new Error('no')) };
    expect(await shown({ source }, '[role=alert]')).toBe('The settings could not be loaded.');
  });

  it('lets a failed loading be tried again, and keeps the focus', async () => {
    const answers = [
      Promise.reject(new Error('no')),
      Promise.resolve({ current: (await trail.current('project-1'))!, head: undefined }),
    ];
    answers[0]!.catch(() => undefined);
    const settings = await mountSettings({ source: { read: () => answers.shift()! } });
    await press(settings, 'Try again');
    await expect.poll(() => focused(settings)).toBe('title');
    expect(input(settings, '/budgetTokens').value).toBe('5000');
  });

  it('shows the version of the selected run, and asks the page for it and for the history', async () => {
    const run = { subject: { type: 'run', id: 'run-1', version: '' }, policyVersion: 1 };
    const settings = await mountSettings({ version: (await trail.current('project-1'))!, run });
    const told: unknown[] = [];
    settings.addEventListener('policy-navigate', (event) => told.push(event.detail));
    settings.addEventListener('policy-history-open', (event) => told.push(event.detail));
    expect(text(settings, '[part=run] span')).toBe('run-1 runs under version 1');
    await press(settings, 'View version 1');
    await press(settings, 'View history');
    expect(told).toEqual([{ version: 1 }, { policyId: 'project-1' }]);
  });

  it('refuses notes that are too long, and loses none of them', async () => {
    const settings = await mountTrail();
    await type(settings, '/budgetTokens', '1');
    settings.notes = 'x'.repeat(501);
    await settings.updateComplete;
    await press(settings, 'Save as version 2');
    expect(text(settings, '#notes-error')).toBe('Change notes can have 500 characters at most.');
    await expect.poll(() => settings.shadowRoot?.activeElement?.id).toBe('notes');
    expect((await trail.history('project-1')).head).toBe(1);
  });
});
