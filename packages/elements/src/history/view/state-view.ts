import { html, nothing, type TemplateResult } from 'lit';
import { relativeTimeText } from '../../format/time/relative-time.js';
import { alertView } from '../../view/value.js';
import { isFiltering } from '../model/filter.js';
import type { HistoryView } from './history-view.js';

export function skeletonView(): TemplateResult {
  const row = html`<div class="skeleton" part="skeleton"><i></i><i></i><i></i></div>`;
  return html`<div aria-hidden="true">${Array.from({ length: 5 }, () => row)}</div>`;
}

/** What stands where the rows would be. */
export function emptyView({ context, filter, actions }: HistoryView): TemplateResult {
  const { history } = context.messages;
  return isFiltering(filter)
    ? html`<div class="state"><p>${history.noMatch}</p> <button class="button" type="button" @click=${actions.clearFilters}>${history.clearFilters}</button></div>`
    : html`<div class="state"><slot name="empty">${history.empty}</slot></div>`;
}

export function errorView({ context, list, actions }: HistoryView): TemplateResult {
  const { history, shared } = context.messages;
  const reason = list.error instanceof Error ? list.error.message : undefined;
  return html`<div class="failure">
    ${alertView(history.failed)} ${reason === undefined ? nothing : html`<p class="muted small"><bdi>${reason}</bdi></p>`}
    <slot name="error"></slot>
    <button class="button" type="button" @click=${actions.reload}>${shared.tryAgain}</button>
  </div>`;
}

export interface Banners {
  readonly isOffline: boolean;
  /** An instant; empty where what is shown is of now. */
  readonly staleSince: string;
  /** What was done, such as "Copied". */
  readonly notice: string | undefined;
  readonly isFailure: boolean;
  readonly restored: TemplateResult | typeof nothing;
  readonly refresh: () => void;
  readonly showPending: () => void;
}

/** What is to be known of the whole: above the list. */
export function bannerView({ context, list, now }: HistoryView, banners: Banners): TemplateResult {
  const { history, shared } = context.messages;
  const since = relativeTimeText(banners.staleSince, now, context.locale);
  const line = (className: string, content: unknown): TemplateResult =>
    html`<div class="banner ${className}" part="banner">${content}</div>`;
  return html`<slot name="banner"></slot>
    ${banners.isOffline ? line('offline', html`<p>${history.offline}</p>`) : nothing}
    ${since === undefined ? nothing : line('stale', html`<p>${shared.lastUpdated(since)}</p> <button class="button" type="button" @click=${banners.refresh}>${shared.refresh}</button>`)}
    ${banners.restored}
    ${
      list.pending > 0
        ? line(
            'new',
            html`<p>${history.newVersions(list.pending)}</p> <button class="button" type="button" data-pending @click=${banners.showPending}>${history.show}</button>`,
          )
        : nothing
    }
    ${noticeView(banners)}`;
}

function noticeView({ notice, isFailure }: Banners): TemplateResult | typeof nothing {
  if (notice === undefined) return nothing;
  return isFailure ? html`${alertView(notice)}` : html`<div class="banner notice" part="banner"><p>${notice}</p></div>`;
}
