import { css, html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BodyHost, BodyModule, ElementBody } from '../../src/base/body/element-body.js';
import { LazyElement } from '../../src/base/body/lazy-element.js';
import { sharedEn } from '../../src/messages/en/shared.js';

interface ProbeProperties {
  readonly word: string;
}

class ProbeBody implements ElementBody {
  readonly calls: string[] = [];
  readonly #host: BodyHost<ProbeProperties>;

  constructor(host: BodyHost<ProbeProperties>) {
    this.#host = host;
  }

  willUpdate(changed: PropertyValues): void {
    this.calls.push(`changed ${[...changed.keys()].toSorted().join()}`);
  }

  connected(): void {
    this.calls.push('connected');
  }

  disconnected(): void {
    this.calls.push('disconnected');
  }

  render(): unknown {
    const { element, context } = this.#host;
    return html`<h2 part="title" tabindex="-1">${context.messages.shared.yes}</h2><p class="word">${element.word}</p>`;
  }
}

const code = {
  english: { shared: (speech: Parameters<typeof sharedEn>[0]) => ({ ...sharedEn(speech), yes: 'Loaded' }) },
  styles: [css`.word { color: rgb(1, 2, 3); }`],
  openBody: (host: BodyHost<ProbeProperties>) => new ProbeBody(host),
};

/** What loads the code; each element asks the one that is set. */
let load: () => Promise<typeof code> = async () => code;

class LazyProbe extends LazyElement<ProbeBody> implements ProbeProperties {
  @property() word = 'none';
  @property({ attribute: false }) other: unknown;

  get opened(): ProbeBody | undefined {
    return this.body;
  }

  act(act: (body: ProbeBody) => void): void {
    this.onceOpen(act);
  }

  ask<Answer>(act: (body: ProbeBody) => Answer): Promise<Answer> {
    return this.withBody(act);
  }

  protected override loadBody(): Promise<BodyModule<ProbeProperties, ProbeBody>> {
    return load();
  }
}

customElements.define('policy-lazy-probe', LazyProbe);

function mount(given: Partial<LazyProbe> = {}): LazyProbe {
  const probe = Object.assign(new LazyProbe(), { locale: 'en', ...given });
  document.body.append(probe);
  return probe;
}

const find = (probe: LazyProbe, selector: string) => probe.renderRoot.querySelector<HTMLElement>(selector);
const states = (probe: LazyProbe) => ['loading', 'error'].filter((state) => probe.matches(`:state(${state})`));

/** A load that is answered by hand. */
function heldLoad(): { readonly resolve: () => void } {
  let answer = (_: typeof code): void => {};
  const loading = new Promise<typeof code>((resolve) => {
    answer = resolve;
  });
  load = () => loading;
  return { resolve: () => answer(code) };
}

