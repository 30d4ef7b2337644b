import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { DiffReadyEvent } from '../../src/events/display-events.js';
import { all, aVersion, mountDiff, nextAnnouncement, rowTexts } from './mount.js';

const schema = [
  {
    path: '/budgetTokens',
    label: 'Token budget',
    display: 'integer',
    unit: { one: 'token', other: 'tokens' },
    stricter: 'lower',
  },
  { path: '/budgetUsd', label: 'Cost budget', display: 'money', currency: 'USD', stricter: 'lower' },
  { path: '/allowNetwork', label: 'Network', display: 'boolean', trueLabel: 'Allowed', falseLabel: 'Not allowed' },
  { path: '/note', label: 'Note', display: 'longText' },
  { path: '/key', label: 'Key', display: 'secret' },
] as const;

const two = aVersion(2, { budgetTokens: 5000, budgetUsd: '10.00', allowNetwork: true });
const three = aVersion(3, { budgetTokens: 2000, budgetUsd: '5.00', allowNetwork: true });

describe('<policy-diff>', () => {
  it('says in words what changed, in a table', async () => {
    const diff = await mountDiff({ from: two, to: three, schema });
    expect(rowTexts(diff)).toEqual([
      ['Token budget', 'Changed Stricter −3,000 (−60%)', 'was 5,000 tokens', 'now 2,000 tokens'],
      ['Cost budget', 'Changed Stricter −$5.00 (−50%)', 'was $10.00', 'now $5.00'],
    ]);
    expect(all(diff, 'del').map((found) => found.textContent)).toEqual(['5,000\u00a0tokens', '$10.00']);
    expect(all(diff, '[part=count]')[0]?.textContent).toBe('2 changes: 2 changed · 2 stricter');
    expect(all(diff, 'h2')[0]?.textContent).toContain('Version 2 → Version 3');
    expect(all(diff, 'thead th').map((found) => found.textContent)).toEqual([
      'Field',
      'Change',
      'Version 2',
      'Version 3',
    ]);
  });

  it('announces the comparison, once, in a region that was there before', async () => {
    const diff = await mountDiff({ schema });
    const announced = nextAnnouncement(diff);
    const ready = new Promise<DiffReadyEvent>((resolve) => {
      diff.addEventListener('policy-diff-ready', resolve, { once: true });
    });
    Object.assign(diff, { from: two, to: three });
    expect(await announced).toBe('2 changes between version 2 and version 3');
    expect((await ready).detail).toEqual({ from: 2, to: 3, changes: 2 });
    expect(all(diff, '[role=status]')).toHaveLength(1);
  });

  it('goes through the changes by F7 and Shift+F7, and stops at the ends', async () => {
    const diff = await mountDiff({ from: two, to: three, schema });
    all(diff, 'header button')[1]?.focus();
    const focused = (): string => diff.shadowRoot?.activeElement?.textContent?.trim() ?? 'nothing';
    const gone: string[] = [];
    for (const key of ['{F7}', '{F7}', '{F7}', '{Shift>}{F7}{/Shift}']) {
      await userEvent.keyboard(key);
      await diff.updateComplete;
      gone.push(`${focused()} ${all(diff, '.position')[0]?.textContent}`);
    }
    expect(gone).toEqual(['Token budget 1 of 2', 'Cost budget 2 of 2', 'Cost budget 2 of 2', 'Token budget 1 of 2']);
  });

  it('leaves the keys alone where it is told to', async () => {
    const diff = await mountDiff({ from: two, to: three, schema, noShortcuts: true });
    all(diff, 'header button')[1]?.focus();
    await userEvent.keyboard('{F7}');
    await diff.updateComplete;
    expect(all(diff, '[aria-current]')).toHaveLength(0);
  });

  it('shows what stayed when asked', async () => {
    const diff = await mountDiff({ from: two, to: three, schema });
    const button = all(diff, '.footer button')[0];
    expect(button?.textContent?.trim()).toBe('Show 1 unchanged field');
    button?.click();
    await diff.updateComplete;
    expect(rowTexts(diff)[2]).toEqual(['Network', 'Unchanged', 'Allowed', 'Allowed']);
    const hidden = await mountDiff({ from: two, to: three, schema, unchanged: 'hidden' });
    expect(all(hidden, '.footer button')).toHaveLength(0);
  });

  it('shows long text word by word', async () => {
    const from = aVersion(1, { note: 'Ask the manager first' });
    const diff = await mountDiff({ from, to: aVersion(2, { note: 'Ask the sales manager first' }), schema });
    await expect.poll(() => all(diff, 'ins').map((found) => found.textContent)).toEqual(['sales ']);
    expect(all(diff, 'del')).toHaveLength(0);
  });

  it('never has a secret in the page', async () => {
    const from = aVersion(1, { key: 'hush-1', more: { a: 1 } });
    const to = aVersion(2, { key: 'hush-2', more: { a: 1 } });
    const diff = await mountDiff({ from, to, schema });
    expect(rowTexts(diff)[0]).toEqual(['Key', 'Changed', 'was •••••', 'now ••••• (changed)']);
    diff.mode = 'text';
    await expect.poll(() => all(diff, '.lines').length).toBe(1);
    expect(all(diff, '.lines del, .lines ins').map((line) => line.textContent?.trim())).toEqual([
      '"key": "•••••",',
      '"key": "••••• (changed)",',
    ]);
    expect(diff.shadowRoot?.innerHTML).not.toContain('hush');
  });

  it('has every string of a policy as text', async () => {
    const html = '<img src=x onerror="globalThis.wasRun = true">\u202e';
    const to = aVersion(2, { [html]: html, list: [{ id: html, name: html }] });
    const diff = await mountDiff({ from: aVersion(1, {}), to });
    expect(all(diff, 'img')).toHaveLength(0);
    expect(all(diff, '.hidden-character').map((found) => found.textContent)).toContain('U+202E');
    expect('wasRun' in globalThis).toBe(false);
  });

  it('says so where there is nothing to show', async () => {
    const texts = async (given: Parameters<typeof mountDiff>[0]): Promise<string | undefined> =>
      all(await mountDiff(given), '.state')[0]
        ?.textContent?.trim()
        .replaceAll(/\s+/g, ' ');
    expect(await texts({ from: two, to: two })).toBe('These versions have the same values.');
    expect(await texts({})).toBe('Choose two versions to compare.');
    expect(await texts({ from: two, to: three, permissions: { compare: 'Not yours' } })).toBe(
      'You do not have access to this comparison. Not yours',
    );
  });

  it('takes what was set before it was defined, under any prefix', async () => {
    const { registerClasses } = await import('../../src/base/register-classes.js');
    const { PolicyDiff } = await import('../../src/policy-diff.js');
    const early = Object.assign(document.createElement('acme-diff'), { from: two, to: three });
    early.style.inlineSize = '900px';
    document.body.replaceChildren(early);
    registerClasses({ diff: PolicyDiff }, { prefix: 'acme' });
    await (early as InstanceType<typeof PolicyDiff>).updateComplete;
    expect(early.shadowRoot?.querySelectorAll('tr[part~=row]')).toHaveLength(2);
  });

  it('is cards where it is narrow', async () => {
    const diff = await mountDiff({ from: two, to: three, schema }, '360px');
    await expect.poll(() => all(diff, 'li.card').length).toBe(2);
    expect(all(diff, 'table')).toHaveLength(0);
    expect(diff.matches(':state(narrow)')).toBe(true);
    for (const button of all(diff, 'button')) expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
  });

  it('speaks the closest language', async () => {
    const diff = await mountDiff({ from: two, to: three, schema, locale: '' });
    document.body.lang = 'de';
    const { de } = await import('../../src/locales/de.js');
    const { registerMessages } = await import('../../src/messages/register-messages.js');
    registerMessages('de', de);
    diff.requestUpdate();
    await diff.updateComplete;
    document.body.removeAttribute('lang');
    expect(rowTexts(diff)[0]).toEqual([
      'Token budget',
      'Geändert Strenger −3.000 (−60\u00a0%)'.replace('\u00a0', ' '),
      'war 5.000 tokens',
      'jetzt 2.000 tokens',
    ]);
  });

  it('renders many changes in steps, and is ready once all are there', async () => {
    const limits = (factor: number) =>
      Object.fromEntries(Array.from({ length: 190 }, (_, index) => [`limit${index}`, (index + 1) * factor]));
    const diff = await mountDiff({});
    const counts = new Set<number>();
    const observer = new MutationObserver(() => counts.add(all(diff, '[part~=row]').length));
    observer.observe(diff.shadowRoot as ShadowRoot, { childList: true, subtree: true });
    const ready = new Promise((resolve) => diff.addEventListener('policy-diff-ready', resolve, { once: true }));
    Object.assign(diff, { from: aVersion(1, limits(1)), to: aVersion(2, limits(2)) });
    await ready;
    expect(all(diff, '[part~=row]')).toHaveLength(190);
    expect([...counts].filter((count) => count > 0)).toEqual([80, 160, 190]);
    diff.to = aVersion(3, limits(3));
    await diff.updateComplete;
    expect(all(diff, '[part~=row]')).toHaveLength(190);
    observer.disconnect();
  });

  it('forgets a comparison that was overtaken', async () => {
    const diff = await mountDiff({ from: two, to: three, schema });
    diff.to = aVersion(4, { budgetTokens: 1 });
    diff.to = two;
    await diff.updateComplete;
    expect(all(diff, '.state')[0]?.textContent).toBe('These versions have the same values.');
  });
});
