import type { PolicyVersion } from '@policytrail/core';
import { html, nothing, type TemplateResult } from 'lit';
import { dateTimeText } from '../../format/time/date.js';
import { relativeTimeText } from '../../format/time/relative-time.js';
import type { HistoryVersion } from '../../source.js';
import { headingView } from '../../view/heading.js';
import { alertView, textView } from '../../view/value.js';
import { menuList } from '../deferred/menu-list.js';
import { restoreRefusalOf } from '../model/menu-items.js';
import type { ShownComparison } from '../model/shown-comparison.js';
import { skeleton } from '../view/detail-frame.js';
import type { HistoryView } from '../view/history-view.js';
import { authorView } from '../view/row/author-view.js';
import { menuView } from '../view/row/menu-view.js';

/** A chosen version; `content` is the comparison, or all its values. */
export function detailView(view: HistoryView, content: unknown): TemplateResult {
  const { context, versions, width, actions } = view;
  const { history } = context.messages;
  const back = html`<button class="button quiet back" type="button" data-back @click=${actions.back}><span class="back-arrow" aria-hidden="true">←</span> ${history.allVersions}</button>`;
  return html`<div class="detail" part="detail" role="group" aria-label=${history.detail} aria-busy=${versions.status === 'loading' ? 'true' : nothing}>
    ${width === 'wide' ? nothing : back} ${stateView(view, content)}
  </div>`;
}

function stateView(view: HistoryView, content: unknown): TemplateResult {
  const { context, versions, actions, shown } = view;
  const { history, shared } = context.messages;
  switch (versions.status) {
    case 'none':
      return view.list.status === 'loading' ? skeleton : html`<p class="state">${history.chooseVersion}</p>`;
    case 'loading':
      return html`${title(history.fullVersion(versions.version), view)}${skeleton}`;
    case 'missing':
      return html`<div class="failure">${alertView(history.notFound(versions.version))} <button class="button" type="button" @click=${actions.back}>${history.showAll}</button></div>`;
    case 'failed':
      return html`<div class="failure">${alertView(history.versionFailed)} <button class="button" type="button" @click=${actions.reload}>${shared.tryAgain}</button></div>`;
    case 'ready':
      return shown === undefined ? html`` : html`${headerView(versions.version, shown, view)} ${content}`;
  }
}

function title(text: string, { headingLevel }: HistoryView): TemplateResult {
  return headingView(headingLevel + 1, text, 'detail-title');
}

function headerView(version: PolicyVersion, shown: ShownComparison, view: HistoryView): TemplateResult {
  const { context, mode, list } = view;
  const { history, shared } = context.messages;
  const own = shown.basis === 'previous' && shown.to === version.version;
  const changesTitle = own ? history.changesIn(shown.to) : history.comparison(shown.from, shown.to);
  return html`<header class="detail-header" part="detail-header">
    <div class="detail-top">
      <div class="detail-name">
        ${title(mode === 'full' ? history.fullVersion(version.version) : changesTitle, view)}
        ${version.version === list.current ? html`<span class="badge strong" part="badge">${shared.current}</span>` : nothing}
      </div>
      ${actionsView(version, view)}
    </div>
    ${own || mode === 'full' ? aboutView(version, view) : nothing}
    <div class="detail-tools">
      ${view.canCompare ? segments(history.viewAs, modes(view), mode) : nothing}
      ${view.canCompare && mode === 'changes' ? compareView(version, shown, view) : nothing}
    </div>
  </header>`;
}

function aboutView(version: PolicyVersion, view: HistoryView): TemplateResult {
  const { context, now } = view;
  const { createdAt, changeNotes } = version;
  const row = { ...version, changes: null };
  return html`<p class="meta">
      <time datetime=${createdAt} part="time">${dateTimeText(createdAt, context) ?? createdAt}</time>
      <span class="relative" part="relative">${relativeTimeText(createdAt, now, context.locale)}</span>
      ${authorView(row, view)}
    </p>
    ${changeNotes?.trim() ? html`<p class="note" part="notes"><q><bdi>${textView(changeNotes.trim(), context.messages)}</bdi></q></p>` : nothing}`;
}

interface Segment<Name> {
  readonly name: Name;
  readonly label: string;
  readonly refused?: boolean;
  choose(): void;
}

function segments<Name extends string>(label: string, all: readonly Segment<Name>[], chosen: Name): TemplateResult {
  return html`<span class="segments" role="group" aria-label=${label}
    >${all.map(
      ({ name, label: text, refused = false, choose }) =>
        html`<button class="button" type="button" data-segment=${name} aria-pressed=${name === chosen} aria-disabled=${refused ? 'true' : nothing} @click=${refused ? undefined : choose}>${text}</button>`,
    )}</span
  >`;
}

function modes({ context, actions }: HistoryView): readonly Segment<'changes' | 'full'>[] {
  const { history } = context.messages;
  return [
    { name: 'changes', label: history.changesTab, choose: () => actions.setMode('changes') },
    { name: 'full', label: history.fullTab, choose: () => actions.setMode('full') },
  ];
}

function compareView({ version }: PolicyVersion, shown: ShownComparison, view: HistoryView): TemplateResult {
  const { context, actions, list } = view;
  const { history } = context.messages;
  const isCurrent = version === list.current || list.current === undefined;
  const choose = (basis: ShownComparison['basis']) => () => actions.setBasis(basis);
  const bases: readonly Segment<ShownComparison['basis']>[] = [
    { name: 'previous', label: history.previous, choose: choose('previous') },
    { name: 'current', label: history.current, refused: isCurrent, choose: choose('current') },
    { name: 'other', label: history.other, choose: choose('other') },
  ];
  const canSwap = shown.from > 0;
  return html`<span class="compare-with"
    ><span class="muted" aria-hidden="true">${history.compareWith}</span> ${segments(history.compareWith, bases, shown.basis)}
    <button class="button quiet" type="button" aria-disabled=${canSwap ? nothing : 'true'} @click=${canSwap ? actions.swap : undefined}>${history.swap}</button></span
  >`;
}

function actionsView(version: PolicyVersion, view: HistoryView): TemplateResult {
  const { context, actions, openMenu, list, restoreRefusal, isReasonShown } = view;
  const { history } = context.messages;
  const listed = list.rows.find((one) => one.version === version.version);
  const row: HistoryVersion = { changes: null, ...listed, ...version };
  const refusal = restoreRefusalOf(row, { ...view, current: list.current }, context.messages);
  const restore = html`<button
    class="button"
    type="button"
    data-restore
    title=${refusal ?? nothing}
    aria-disabled=${refusal === undefined ? nothing : 'true'}
    aria-describedby=${refusal === undefined ? nothing : 'refusal'}
    @click=${() => actions.run('restore', version.version)}
  >
    ${history.restore}
  </button>`;
  return html`<div class="detail-actions">
    ${restoreRefusal === undefined ? nothing : restore}
    ${menuView({
      label: history.actionsOf(version.version),
      isOpen: openMenu === 'detail',
      tabIndex: 0,
      list: () => menuList(row, 'detail', view),
      toggle: () => actions.toggleMenu('detail'),
    })}
    ${refusal === undefined ? nothing : html`<p id="refusal" class=${isReasonShown ? 'reason small' : 'visually-hidden'}>${refusal}</p>`}
  </div>`;
}
