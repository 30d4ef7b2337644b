import type { FieldChange } from '@policytrail/core';
import { html, nothing, type TemplateResult } from 'lit';
import { type ValueText, valueText } from '../../format/value-text.js';
import { valueView } from '../../view/value.js';
import type { SettingsView } from './settings-view.js';

const mostShown = 3;
const longest = 40;

/** "2 unsaved changes: Token budget 5,000 → 2,000 tokens …" and the way to see them whole. */
export function changesView(
  { changes, draft, context }: SettingsView,
  review: { readonly isOpen: boolean; toggle(): void },
): TemplateResult | typeof nothing {
  if (changes.length === 0) return nothing;
  const { settings } = context.messages;
  const shown = changes.slice(0, mostShown).map((change) => {
    const field = draft.fields.find(({ path }) => path === change.path);
    return html`<li><span class="label">${field?.meta.label}</span> ${field === undefined ? nothing : movedView(change, field.meta)}</li>`;
  });
  const rest = changes.length - shown.length;
  return html`<div class="changes" part="changes">
    <div>
      <strong>${settings.unsaved(changes.length)}</strong>
      <ul>
        ${shown}${rest > 0 ? html`<li class="muted">${settings.moreChanges(rest)}</li>` : nothing}
      </ul>
    </div>
    <button
      class="button"
      type="button"
      part="review-button"
      aria-expanded=${review.isOpen ? 'true' : 'false'}
      @click=${review.toggle}
    >
      ${review.isOpen ? settings.hideReview : settings.review}
    </button>
  </div>`;

  function movedView(change: FieldChange, meta: Parameters<typeof valueText>[1]): TemplateResult {
    if (meta.display === 'secret') return html`<bdi>${context.messages.shared.secretChanged}</bdi>`;
    const before = 'before' in change ? change.before : undefined;
    const after = 'after' in change ? change.after : undefined;
    const [earlier, later] = [valueText(before, meta, context), valueText(after, meta, context)];
    if (!isShort(earlier) || !isShort(later)) return html`<span class="muted">${context.messages.diff.changed}</span>`;
    return html`<del><span class="visually-hidden">${context.messages.diff.was}</span>${valueView(earlier, context.messages)}</del>
      <span class="arrow" aria-hidden="true">→</span>
      <ins><span class="visually-hidden">${context.messages.diff.now}</span>${valueView(later, context.messages)}</ins>`;
  }
}

function isShort({ kind, text }: ValueText): boolean {
  return kind !== 'json' && text.length <= longest && !text.includes('\n');
}
