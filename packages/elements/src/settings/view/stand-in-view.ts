import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../messages/message-table.js';
import { alertView } from '../../view/value.js';

export interface StandIn {
  readonly isDenied: boolean;
  readonly status: 'idle' | 'loading' | 'loaded' | 'failed';
  readonly isEmpty: boolean;
  /** A version is here, whatever became of a later reading. */
  readonly isKnown: boolean;
  readonly messages: Messages;
  tryAgain(): void;
}

/** What stands in for the form where there is none; undefined where there is. */
export function standInView(view: StandIn): TemplateResult | undefined {
  const { settings, shared } = view.messages;
  if (view.isDenied) return html`<div class="state"><slot name="denied">${settings.denied}</slot></div>`;
  if (view.status === 'failed' && !view.isKnown) {
    return html`${alertView(settings.loadFailed)}
      <div><button class="button" type="button" @click=${view.tryAgain}>${shared.tryAgain}</button></div>`;
  }
  if (view.status === 'loading' && !view.isKnown) {
    return html`<p class="visually-hidden">${settings.loading}</p>
      <span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span>`;
  }
  if (view.isEmpty) return html`<div class="state"><slot name="empty">${settings.empty}</slot></div>`;
  return undefined;
}
