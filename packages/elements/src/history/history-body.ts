import { type CSSResult, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ElementBody } from '../base/body/element-body.js';
import { Later } from '../base/body/later.js';
import { EachMinute } from '../base/environment/each-minute.js';
import { diffSettings } from '../diff/inside/diff-settings.js';
import { loadDiff } from '../diff/load.js';
import { fieldLookup } from '../fields/field-lookup.js';
import { relativeTimeText } from '../format/time/relative-time.js';
import { historyEn } from '../messages/en/history.js';
import { sharedEn } from '../messages/en/shared.js';
import type { EnglishParts } from '../messages/message-table.js';
import { badgeStyles } from '../theme/badge-styles.js';
import { inputStyles } from '../theme/input-styles.js';
import { DetailControl } from './control/detail-control.js';
import { historyActions } from './control/history-actions.js';
import type { HistoryHost } from './control/history-host.js';
import { ListControl } from './control/list-control.js';
import { MenuControl } from './control/menu-control.js';
import { ToldOnce } from './control/told-once.js';
import { loadParts } from './deferred/load.js';
import { focusFirst, versionAround } from './focus/places.js';
import { shownRows } from './model/list-state.js';
import type { RestoreControl } from './restoring/restore-control.js';
import { frameStyles } from './styles/frame-styles.js';
import { listStyles } from './styles/list-styles.js';
import { columnsView, headerView } from './view/frame-view.js';
import type { HistoryActions, HistoryView, LaterActions } from './view/history-view.js';
import { type Banners, bannerView } from './view/state-view.js';

/** What a history says and looks like. */
export const english: EnglishParts = { shared: sharedEn, history: historyEn };
export const styles: readonly CSSResult[] = [badgeStyles, inputStyles, frameStyles, listStyles];

export function openBody(host: HistoryHost): HistoryBody {
  return new HistoryBody(host);
}

/** What a history shows, and does for its reader. */
export class HistoryBody implements ElementBody {
  readonly list: ListControl;
  readonly detail: DetailControl;
  readonly #host: HistoryHost;
  readonly #menus: MenuControl;
  readonly #actions: HistoryActions;
  readonly #parts = new Later(loadWithDiff, (parts) => this.#partsCame(parts));
  readonly #told: ToldOnce;
  #restore: RestoreControl | undefined;
  #later: LaterActions | undefined;
  #focused: { readonly element: Element; readonly isInDetail: boolean } | undefined;

