import { registerClasses } from '../../src/base/register-classes.js';
import { PolicyHistory } from '../../src/policy-history.js';

registerClasses({ history: PolicyHistory });

/** A `<policy-history>` on the page, its first versions and its detail read. */
export async function mountHistory(given: Partial<PolicyHistory>, width = '1000px'): Promise<PolicyHistory> {
  document.body.replaceChildren();
  const box = document.createElement('div');
  box.style.inlineSize = width;
  const history = Object.assign(document.createElement('policy-history'), { locale: 'en-US', timeZone: 'UTC' }, given);
  box.append(history);
  document.body.append(box);
  await settled(history);
  return history;
}

/** Lets what is under way end: reads of versions at hand, lazily loaded parts, updates. */
export async function settled(history: PolicyHistory): Promise<void> {
  for (let turn = 0; turn < 12; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
    await history.updateComplete;
  }
}

export function all(history: PolicyHistory, selector: string): readonly HTMLElement[] {
  return [...history.renderRoot.querySelectorAll<HTMLElement>(selector)];
}

export function one(history: PolicyHistory, selector: string): HTMLElement {
  const [found] = all(history, selector);
  if (found === undefined) throw new Error(`there is no ${selector}`);
  return found;
}

export function textOf(element: Element | undefined): string {
  return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** The numbers of the versions on the page, from above. */
export function shownVersions(history: PolicyHistory): readonly number[] {
  return all(history, '[data-version]').map((row) => Number(row.dataset['version']));
}

/** Where the focus is, in words: through every shadow root. */
export function focusPath(): string {
  const path: string[] = [];
  for (let at: Element | null = document.activeElement; at !== null; at = at.shadowRoot?.activeElement ?? null) {
    const version = at.closest('[data-version]')?.getAttribute('data-version');
    const control = at.getAttribute('data-control') ?? at.getAttribute('data-action') ?? at.className.split(' ')[0];
    path.push([at.localName, version && `v${version}`, control].filter(Boolean).join(' '));
  }
  return path.slice(1).join(' > ') || path.join();
}

/** Every text that the live region gets. */
export function announcements(history: PolicyHistory): readonly string[] {
  const region = one(history, '[role=status]');
  const texts: string[] = [];
  const take = (): void => {
    texts.push((region.textContent ?? '').replace('\u00a0', ' ').trim());
  };
  new MutationObserver(take).observe(region, { childList: true, characterData: true, subtree: true });
  return texts;
}
