import { html, type TemplateResult } from 'lit';
import { alertView } from '../../view/value.js';
import type { HistoryView } from './history-view.js';

export const skeleton: TemplateResult = html`<div class="skeleton-detail" aria-hidden="true"><i></i><i></i><i></i></div>`;

/** The place of the detail, until what shows it is loaded. */
export function detailFrame({ context, actions }: HistoryView, hasFailed: boolean): TemplateResult {
  const { history, shared } = context.messages;
  const failure = html`<div class="failure">${alertView(history.versionFailed)} <button class="button" type="button" @click=${actions.reload}>${shared.tryAgain}</button></div>`;
  return html`<div class="detail" part="detail" role="group" aria-label=${history.detail} aria-busy=${hasFailed ? 'false' : 'true'}>
    ${hasFailed ? failure : skeleton}
  </div>`;
}