  constructor(host: HistoryHost) {
    this.#host = host;
    this.list = new ListControl(host);
    this.detail = new DetailControl(host, this.list);
    this.#menus = new MenuControl(host, this.list);
    this.#actions = historyActions({
      list: this.list,
      detail: this.detail,
      menus: this.#menus,
      refresh: () => this.refresh(),
      later: () => this.#later,
    });
    this.#told = new ToldOnce((message) => host.say(message));
    new EachMinute(host.element);
  }

  /** Reads the history anew. */
  async refresh(): Promise<void> {
    if (this.#parts.hasFailed) this.#loadParts();
    this.detail.pane.task.reset();
    await this.list.reload();
  }

  /** Asks the reader whether to restore a version. */
  async requestRestore(version: number): Promise<void> {
    try {
      await this.#parts.load();
      await this.#restore?.request(version);
    } catch (error) {
      this.#menus.fail(error);
    }
  }

  connected(): void {
    this.#host.update();
  }

  disconnected(): void {
    this.list.disconnect();
  }

  willUpdate(changed: PropertyValues): void {
    const element = this.#host.root.activeElement;
    this.#focused = element === null ? undefined : { element, isInDetail: element.closest('.detail') !== null };
    if (this.#isDenied) return;
    this.list.follow(changed.has('versions') || changed.has('total') || changed.has('current'));
    const { rows, status, busy } = this.list.list.state;
    if (!rows.some(({ version }) => version === this.list.activeVersion)) {
      this.list.activeVersion = shownRows(this.list.list.state)[0]?.version;
    }
    if (changed.has('selected')) {
      if (this.#restore !== undefined) this.#restore.isReasonShown = false;
      void this.list.reveal();
    }
    this.detail.pane.task.ask(this.detail.shown);
    const isEmpty = status === 'loaded' && rows.length === 0;
    const comparing = this.#host.element.compareFrom !== undefined;
    this.#host.setStates({ loading: busy === 'list', empty: isEmpty, error: status === 'failed', comparing });
  }

  /** What is loaded later, where it is to be shown. */
  async settled(): Promise<void> {
    if (this.#needsParts) await this.#parts.load().catch(() => {});
  }

  updated(): void {
    if (this.#needsParts) this.#loadParts();
    else if (this.list.list.state.status === 'loaded') this.#parts.plan();
    const { element, context, isOffline } = this.#host;
    const { history, shared } = context.messages;
    const since = relativeTimeText(element.staleSince, element.clock(), context.locale);
    this.#told.tell('offline', isOffline ? history.offline : undefined);
    this.#told.tell('stale', since === undefined ? undefined : shared.lastUpdated(since));
    this.#told.tell('denied', this.#isDenied ? history.denied : undefined);
    this.#keepFocus();
  }

  render(): TemplateResult {
    const { element, context, direction } = this.#host;
    const { locale, messages } = context;
    return html`<div
      lang=${locale}
      dir=${direction}
      role="group"
      aria-label=${element.label || messages.history.label}
      part="base"
      @keydown=${this.#keyPressed}
      @focusout=${this.#menus.focusLeft}
      @focusin=${this.#focusCame}
      @pointerdown=${this.#menus.pointerPressed}
    >
      ${this.#content()}
      <slot name="footer"></slot>
    </div>`;
  }

  #content(): TemplateResult {
    const { element, context } = this.#host;
    const { history } = context.messages;
    if (this.#isDenied) {
      const reason = typeof element.permissions?.view === 'string' ? element.permissions.view : nothing;
      return html`${headerView(element.headingLevel, history)}
        <div class="state"><slot name="denied"><p>${history.denied}</p> <p>${reason}</p></slot></div>`;
    }
    const view = this.#view();
    const { slowLoad, all } = this.list;
    const detail = this.detail.pane.content(view, diffSettings(element, context.locale, 2), this.#parts.loaded);
    return html`${headerView(view.headingLevel, history, { view, all })} ${bannerView(view, this.#banners())}
    ${columnsView(view, { isSlow: slowLoad.isSlow, detail, hasFailed: this.#parts.hasFailed })}`;
  }

  #view(): HistoryView {
    const { list, activeVersion, firstPolicy } = this.list;
    const { open: openMenu, panel, panelError, expandedNotes } = this.#menus;
    const { element, context, width } = this.#host;
    const { hrefFor, renderAuthor, renderRowExtra, filter, headingLevel, schema } = element;
    const canCompare = this.#host.refusal('compare') === undefined;
    return {
      ...{ context, width, headingLevel, filter, hrefFor, renderAuthor, renderRowExtra, canCompare },
      ...{ activeVersion, firstPolicy, openMenu, panel, panelError, expandedNotes },
      now: element.clock(),
      lookup: fieldLookup(schema),
      list: list.state,
      picked: this.detail.picked,
      shown: this.detail.shown,
      versions: this.detail.pane.task.state,
      mode: canCompare ? element.view : 'full',
      currentHash: this.#restore?.currentHash,
      restoreRefusal: this.#restore?.refusal,
      isReasonShown: this.#restore?.isReasonShown === true,
      actions: this.#actions,
      deferred: this.#parts.loaded,
    };
  }

  #banners(): Banners {
    const { notice } = this.#menus;
    const failure = this.#restore?.failure;
    return {
      isOffline: this.#host.isOffline,
      staleSince: this.#host.element.staleSince,
      notice: failure ?? notice?.text,
      isFailure: failure !== undefined || notice?.isFailure === true,
      restored: this.#restoredView() ?? nothing,
      refresh: () => void this.refresh(),
      showPending: () => void this.list.showPending(),
    };
  }

  #restoredView(): Banners['restored'] | undefined {
    const restore = this.#restore;
    const actions = { undo: () => void restore?.undo(), dismiss: () => restore?.flow.dismiss() };
    return restore && this.#parts.loaded?.restoredView(restore.flow.state, this.#host.context.messages, actions);
  }

  get #isDenied(): boolean {
    return this.#host.refusal('view') !== undefined;
  }

  get #needsParts(): boolean {
    if (this.#parts.loaded !== undefined || this.#parts.hasFailed || this.#isDenied) return false;
    const { open, panel } = this.#menus;
    const { picked, shown } = this.detail;
    const isWide = this.#host.width === 'wide' && this.list.list.state.status === 'loaded';
    return isWide || [open, panel, picked, shown].some((what) => what !== undefined);
  }

  #loadParts(): void {
    // The place of the detail says so where they could not be had.
    void this.#parts.load().catch(() => this.#host.update());
  }

  #partsCame({ english, styles, ...parts }: Awaited<ReturnType<typeof loadParts>>): void {
    const controls = { list: this.list, detail: this.detail, menus: this.#menus };
    const restore = (version: number): void => void this.requestRestore(version);
    this.#later = parts.laterActions(this.#host, { ...controls, restore });
    this.#restore = new parts.RestoreControl(this.#host, this.list);
    this.#host.takeIn({ english, styles });
  }

  // At once where what answers is there: a key that is taken has no other effect.
  readonly #keyPressed = async (event: KeyboardEvent): Promise<void> => {
    const parts = this.#parts.loaded ?? (await this.#parts.load().catch(() => undefined));
    parts?.historyKey(event, {
      root: this.#host.root,
      versions: shownRows(this.list.list.state).map(({ version }) => version),
      hasShortcuts: !this.#host.element.noShortcuts,
      activate: (version) => this.#activate(version),
      openMenu: (menu) => this.#menus.show(menu),
      closeMenu: () => this.#menus.close(),
      escape: () => this.#later?.closeInnermost() === true,
      stepChange: (by) => this.detail.pane.stepChange(by),
    });
  };

  #activate(version: number): void {
    if (version === this.list.activeVersion) return;
    this.list.activeVersion = version;
    this.#host.update();
  }

  readonly #focusCame = ({ target }: FocusEvent): void => {
    const version = versionAround(target as Element);
    if (version !== undefined) this.#activate(version);
  };

  // What had the focus may be gone now; the reader must not start again at the top of the page.
  #keepFocus(): void {
    const { element, root } = this.#host;
    const { ownerDocument } = element;
    const isLost = (): boolean => ownerDocument.activeElement === ownerDocument.body;
    if (this.#focused === undefined || this.#focused.element.isConnected || !isLost()) return;
    if (this.#focused.isInDetail) focusFirst(root, '.detail-title', '.detail button');
    if (isLost()) this.detail.focusList();
  }
}

/** The comparison will be needed, too: it need not wait for the parts. */
function loadWithDiff(): ReturnType<typeof loadParts> {
  void loadDiff().catch(() => {});
  return loadParts();
}