beforeEach(() => {
  load = async () => code;
});

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe('an element whose body is loaded later', () => {
  it('loads nothing until it is on a page', async () => {
    load = vi.fn(async () => code);
    const probe = Object.assign(new LazyProbe(), { word: 'early' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(load).not.toHaveBeenCalled();
    document.body.append(probe);
    await probe.updateComplete;
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('shows bars after 200 ms, says so after 400, and then has the words and the look of the body', async () => {
    vi.useFakeTimers();
    const held = heldLoad();
    const probe = mount();
    await vi.advanceTimersByTimeAsync(190);
    expect([find(probe, '[aria-busy=true] i'), states(probe)]).toEqual([null, ['loading']]);
    await vi.advanceTimersByTimeAsync(20);
    expect(find(probe, '[aria-busy=true] i')).not.toBeNull();
    await vi.advanceTimersByTimeAsync(400);
    expect(find(probe, '[role=status]')?.textContent).toBe('Loading');
    held.resolve();
    vi.useRealTimers();
    await probe.updateComplete;
    expect(find(probe, 'h2')?.textContent).toBe('Loaded');
    expect(find(probe, '[aria-busy]')).toBeNull();
    expect(getComputedStyle(find(probe, '.word') as HTMLElement).color).toBe('rgb(1, 2, 3)');
    expect(states(probe)).toEqual([]);
  });

  it('tells its body of all that was set before, and then of what is set', async () => {
    const held = heldLoad();
    const probe = mount({ word: 'first' });
    await Promise.resolve();
    Object.assign(probe, { word: 'second', other: 1 });
    held.resolve();
    await probe.updateComplete;
    expect(find(probe, '.word')?.textContent).toBe('second');
    const [connected, first = ''] = probe.opened?.calls ?? [];
    expect(connected).toBe('connected');
    for (const name of ['locale', 'other', 'word']) expect(first).toContain(name);
    probe.word = 'third';
    await probe.updateComplete;
    expect(probe.opened?.calls.at(-1)).toBe('changed word');
    probe.remove();
    document.body.append(probe);
    expect(probe.opened?.calls.slice(-2)).toEqual(['disconnected', 'connected']);
  });

  it('does what it is asked for once the body is there, in order, and at once from then on', async () => {
    const held = heldLoad();
    const probe = mount();
    const done: string[] = [];
    probe.act(() => done.push('act'));
    const asked = probe.ask(() => done.push('ask'));
    expect(done).toEqual([]);
    held.resolve();
    expect(await asked).toBe(2);
    expect(done).toEqual(['act', 'ask']);
    probe.act(() => done.push('at once'));
    expect(done).toEqual(['act', 'ask', 'at once']);
  });

  it('says that the body can’t be loaded, and lets the reader try again, who keeps the focus', async () => {
    load = vi.fn(() => Promise.reject(new Error('offline')));
    const probe = mount();
    await expect(probe.ask(() => 'never')).rejects.toThrow('offline');
    await probe.updateComplete;
    expect(find(probe, '[role=alert]')?.textContent).toContain('This could not be loaded.');
    expect(states(probe)).toEqual(['error']);
    // Not again and again by itself.
    const { length } = vi.mocked(load).mock.calls;
    probe.word = 'other';
    await probe.updateComplete;
    expect(vi.mocked(load).mock.calls.length).toBe(length);

    find(probe, 'button')?.click();
    await expect.poll(() => vi.mocked(load).mock.calls.length).toBe(length + 1);
    await probe.updateComplete;
    expect(find(probe, '[role=alert]')).not.toBeNull();

    load = async () => code;
    find(probe, 'button')?.focus();
    find(probe, 'button')?.click();
    await expect.poll(() => probe.shadowRoot?.activeElement?.textContent).toBe('Loaded');
    expect(find(probe, '[role=alert]')).toBeNull();
    expect(states(probe)).toEqual([]);
  });

  it('keeps the focus and its way to try again while that takes long, and says anew that it failed', async () => {
    load = () => Promise.reject(new Error('offline'));
    const probe = mount();
    await probe.updateComplete;
    const alert = find(probe, '[role=alert]');
    let fail = (_: Error): void => {};
    load = () =>
      new Promise((_, reject) => {
        fail = reject;
      });
    find(probe, 'button')?.focus();
    find(probe, 'button')?.click();
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(find(probe, '[role=alert]')).toBeNull();
    expect(probe.shadowRoot?.activeElement).toBe(find(probe, 'button'));
    expect(find(probe, 'button')?.ariaDisabled).toBe('true');
    fail(new Error('offline'));
    await expect.poll(() => find(probe, '[role=alert]')).not.toBeNull();
    expect(find(probe, '[role=alert]')).not.toBe(alert);
    expect(probe.shadowRoot?.activeElement).toBe(find(probe, 'button'));
  });

  it('takes no focus back from a reader who went on meanwhile', async () => {
    load = () => Promise.reject(new Error('offline'));
    const probe = mount();
    await probe.updateComplete;
    const held = heldLoad();
    find(probe, 'button')?.focus();
    find(probe, 'button')?.click();
    const input = document.createElement('input');
    document.body.append(input);
    input.focus();
    held.resolve();
    await probe.updateComplete;
    expect(find(probe, 'h2')?.textContent).toBe('Loaded');
    expect(document.activeElement).toBe(input);
  });

  it('does what it was asked for also where the body came only with another try', async () => {
    load = () => Promise.reject(new Error('offline'));
    const probe = mount();
    const done: string[] = [];
    probe.act(() => done.push('act'));
    await probe.updateComplete;
    load = async () => code;
    find(probe, 'button')?.click();
    await expect.poll(() => done).toEqual(['act']);
  });

  it('makes no body while it is on no page, and tells it of nothing then', async () => {
    const held = heldLoad();
    const probe = mount();
    probe.remove();
    held.resolve();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(probe.opened).toBeUndefined();
    document.body.append(probe);
    await probe.updateComplete;
    expect(probe.opened?.calls[0]).toBe('connected');
    probe.remove();
    probe.word = 'set outside';
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(probe.opened?.calls.at(-1)).toBe('disconnected');
    document.body.append(probe);
    await probe.updateComplete;
    expect(probe.opened?.calls.slice(-2)).toEqual(['connected', 'changed word']);
    expect(find(probe, '.word')?.textContent).toBe('set outside');
  });

  it('shows its bars again where it is moved while it loads', async () => {
    const held = heldLoad();
    const probe = mount();
    await expect.poll(() => find(probe, '.placeholder i')).not.toBeNull();
    const box = document.createElement('div');
    document.body.append(box);
    box.append(probe);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect.poll(() => find(probe, '.placeholder i')).not.toBeNull();
    held.resolve();
    await expect.poll(() => find(probe, 'h2')?.textContent).toBe('Loaded');
    expect(find(probe, '.placeholder')).toBeNull();
  });

  it('shows itself in another document, too, though its styles can’t follow', async () => {
    const told = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const held = heldLoad();
    const probe = mount();
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument?.body.append(probe);
    held.resolve();
    await expect.poll(() => find(probe, 'h2')?.textContent).toBe('Loaded');
    expect(told.mock.calls.join()).toContain('into another document');
    told.mockRestore();
  });

  it('keeps the style sheets that a page has put into it', async () => {
    const held = heldLoad();
    const probe = mount();
    await Promise.resolve();
    const sheet = new CSSStyleSheet();
    probe.shadowRoot?.adoptedStyleSheets.push(sheet);
    held.resolve();
    await probe.updateComplete;
    expect(probe.shadowRoot?.adoptedStyleSheets).toContain(sheet);
  });

  it('tries again by itself where it comes to a page anew', async () => {
    load = () => Promise.reject(new Error('offline'));
    const probe = mount();
    await probe.updateComplete;
    load = async () => code;
    probe.remove();
    document.body.append(probe);
    await probe.updateComplete;
    expect(find(probe, 'h2')?.textContent).toBe('Loaded');
  });
});
