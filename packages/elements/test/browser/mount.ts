import type { JsonObject } from '@policytrail/core';
import type { LitElement } from 'lit';
import { registerClasses } from '../../src/base/register-classes.js';
import { PolicyDiff } from '../../src/policy-diff.js';

registerClasses({ diff: PolicyDiff });

export function aVersion(
  version: number,
  policy: JsonObject,
): { readonly version: number; readonly policy: JsonObject } {
  return { version, policy };
}

/** A `<policy-diff>` on the page, its comparison done. */
export async function mountDiff(given: Partial<PolicyDiff>, width = '900px'): Promise<PolicyDiff> {
  document.body.replaceChildren();
  const box = document.createElement('div');
  box.style.inlineSize = width;
  const diff = Object.assign(document.createElement('policy-diff'), { locale: 'en-US', timeZone: 'UTC' }, given);
  box.append(diff);
  document.body.append(box);
  await diff.updateComplete;
  return diff;
}

export function all(element: LitElement, selector: string): readonly HTMLElement[] {
  return [...element.renderRoot.querySelectorAll<HTMLElement>(selector)];
}

/** The text of each cell, as it is read out. */
export function rowTexts(diff: PolicyDiff): readonly (readonly string[])[] {
  return all(diff, 'tbody tr[part~=row]').map((row) =>
    [...row.children].map((cell) => (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim()),
  );
}

/** The next text of the element's live region. */
export function nextAnnouncement(element: LitElement): Promise<string> {
  const region = element.renderRoot.querySelector('[role=status]');
  if (region === null) throw new Error('there is no live region');
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve(region.textContent ?? '');
    });
    observer.observe(region, { childList: true, characterData: true, subtree: true });
  });
}
