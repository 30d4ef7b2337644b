import { html, type TemplateResult } from 'lit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EachMinute } from '../../src/base/environment/each-minute.js';
import { PolicyElement } from '../../src/base/policy-element.js';
import { registerMessages } from '../../src/messages/register-messages.js';
import { headingView } from '../../src/view/heading.js';
import { timeView } from '../../src/view/time.js';

class ProbeElement extends PolicyElement {
  readonly minutes = new EachMinute(this);

  speak(...messages: readonly string[]): void {
    for (const message of messages) this.say(message);
  }

  protected override render(): TemplateResult {
    const { locale } = this.context;
    const time = timeView('2025-10-03T09:15:00.000Z', this.clock(), this.context);
    return html`${headingView(this.headingLevel, this.words.shared.yes)}<p lang=${locale} dir=${this.direction}>${time}</p>`;
  }
}

customElements.define('policy-probe-element', ProbeElement);

async function mount(given: Partial<ProbeElement> = {}, parent: Element = document.body): Promise<ProbeElement> {
  const probe = Object.assign(new ProbeElement(), { timeZone: 'UTC', ...given });
  parent.append(probe);
  await probe.updateComplete;
  return probe;
}

const find = (probe: ProbeElement, selector: string) => probe.shadowRoot?.querySelector(selector);

describe('every element', () => {
  afterEach(() => {
    vi.useRealTimers();
    document.body.replaceChildren();
    document.documentElement.removeAttribute('lang');
  });

  it('speaks its own language, else the closest above it, through shadow roots, else that of the page', async () => {
    registerMessages('fr', { shared: { yes: 'Oui' } });
    const host = document.createElement('div');
    host.lang = 'fr';
    document.body.append(host);
    const inner = host.attachShadow({ mode: 'open' });
    const section = document.createElement('section');
    inner.append(section);
    const probe = await mount({}, section);
    expect(find(probe, 'h2')?.textContent).toBe('Oui');
    expect(find(await mount({ locale: 'en' }, section), 'h2')?.textContent).toBe('Yes');
    document.documentElement.lang = 'ar';
    expect(find(await mount(), 'p')?.getAttribute('dir')).toBe('rtl');
    expect(find(await mount({ locale: 'no such locale' }), 'p')?.getAttribute('lang')).toBe('ar');
  });

  it('has a heading of the level asked for, within 1 to 6', async () => {
    expect(find(await mount({ headingLevel: 4 }), 'h4')).toBeTruthy();
    expect(find(await mount({ headingLevel: 9 }), 'h6')).toBeTruthy();
  });

  it('reads out once what is said within 150 ms, and the same again', async () => {
    const probe = await mount();
    vi.useFakeTimers();
    const region = find(probe, '[role=status]');
    probe.speak('Saved', '3 versions', 'Saved');
    vi.advanceTimersByTime(149);
    expect(region?.textContent).toBe('');
    vi.advanceTimersByTime(1);
    expect(region?.textContent).toBe('Saved 3 versions');
    probe.speak('Saved 3 versions');
    vi.advanceTimersByTime(150);
    expect(region?.textContent).toBe('Saved 3 versions\u00a0');
    probe.speak('Gone');
    probe.remove();
    vi.advanceTimersByTime(150);
    expect(region?.textContent).not.toContain('Gone');
  });

  it('says how long ago, and again each minute, by one timer for all', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let now = Date.parse('2025-10-03T09:16:00.000Z');
    const probes = [await mount({ clock: () => now }), await mount({ clock: () => now })];
    expect(vi.getTimerCount()).toBe(1);
    expect(probes.map((probe) => find(probe, '.muted')?.textContent)).toEqual(['1 minute ago', '1 minute ago']);
    now += 60_000;
    vi.advanceTimersByTime(60_000);
    await Promise.all(probes.map((probe) => probe.updateComplete));
    expect(probes.map((probe) => find(probe, '.muted')?.textContent)).toEqual(['2 minutes ago', '2 minutes ago']);
    expect(find(probes[0] as ProbeElement, 'time')?.getAttribute('datetime')).toBe('2025-10-03T09:15:00.000Z');
    document.body.replaceChildren();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows its states to style sheets', async () => {
    const probe = await mount({ online: 'false', staleSince: '2025-10-03T09:15:00.000Z', readOnly: true });
    for (const state of ['offline', 'stale', 'read-only']) expect(probe.matches(`:state(${state})`), state).toBe(true);
    Object.assign(probe, { online: 'true', staleSince: '', readOnly: false, permissions: { view: false } });
    await probe.updateComplete;
    for (const state of ['offline', 'stale', 'read-only']) expect(probe.matches(`:state(${state})`), state).toBe(false);
    expect(probe.matches(':state(denied)')).toBe(true);
  });
});
