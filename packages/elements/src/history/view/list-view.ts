import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryVersion } from '../../source.js';
import { headingView } from '../../view/heading.js';
import { alertView } from '../../view/value.js';
import { daysOf } from '../model/days.js';
import { hasNewer, hasOlder, shownRows } from '../model/list-state.js';
import { withdrawnVersions } from '../model/row-badges.js';
import type { HistoryView } from './history-view.js';
import { rowView } from './row/row-view.js';

/** The versions by day, and the way to those before and after. */
export function listView(view: HistoryView): TemplateResult {
  const { list, context, actions, picked } = view;
  const { history } = context.messages;
  const rows = shownRows(list);
  const withdrawn = withdrawnVersions(list.rows);
  return html`${picked === undefined ? nothing : view.deferred?.pickBar(picked, view)}
    ${hasNewer(list) ? pageButton(history.showNewer, 'newer', list.busy === 'newer', actions.loadNewer) : nothing}
    ${repeat(
      daysOf(rows, context),
      (day) => `${day.name} ${day.rows[0]?.version}`,
      (day) => html`<div class="day-group">
        ${headingView(view.headingLevel + 1, day.name, 'day')}
        <ol role="list">
          ${repeat(
            day.rows,
            ({ version }) => version,
            (row) => html`<li>${guardedRow(row, withdrawn, view)}</li>`,
          )}
        </ol>
      </div>`,
    )}
    ${list.error === undefined || list.status !== 'loaded' ? nothing : failureView(view)}
    ${hasOlder(list) ? pageButton(history.showOlder, 'older', list.busy === 'older', actions.loadOlder) : nothing}
    ${
      rows.length < list.total
        ? html`<p class="shown-of muted small">${history.shownOf(rows.length, list.total)}</p>`
        : nothing
    }`;
}

// A row is made anew only where something that it shows has changed: moving the focus costs two rows, not 500.
function guardedRow(row: HistoryVersion, withdrawn: ReadonlySet<number>, view: HistoryView): unknown {
  const { version } = row;
  const { list, shown, openMenu, activeVersion, context } = view;
  const isOpen = openMenu === version;
  const dependencies = [
    row,
    version === list.current,
    version === shown?.version,
    version === activeVersion,
    isOpen,
    isOpen ? `${view.currentHash} ${view.restoreRefusal} ${view.deferred === undefined}` : undefined,
    view.picked?.join(),
    view.expandedNotes.has(version),
    Math.floor(view.now / 60_000),
    withdrawn.has(version),
    version === 1 ? view.firstPolicy : undefined,
    view.width,
    view.headingLevel,
    view.canCompare,
    view.lookup,
    context.locale,
    context.timeZone,
    context.messages,
    view.hrefFor,
    view.renderAuthor,
    view.renderRowExtra,
  ];
  return guard(dependencies, () => rowView(row, withdrawn, view));
}

function pageButton(label: string, name: string, isBusy: boolean, load: () => void): TemplateResult {
  return html`<p class="page"><button class="button" type="button" part="older-button" data-page=${name} aria-busy=${isBusy ? 'true' : nothing} @click=${isBusy ? undefined : load}>${label}</button></p>`;
}

function failureView({ context, actions }: HistoryView): TemplateResult {
  const { history, shared } = context.messages;
  return html`<div class="failure">${alertView(history.failed)} <button class="button" type="button" @click=${actions.reload}>${shared.tryAgain}</button></div>`;
}
