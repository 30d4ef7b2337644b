import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryView } from '../view/history-view.js';

/** While two versions are being chosen: how many are, and what to do with them. */
export function pickBar(picked: readonly number[], { context, actions }: HistoryView): TemplateResult {
  const { history, shared } = context.messages;
  const isReady = picked.length === 2;
  return html`<div class="pick-bar" role="group" aria-label=${history.pickTwo}>
    <p>${history.pickTwo} <span class="muted">${history.picked(picked.length)}</span></p>
    <span class="pick-actions"
      ><button class="button primary" type="button" aria-disabled=${isReady ? nothing : 'true'} @click=${isReady ? actions.comparePicked : undefined}>${history.compare}</button>
      <button class="button" type="button" @click=${actions.stopPicking}>${shared.cancel}</button></span
    >
  </div>`;
}
