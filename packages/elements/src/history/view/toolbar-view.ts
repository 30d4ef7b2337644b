import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { labelOf } from '../model/change-line.js';
import { countConditions, isFiltering } from '../model/filter.js';
import type { HistoryView, Panel } from './history-view.js';
import { authorName } from './row/author-view.js';

/** Filters and the way to a version or date; where it is narrow, in one disclosure. */
export function toolbarView(view: HistoryView): TemplateResult {
  const { history } = view.context.messages;
  const filters =
    (): TemplateResult => html`<div class="filters" role="group" aria-label=${history.filters(0)} part="filter">
    ${searchView(view)} ${authorSelect(view)} ${view.width === 'narrow' ? view.deferred?.datesView(view) : disclosure('dates', history.dates, () => view.deferred?.datesView(view), view)}
    ${fieldSelect(view)} ${clearButton(view)}
  </div>`;
  return html`<div class="toolbar" part="toolbar">
    <slot name="toolbar-start"></slot>
    ${view.width === 'narrow' ? disclosure('filters', history.filters(countConditions(view.filter)), filters, view) : filters()}
    ${disclosure('goto', history.goTo, () => view.deferred?.goToView(view), view)}
    <slot name="toolbar-end"></slot>
  </div>`;
}

function disclosure(
  panel: Panel,
  label: string,
  content: () => unknown,
  { panel: open, actions, filter }: HistoryView,
): TemplateResult {
  const isOpen = open === panel;
  const isSet = panel === 'dates' && (filter.from ?? filter.to) !== undefined;
  return html`<div class="disclosure ${panel}">
    <button class="button ${isSet ? 'set' : ''}" type="button" data-panel=${panel} aria-expanded=${isOpen} @click=${() => actions.togglePanel(panel)}>${label}<span class="twist" aria-hidden="true"></span></button>
    ${isOpen ? html`<div class="panel">${content()}</div>` : nothing}
  </div>`;
}

function searchView({ context, filter, actions }: HistoryView): TemplateResult {
  const { history } = context.messages;
  return html`<input class="input search" type="search" aria-label=${history.search} placeholder=${history.searchShort} .value=${live(filter.text ?? '')} @input=${(event: InputEvent) => actions.search(textOf(event))} />`;
}

function authorSelect({ context, filter, list, actions }: HistoryView): TemplateResult {
  const { history } = context.messages;
  const names = new Map(filter.author === undefined ? [] : [[filter.author, filter.author]]);
  for (const { createdBy } of list.rows) if (createdBy !== null) names.set(createdBy.id, authorName(createdBy));
  return select(history.author, history.anyAuthor, [...names], filter.author, (author) =>
    actions.setFilter({ author }),
  );
}

function fieldSelect({ context, filter, list, lookup, actions }: HistoryView): TemplateResult {
  const { history } = context.messages;
  const described = lookup.fields.map(({ path }) => path);
  const changed = described.length > 0 ? [] : list.rows.flatMap(({ changes }) => changes?.fields ?? []);
  const paths = new Set([...(filter.field === undefined ? [] : [filter.field]), ...described, ...changed]);
  const options = [...paths]
    .filter((path) => !path.endsWith('/*'))
    .map((path) => [path, labelOf(path, lookup)] as const);
  return select(history.field, history.anyField, options, filter.field, (field) => actions.setFilter({ field }));
}

function select(
  label: string,
  any: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string | undefined,
  choose: (value: string) => void,
): TemplateResult {
  return html`<select class="input ${chosen === undefined ? '' : 'set'}" aria-label=${label} @change=${(event: Event) => choose(textOf(event))}>
    <option value="" .selected=${chosen === undefined}>${any}</option>
    ${options.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
  </select>`;
}

function clearButton({ context, filter, actions }: HistoryView): TemplateResult | typeof nothing {
  if (!isFiltering(filter)) return nothing;
  return html`<button class="button quiet" type="button" @click=${actions.clearFilters}>${context.messages.history.clearFilters}</button>`;
}

function textOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
