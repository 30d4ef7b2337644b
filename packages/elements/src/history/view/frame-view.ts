import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryMessages } from '../../messages/en/history.js';
import { headingView } from '../../view/heading.js';
import { isFiltering } from '../model/filter.js';
import { detailFrame } from './detail-frame.js';
import type { HistoryView } from './history-view.js';
import { listView } from './list-view.js';
import { emptyView, errorView, skeletonView } from './state-view.js';
import { toolbarView } from './toolbar-view.js';

/** Title and toolbar; for a reader who may not see the history, the title alone. `all`: versions whatever the filter. */
export function headerView(
  level: number,
  history: HistoryMessages,
  shown?: { readonly view: HistoryView; readonly all: number },
): TemplateResult {
  const view = shown?.view;
  const title = html`<slot name="title">${history.label}</slot>`;
  return html`<header class="top" part="header">
    <div class="name">
      ${headingView(level, title)}
      ${
        shown?.view.list.status === 'loaded'
          ? html`<p class="muted" part="count">${countText(shown.view, shown.all)}</p>`
          : nothing
      }
    </div>
    ${view === undefined || isListReplaced(view) ? nothing : toolbarView(view)}
  </header>`;
}

/** The list and, beside it or in its place, the chosen version. */
export function columnsView(
  view: HistoryView,
  { isSlow, detail, hasFailed }: { readonly isSlow: boolean; readonly detail: unknown; readonly hasFailed: boolean },
): TemplateResult {
  const { list, shown, context, deferred } = view;
  const chosen = (): TemplateResult => deferred?.detailView(view, detail) ?? detailFrame(view, hasFailed);
  if (isListReplaced(view)) return html`<div class="columns">${chosen()}</div>`;
  const isTwo = view.width === 'wide' && (list.rows.length > 0 || shown !== undefined || isSlow);
  return html`<div class="columns ${isTwo ? 'two' : ''}">
    <div
      class="list"
      part="list"
      role="group"
      aria-label=${context.messages.history.versionList}
      aria-busy=${list.busy === 'list' ? 'true' : nothing}
    >
      ${listContent(view, isSlow)}
    </div>
    ${isTwo ? chosen() : nothing}
  </div>`;
}

function countText({ list, filter, context }: HistoryView, all: number): string {
  const { history } = context.messages;
  return isFiltering(filter) ? history.countOf(list.total, all) : history.count(list.total);
}

function isListReplaced({ width, shown, picked }: HistoryView): boolean {
  return width !== 'wide' && shown !== undefined && picked === undefined;
}

function listContent(view: HistoryView, isSlow: boolean): unknown {
  const { list } = view;
  if (list.status === 'failed') return errorView(view);
  if (list.status === 'loading') return isSlow ? skeletonView() : nothing;
  return list.rows.length === 0 ? emptyView(view) : listView(view);
}
