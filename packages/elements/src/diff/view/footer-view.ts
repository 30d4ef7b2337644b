import { html, nothing, type TemplateResult } from 'lit';
import type { DiffMessages } from '../../messages/en/diff.js';
import type { DiffActions } from './diff-view.js';

export interface FooterView {
  readonly diff: DiffMessages;
  /** Changes not yet shown that are in no closed group. */
  readonly changesLeft: number;
  readonly unchanged: number;
  readonly unchangedFields: number;
  readonly unchangedShown: number;
  readonly actions: DiffActions;
}

/** What else there is to see. */
export function footerView({
  diff,
  changesLeft,
  unchanged,
  unchangedFields,
  unchangedShown,
  actions,
}: FooterView): TemplateResult {
  const button = (text: string, act: () => void): TemplateResult =>
    html`<button class="button" type="button" @click=${act}>${text}</button>`;
  const isOpen = unchangedShown > 0;
  return html`<div class="footer" part="footer">
    ${changesLeft === 0 ? nothing : button(diff.showMoreChanges(changesLeft), () => actions.showMore(undefined))}
    ${
      unchanged === 0
        ? nothing
        : html`<button class="button" type="button" aria-expanded=${isOpen} @click=${() => actions.toggleUnchanged()}>
            ${isOpen ? diff.hideUnchanged : diff.showUnchanged(unchangedFields)}
          </button>`
    }
    ${isOpen && unchangedShown < unchanged ? html`<span class="muted">${diff.shownOf(unchangedShown, unchanged)}</span>` : nothing}
  </div>`;
}
