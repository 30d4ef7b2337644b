import type { JsonValue } from '@policytrail/core';
import { appendPointer } from '@policytrail/core/pure';
import { html, type TemplateResult } from 'lit';
import { maskSecrets } from '../../../fields/mask-secrets.js';
import { valueText } from '../../../format/value-text.js';
import { textView, valueView } from '../../../view/value.js';
import type { DiffRow } from '../../model/diff-row.js';
import type { DiffView } from '../diff-view.js';

const mostMembers = 12;
const mostCharacters = 300;

/** A whole object that came or went, member by member in the words of their fields; undefined for other values. */
export function membersView(
  value: JsonValue | undefined,
  { field }: DiffRow,
  { lookup, context }: DiffView,
): TemplateResult | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || field.display === 'secret')
    return undefined;
  const members = Object.entries(value);
  if (members.length === 0 || members.length > mostMembers) return undefined;
  const { messages } = context;
  return html`<dl class="members">
    ${members.map(([name, member]) => {
      const inner = lookup.find(appendPointer(field.path, name));
      const masked = maskSecrets(member, inner.path, lookup, () => messages.shared.secret);
      const shown = valueText(masked, inner, context);
      const text = shown.text.length > mostCharacters ? `${shown.text.slice(0, mostCharacters)}…` : shown.text;
      return html`<dt><bdi>${textView(inner.label, messages)}</bdi></dt>
        <dd>${valueView({ ...shown, text }, messages)}</dd>`;
    })}
  </dl>`;
}
