import type { PolicyVersion } from '@policytrail/core';
import { CopyEvent } from '../../events/history-events.js';
import type { FieldLookup } from '../../fields/field-lookup.js';
import { maskSecrets } from '../../fields/mask-secrets.js';

/** Offers a text to the page, then writes it to the clipboard. Rejects where the browser does not let it. */
export async function copyText(element: Element, kind: 'link' | 'json', text: string): Promise<void> {
  if (element.dispatchEvent(new CopyEvent({ kind, text }))) await navigator.clipboard.writeText(text);
}

/** A version as JSON; secrets are withheld, as they are on the page. */
export function versionJson(version: PolicyVersion, lookup: FieldLookup, mask: string): string {
  return JSON.stringify({ ...version, policy: maskSecrets(version.policy, '', lookup, () => mask) }, null, 2);
}
