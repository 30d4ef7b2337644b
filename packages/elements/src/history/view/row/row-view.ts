import { html, nothing, type TemplateResult } from 'lit';
import { timeText } from '../../../format/time/date.js';
import { relativeTimeText } from '../../../format/time/relative-time.js';
import type { HistoryVersion } from '../../../source.js';
import { headingView } from '../../../view/heading.js';
import { textView } from '../../../view/value.js';
import { type ChangeWords, changeWords, keyValues } from '../../model/change-line.js';
import { rowBadges } from '../../model/row-badges.js';
import type { HistoryView } from '../history-view.js';
import { authorView } from './author-view.js';
import { menuView } from './menu-view.js';

const longNote = { narrow: 190, medium: 360, wide: 200 } as const;

/** One version in the list. */
export function rowView(row: HistoryVersion, withdrawn: ReadonlySet<number>, view: HistoryView): TemplateResult {
  const isCurrent = row.version === view.list.current;
  const isSelected = row.version === view.shown?.version;
  const badges = rowBadges(row, view.now, withdrawn, view.context);
  const part = `item${isCurrent ? ' item-current' : ''}${isSelected ? ' item-selected' : ''}`;
  return html`<article
    class="row ${isSelected ? 'selected' : ''}"
    part=${part}
    data-version=${row.version}
    aria-current=${isCurrent ? 'true' : nothing}
  >
    <div class="row-head">
      ${view.picked === undefined ? nothing : pickView(row, view)} ${titleView(row, isSelected, view)}
      ${isCurrent ? html`<span class="badge strong" part="badge">${view.context.messages.shared.current}</span>` : nothing}
    </div>
    ${metaView(row, view)} ${noteView(row, view)} ${changeLine(row, view)}
    ${badges.length === 0 ? nothing : html`<p class="badges">${badges.map((badge) => html`<span class="badge" part="badge">${badge}</span> `)}</p>`}
    ${view.renderRowExtra === undefined ? nothing : html`<div class="extra">${view.renderRowExtra(row)}</div>`}
    ${view.picked === undefined ? actionsView(row, view) : nothing}
  </article>`;
}

function tabIndexOf({ version }: HistoryVersion, { activeVersion }: HistoryView): 0 | -1 {
  return version === activeVersion ? 0 : -1;
}

function titleView(row: HistoryVersion, isSelected: boolean, view: HistoryView): TemplateResult {
  const { messages } = view.context;
  const extra = [row.label, row.title].filter((text) => text !== null && text !== '');
  const text = html`${messages.shared.version(row.version)}${extra.map(
    (words) => html` <bdi class="row-label">${textView(words ?? '', messages)}</bdi>`,
  )}`;
  const tab = tabIndexOf(row, view);
  const expanded = view.width === 'wide' ? String(isSelected) : nothing;
  const choose = (event: Event): void => view.actions.choose(row.version, event);
  const title =
    view.hrefFor === undefined
      ? html`<button class="row-link" type="button" part="version-title" data-control="title" tabindex=${tab} aria-expanded=${expanded} @click=${choose}>${text}</button>`
      : html`<a class="row-link" href=${view.hrefFor(row.version)} part="version-title" data-control="title" tabindex=${tab} aria-expanded=${expanded} @click=${choose}>${text}</a>`;
  return headingView(view.headingLevel + 2, title, 'row-title');
}

function pickView(row: HistoryVersion, { picked = [], context, actions }: HistoryView): TemplateResult {
  const isPicked = picked.includes(row.version);
  return html`<input
    type="checkbox"
    class="pick"
    data-pick
    aria-label=${context.messages.history.pick(row.version)}
    .checked=${isPicked}
    ?disabled=${picked.length === 2 && !isPicked}
    @change=${() => actions.togglePick(row.version)}
  />`;
}

/** When, how long ago, and by whom. */
function metaView(row: HistoryVersion, view: HistoryView): TemplateResult {
  const { context, now } = view;
  return html`<p class="meta">
    <time datetime=${row.createdAt} part="time">${timeText(row.createdAt, context) ?? row.createdAt}</time>
    <span class="relative" part="relative">${relativeTimeText(row.createdAt, now, context.locale)}</span>
    ${authorView(row, view)}
  </p>`;
}

function noteView(row: HistoryVersion, view: HistoryView): TemplateResult {
  const { messages } = view.context;
  const note = row.changeNotes?.trim() ?? '';
  if (note === '') return html`<p class="note none" part="notes">${messages.history.noNote}</p>`;
  const isLong = note.length > longNote[view.width] || note.split('\n').length > 3;
  const isOpen = view.expandedNotes.has(row.version);
  return html`<p class="note ${isLong && !isOpen ? 'clamped' : ''}" part="notes"><q><bdi>${textView(note, messages)}</bdi></q></p>
    ${
      isLong
        ? html`<button class="inline-button" type="button" tabindex=${tabIndexOf(row, view)} aria-expanded=${isOpen} @click=${() => view.actions.toggleNote(row.version)}>${isOpen ? messages.shared.showLess : messages.shared.showMore}</button>`
        : nothing
    }`;
}

function changeLine(row: HistoryVersion, view: HistoryView): TemplateResult {
  const { lookup, context, firstPolicy } = view;
  const { history } = context.messages;
  const { changes } = row;
  if (changes === null) {
    const policy = row.policy ?? firstPolicy;
    const values = row.version === 1 && policy !== undefined ? keyValues(policy, lookup, context) : [];
    return html`<p class="changes" part="change-line"><span class="change first">${history.firstVersion}</span>${values.map(changeView)}</p>`;
  }
  if (changes.total === 0) return html`<p class="changes" part="change-line">${history.noChanges}</p>`;
  const words = changeWords(changes.first, lookup, context);
  const left = changes.total - words.length;
  return html`<p class="changes" part="change-line">${words.map(changeView)}${left > 0 ? html`<span class="change left">${history.moreChanges(left)}</span>` : nothing}</p>`;
}

function changeView({ label, text }: ChangeWords): TemplateResult {
  return html`<span class="change"><span class="field">${label}</span> ${text}</span>`;
}

function actionsView(row: HistoryVersion, view: HistoryView): TemplateResult {
  const { actions, context, openMenu, width, deferred } = view;
  const { history } = context.messages;
  const { version } = row;
  const tab = tabIndexOf(row, view);
  return html`<div class="row-actions" part="row-actions">
    ${
      view.canCompare && width !== 'narrow' && version > 1
        ? html`<button class="button quiet" type="button" part="compare-button" data-control="compare" tabindex=${tab} aria-label=${history.compareVersion(version)} @click=${() => actions.compare(version)}>${history.compare}</button>`
        : nothing
    }
    ${menuView({
      label: history.actionsOf(version),
      isOpen: openMenu === version,
      tabIndex: tab,
      list: () => deferred?.menuList(row, 'row', view),
      toggle: () => actions.toggleMenu(version),
    })}
  </div>`;
}
