import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../messages/message-table.js';
import { headingView } from '../../view/heading.js';
import { countChanges } from '../model/count-changes.js';
import type { DiffRow } from '../model/diff-row.js';

export interface HeaderView {
  readonly changes: readonly DiffRow[];
  readonly names: { readonly from: string; readonly to: string };
  readonly messages: Messages;
  readonly headingLevel: number;
  /** Index of the change that was last gone to; -1 before the first. */
  readonly position: number;
  readonly canStep: boolean;
  step(by: 1 | -1): void;
}

/** Which versions, how many changes, and the way from one to the next. */
export function headerView(view: HeaderView): TemplateResult {
  const { names, messages, changes } = view;
  const { diff } = messages;
  const title = html`<span aria-hidden="true">${diff.title(names.from, names.to)}</span
    ><span class="visually-hidden">${diff.spokenTitle(names.from, names.to)}</span>`;
  return html`<header part="header">
    <div class="summary">
      ${headingView(view.headingLevel, title)}
      ${changes.length === 0 ? nothing : html`<p class="muted" part="count">${countText(changes, messages)}</p>`}
    </div>
    ${view.canStep && changes.length > 0 ? stepButtons(view) : nothing}
  </header>`;
}

/** "3 changes: 2 changed, 1 added · 2 stricter, 1 looser" */
export function countText(changes: readonly DiffRow[], { diff }: Messages): string {
  const counts = countChanges(changes);
  const strictness = [
    ...(counts.stricter > 0 ? [diff.stricterCount(counts.stricter)] : []),
    ...(counts.looser > 0 ? [diff.looserCount(counts.looser)] : []),
  ];
  const kinds = `${diff.changes(changes.length)}: ${diff.kinds(counts)}`;
  return strictness.length === 0 ? kinds : `${kinds} · ${strictness.join(', ')}`;
}

function stepButtons({ changes, position, messages, step }: HeaderView): TemplateResult {
  const { diff } = messages;
  const button = (by: 1 | -1, label: string, glyph: string, isAtEnd: boolean): TemplateResult =>
    html`<button
      class="button icon"
      type="button"
      aria-label=${label}
      title=${label}
      aria-disabled=${isAtEnd ? 'true' : nothing}
      @click=${() => (isAtEnd ? undefined : step(by))}
    >
      <span aria-hidden="true">${glyph}</span>
    </button>`;
  return html`<div class="steps" part="navigation">
    <span class="numeric position">${position < 0 ? nothing : diff.position(position + 1, changes.length)}</span>
    ${button(-1, diff.previousChange, '↑', position <= 0)}
    ${button(1, diff.nextChange, '↓', position >= changes.length - 1)}
  </div>`;
}
