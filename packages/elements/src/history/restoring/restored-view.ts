import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../messages/message-table.js';
import { alertView } from '../../view/value.js';
import type { RestoreState } from './restore-flow.js';

/** What was restored, and the way back. */
export function restoredView(
  state: RestoreState,
  { restore, shared }: Messages,
  actions: { undo(): void; dismiss(): void },
): TemplateResult | typeof nothing {
  if (state.status === 'idle') return nothing;
  const dismiss = html`<button class="button quiet" type="button" data-dismiss @click=${actions.dismiss}>${shared.dismiss}</button>`;
  if (state.status === 'undone') {
    return html`<div class="banner restored" part="banner"><p>${restore.undone(state.version, state.as)}</p> ${dismiss}</div>`;
  }
  const isBusy = state.status === 'undoing';
  const { outcome } = state;
  const unhandled = outcome?.status === 'unhandled' ? shared.cannotDo : restore.undoFailed;
  return html`<div class="banner restored" part="banner">
    <p>${restore.restored(state.version, state.as)}</p>
    <button class="button" type="button" data-undo aria-disabled=${isBusy ? 'true' : nothing} aria-busy=${isBusy ? 'true' : nothing} @click=${isBusy ? undefined : actions.undo}>
      ${isBusy ? restore.undoing : restore.undo}
    </button>
    ${dismiss} ${state.status === 'undoFailed' ? alertView(unhandled) : nothing}
  </div>`;
}
