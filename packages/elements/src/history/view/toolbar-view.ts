import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { alertView } from '../../view/value.js';
import { labelOf } from '../model/change-line.js';
import { countConditions, isFiltering } from '../model/filter.js';
import { dayBefore, dayEnd, dayOf, dayStart } from '../model/zoned-day.js';
import type { HistoryView, Panel } from './history-view.js';
import { authorName } from './row/author-view.js';

/** Filters and the way to a version or date; where it is narrow, in one disclosure. */
export function toolbarView(view: HistoryView): TemplateResult {
  const { history } = view.context.messages;
  const filters = html`<div class="filters" role="group" aria-label=${history.filters(0)} part="filter">
    ${searchView(view)} ${authorSelect(view)} ${view.width === 'narrow' ? datesView(view) : disclosure('dates', history.dates, datesView(view), view)}
    ${fieldSelect(view)} ${clearButton(view)}
  </div>`;
  return html`<div class="toolbar" part="toolbar">
    <slot name="toolbar-start"></slot>
    ${view.width === 'narrow' ? disclosure('filters', history.filters(countConditions(view.filter)), filters, view) : filters}
    ${disclosure('goto', history.goTo, goToView(view), view)}
    <slot name="toolbar-end"></slot>
  </div>`;
}

function disclosure(
  panel: Panel,
  label: string,
  content: TemplateResult,
  { panel: open, actions, filter }: HistoryView,
): TemplateResult {
  const isOpen = open === panel;
  const isSet = panel === 'dates' && (filter.from ?? filter.to) !== undefined;
  return html`<div class="disclosure ${panel}">
    <button class="button ${isSet ? 'set' : ''}" type="button" data-panel=${panel} aria-expanded=${isOpen} @click=${() => actions.togglePanel(panel)}>${label}<span class="twist" aria-hidden="true"></span></button>
    ${isOpen ? html`<div class="panel">${content}</div>` : nothing}
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

function datesView({ context, filter, actions }: HistoryView): TemplateResult {
  const { history } = context.messages;
  const { timeZone } = context;
  const from = (event: Event): void => actions.setFilter({ from: dayStart(textOf(event), timeZone) ?? '' });
  const to = (event: Event): void => actions.setFilter({ to: dayEnd(textOf(event), timeZone) ?? '' });
  return html`<div class="dates">
    <label class="labelled">${history.datesFrom}<input class="input" type="date" .value=${dayOf(filter.from, timeZone)} @change=${from} /></label>
    <label class="labelled">${history.datesTo}<input class="input" type="date" .value=${dayBefore(filter.to, timeZone)} @change=${to} /></label>
  </div>`;
}

function clearButton({ context, filter, actions }: HistoryView): TemplateResult | typeof nothing {
  if (!isFiltering(filter)) return nothing;
  return html`<button class="button quiet" type="button" @click=${actions.clearFilters}>${context.messages.history.clearFilters}</button>`;
}

function goToView({ context, actions, panelError }: HistoryView): TemplateResult {
  const { history } = context.messages;
  const submit = (act: (value: string) => void) => (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).querySelector('input');
    if (input !== null && input.value !== '') act(input.value);
  };
  const form = (label: string, input: TemplateResult, act: (value: string) => void): TemplateResult =>
    html`<form class="go" @submit=${submit(act)}>
      <label class="labelled">${label}${input}</label>
      <button class="button" type="submit">${history.go}</button>
    </form>`;
  return html`${form(
    history.goToVersion,
    html`<input class="input" type="number" inputmode="numeric" min="1" step="1" />`,
    (value) => actions.goToVersion(Number(value)),
  )}
  ${form(history.goToDate, html`<input class="input" type="date" />`, actions.goToDate)} ${alertView(panelError)}`;
}

function textOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
