import { type PolicyElementClass, registerClasses } from '../base/register-classes.js';
import type { PolicyDiff } from './policy-diff.js';

const load: () => Promise<typeof import('./comparison.js')> = () => import('./comparison.js');

/**
 * Sees to it that `<policy-diff>`, under the prefix that an element has, is registered: the page's own, else one that is loaded. Rejects
 * where that can't be had now; it may be asked for again.
 */
export async function defineDiff(host: Element): Promise<void> {
  const isThere = customElements.get(diffTag(host)) !== undefined;
  const diff = isThere ? (host.constructor as unknown as PolicyElementClass) : (await load()).PolicyDiff;
  registerClasses({ diff }, { prefix: prefixOf(host) });
}

/** A comparison to stand inside an element, once it is defined. */
export function createDiff(host: Element): PolicyDiff {
  return document.createElement(diffTag(host)) as PolicyDiff;
}

function diffTag(host: Element): string {
  return `${prefixOf(host)}-diff`;
}

function prefixOf({ localName }: Element): string {
  return localName.replace(/-[^-]*$/, '');
}
