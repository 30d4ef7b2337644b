import type { Actor } from '@policytrail/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { EachMinute } from '../base/environment/each-minute.js';
import { PolicyElement } from '../base/policy-element.js';
import { type FieldSchema, fieldLookup } from '../fields/field-lookup.js';
import { relativeTimeText } from '../format/time/relative-time.js';
import { historyEn } from '../messages/en/history.js';
import type { EnglishParts } from '../messages/message-table.js';
import type { HistoryFilter, HistoryVersion, PolicyHistorySource } from '../source.js';
import { badgeStyles } from '../theme/badge-styles.js';
import { inputStyles } from '../theme/input-styles.js';
import { DetailControl } from './control/detail-control.js';
import { historyActions } from './control/history-actions.js';
import type { HistoryHost, HistoryProperties } from './control/history-host.js';
import { ListControl } from './control/list-control.js';
import { MenuControl } from './control/menu-control.js';
import { ToldOnce } from './control/told-once.js';
import { DeferredParts } from './deferred/load.js';
import { diffSettings } from './detail/detail-pane.js';
import { focusFirst, versionAround } from './focus/places.js';
import { shownRows } from './model/list-state.js';
import type { RestoreControl } from './restoring/restore-control.js';
import { frameStyles } from './styles/frame-styles.js';
import { listStyles } from './styles/list-styles.js';
import { columnsView, headerView } from './view/frame-view.js';
import type { HistoryActions, HistoryView, LaterActions } from './view/history-view.js';
import { type Banners, bannerView } from './view/state-view.js';

/**
 * The versions of a policy: who changed what, when and why, with comparison and restore.
 *
 * @element policy-history
 * @fires policy-navigate - A version was chosen, or the reader went back to all. Cancelable.
 * @fires policy-load-more - Without a source: older versions are asked for.
 * @fires policy-version-request - Without a source: the policy of a version is asked for.
 * @fires policy-filter-change - The reader filters.
 * @fires policy-refresh - The reader asks for what is new.
 * @fires policy-copy - A link or a version is about to be copied. Cancelable.
 * @fires policy-restore-open - The restore dialog is about to open. Cancelable.
 * @fires policy-restore - A version is to be restored; `detail.waitUntil` takes it over. Cancelable.
 * @fires policy-restored - It was.
 * @fires policy-restore-failed - It was not.
 * @fires policy-diff-ready - A comparison is on the page.
 * @fires policy-layout-change - The element has become as narrow or wide as to look otherwise.
 * @slot title - Instead of "Policy history".
 * @slot toolbar-start - Before the filters.
 * @slot toolbar-end - After the filters.
 * @slot banner - Above the list.
 * @slot empty - Instead of the words for a history without versions.
 * @slot error - Below the words for a history that could not be loaded.
 * @slot denied - Instead of the words for a reader who may not see this.
 * @slot footer - Below all.
 * @csspart base - All of it.
 * @csspart header - Title and toolbar.
 * @csspart title - The heading.
 * @csspart count - How many versions there are.
 * @csspart toolbar - Filters and "Go to".
 * @csspart search - The search field.
 * @csspart filter - The group of filters.
 * @csspart banner - A message above the list.
 * @csspart list - The versions.
 * @csspart day - The heading of a day.
 * @csspart item - A version.
 * @csspart item-current - The version in force.
 * @csspart item-selected - The chosen version.
 * @csspart row-title - The heading of a version.
 * @csspart version-title - Its button or link.
 * @csspart badge - "Current" and the like.
 * @csspart time - When.
 * @csspart relative - How long ago.
 * @csspart author - Who.
 * @csspart avatar - Initials.
 * @csspart notes - Why.
 * @csspart change-line - What changed, in brief.
 * @csspart row-actions - The buttons of a version.
 * @csspart compare-button - Compare.
 * @csspart menu-button - Opens what else can be done with a version.
 * @csspart menu - What it opens.
 * @csspart older-button - Show older versions.
 * @csspart skeleton - A placeholder while loading.
 * @csspart detail - The chosen version.
 * @csspart detail-header - Its name and actions.
 * @csspart detail-title - The heading of the chosen version.
 * @csspart diff-base - In the comparison: all of it.
 * @csspart diff-header - In the comparison: title and counts.
 * @csspart diff-title - In the comparison: the heading.
 * @csspart diff-count - In the comparison: how many changes.
 * @csspart diff-navigation - In the comparison: previous and next change.
 * @csspart diff-table - In the comparison: the changes.
 * @csspart diff-row - In the comparison: one change.
 * @csspart diff-lines - In the comparison: lines of text.
 */
export class PolicyHistory extends PolicyElement implements HistoryProperties {
  static override styles: CSSResultGroup = [PolicyElement.styles, badgeStyles, inputStyles, frameStyles, listStyles];
  static override readonly english: EnglishParts = { ...PolicyElement.english, history: historyEn };

  /** Where versions are read from, and restored to. */
  @property({ attribute: false }) source: PolicyHistorySource | undefined;
  /** Without a source: the versions, newest first. */
  @property({ attribute: false }) versions: readonly HistoryVersion[] | undefined;
  /** Without a source: the version in force; default the newest. */
  @property({ type: Number }) current: number | undefined;
  /** Without a source: how many versions there are, where `versions` is a part of them. */
  @property({ type: Number }) total: number | undefined;
  /** Labels and displays of fields. */
  @property({ attribute: false }) schema: FieldSchema | undefined;
  /** The chosen version. */
  @property({ type: Number }) selected: number | undefined;
  /** The earlier version of the comparison; default the one before the chosen. */
  @property({ attribute: 'compare-from', type: Number }) compareFrom: number | undefined;
  /** The later version of the comparison; default the chosen. */
  @property({ attribute: 'compare-to', type: Number }) compareTo: number | undefined;
  /** Whether the chosen version shows its changes or all its values. */
  @property() view: 'changes' | 'full' = 'changes';
  /** Which versions are listed. */
  @property({ attribute: false }) filter: HistoryFilter = {};
  /** The address of a version: titles become links, and can be copied. */
  @property({ attribute: false }) hrefFor: ((version: number) => string) | undefined;
  /** Versions read at a time, 10 to 200. */
  @property({ attribute: 'page-size', type: Number }) pageSize = 50;
  /** Most versions on the page, 100 to 1,000. */
  @property({ attribute: 'max-mounted', type: Number }) maxMounted = 500;
  /** Whether the reader types the number of the version to restore it. */
  @property({ attribute: 'restore-confirmation' }) restoreConfirmation: 'none' | 'type-version' = 'none';
  /** Whether a restore asks for a note. */
  @property() notes: 'optional' | 'required' | 'hidden' = 'optional';
  /** What Lit renders for an author, instead of initials and name. */
  @property({ attribute: false }) renderAuthor:
    | ((author: Actor | null, version: HistoryVersion) => unknown)
    | undefined;
  /** What Lit renders at the end of a row. */
  @property({ attribute: false }) renderRowExtra: ((version: HistoryVersion) => unknown) | undefined;

  readonly #host: HistoryHost = this.#createHost();
  readonly #list = new ListControl(this.#host);
  readonly #detail = new DetailControl(this.#host, this.#list);
  readonly #parts = new DeferredParts(this, (parts) => this.#partsCame(parts));
  #restore: RestoreControl | undefined;
  readonly #menus = new MenuControl(this.#host, this.#list);
  #later: LaterActions | undefined;
  readonly #actions: HistoryActions = historyActions({
    list: this.#list,
    detail: this.#detail,
    menus: this.#menus,
    refresh: () => this.refresh(),
    later: () => this.#later,
  });
  readonly #told = new ToldOnce((message) => this.say(message));
  #focused: { readonly element: Element; readonly isInDetail: boolean } | undefined;

  constructor() {
    super();
    new EachMinute(this);
  }

  /** Reads the history anew. */
  async refresh(): Promise<void> {
    if (this.#parts.hasFailed) this.#loadParts();
    this.#detail.pane.task.reset();
    await this.#list.reload();
  }

  /** Chooses a version, as a click on it does. */
  showVersion(version: number): void {
    this.#detail.show(version);
  }

  /** Shows what changed from one version to another. */
  compare(from: number, to: number): void {
    this.#detail.compareVersions(from, to);
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

  /** Puts a version on the page and focuses it. False where there is none of that number. */
  async focusVersion(version: number): Promise<boolean> {
    return this.#list.goTo(version);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#list.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const element = this.shadowRoot?.activeElement ?? null;
    this.#focused = element === null ? undefined : { element, isInDetail: element.closest('.detail') !== null };
    if (this.refusal('view') !== undefined) return;
    this.#list.follow(changed.has('versions') || changed.has('total') || changed.has('current'));
    const { rows, status, busy } = this.#list.list.state;
    if (!rows.some(({ version }) => version === this.#list.activeVersion)) {
      this.#list.activeVersion = shownRows(this.#list.list.state)[0]?.version;
    }
    if (changed.has('selected')) {
      if (this.#restore !== undefined) this.#restore.isReasonShown = false;
      void this.#list.reveal();
    }
    this.#detail.pane.task.ask(this.#detail.shown);
    const isEmpty = status === 'loaded' && rows.length === 0;
    this.setStates({ loading: busy === 'list', empty: isEmpty, error: status === 'failed' });
    this.setStates({ comparing: this.compareFrom !== undefined });
  }

  /** Also waits for what is loaded later, where it is to be shown. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isDone = await super.getUpdateComplete();
    if (!this.#needsParts) return isDone;
    await this.#parts.load().catch(() => {});
    return super.getUpdateComplete();
  }

  protected override updated(): void {
    if (this.#needsParts) this.#loadParts();
    else if (this.#list.list.state.status === 'loaded') this.#parts.plan();
    const { history, shared } = this.words;
    const since = relativeTimeText(this.staleSince, this.clock(), this.context.locale);
    this.#told.tell('offline', this.isOffline ? history.offline : undefined);
    this.#told.tell('stale', since === undefined ? undefined : shared.lastUpdated(since));
    this.#told.tell('denied', this.refusal('view') === undefined ? undefined : history.denied);
    this.#keepFocus();
  }

  protected override render(): TemplateResult {
    const { locale, messages } = this.context;
    return html`<div
      lang=${locale}
      dir=${this.direction}
      role="group"
      aria-label=${this.label || messages.history.label}
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
    const { history } = this.words;
    const refusal = this.refusal('view');
    if (refusal !== undefined) {
      const reason = typeof this.permissions?.view === 'string' && this.permissions.view !== '' ? refusal : nothing;
      return html`${headerView(this.headingLevel, history)}
        <div class="state"><slot name="denied"><p>${history.denied}</p> <p>${reason}</p></slot></div>`;
    }
    const view = this.#view();
    const { slowLoad, all } = this.#list;
    const detail = this.#detail.pane.content(view, diffSettings(this, this.context.locale), this.#parts.loaded);
    return html`${headerView(view.headingLevel, history, { view, all })} ${bannerView(view, this.#banners())}
    ${columnsView(view, { isSlow: slowLoad.isSlow, detail, hasFailed: this.#parts.hasFailed })}`;
  }

  #view(): HistoryView {
    const { list, activeVersion, firstPolicy } = this.#list;
    const { open: openMenu, panel, panelError, expandedNotes } = this.#menus;
    const { hrefFor, renderAuthor, renderRowExtra, filter, headingLevel, context } = this;
    const canCompare = this.refusal('compare') === undefined;
    return {
      ...{ context, headingLevel, filter, hrefFor, renderAuthor, renderRowExtra, canCompare },
      ...{ activeVersion, firstPolicy, openMenu, panel, panelError, expandedNotes },
      now: this.clock(),
      width: this.hostWidth,
      lookup: fieldLookup(this.schema),
      list: list.state,
      picked: this.#detail.picked,
      shown: this.#detail.shown,
      versions: this.#detail.pane.task.state,
      mode: canCompare ? this.view : 'full',
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
      isOffline: this.isOffline,
      staleSince: this.staleSince,
      notice: failure ?? notice?.text,
      isFailure: failure !== undefined || notice?.isFailure === true,
      restored: this.#restoredView() ?? nothing,
      refresh: () => void this.refresh(),
      showPending: () => void this.#list.showPending(),
    };
  }

  #restoredView(): Banners['restored'] | undefined {
    const restore = this.#restore;
    const actions = { undo: () => void restore?.undo(), dismiss: () => restore?.flow.dismiss() };
    return restore && this.#parts.loaded?.restoredView(restore.flow.state, this.words, actions);
  }

  #createHost(): HistoryHost {
    const element = this;
    return {
      element,
      get root() {
        return element.renderRoot as ShadowRoot;
      },
      get context() {
        return element.context;
      },
      get width() {
        return element.hostWidth;
      },
      say: (message) => this.say(message),
      hush: () => this.hush(),
      refusal: (action) => this.refusal(action),
      update: () => this.requestUpdate(),
      updated: () => this.updateComplete,
    };
  }

  get #needsParts(): boolean {
    if (this.#parts.loaded !== undefined || this.#parts.hasFailed || this.refusal('view') !== undefined) return false;
    const { open, panel } = this.#menus;
    const { picked, shown } = this.#detail;
    const isWide = this.hostWidth === 'wide' && this.#list.list.state.status === 'loaded';
    return isWide || [open, panel, picked, shown].some((what) => what !== undefined);
  }

  #loadParts(): void {
    // The place of the detail says so where they could not be had.
    void this.#parts.load().catch(() => this.requestUpdate());
  }

  #partsCame({ english, styles, ...parts }: NonNullable<DeferredParts['loaded']>): void {
    const controls = { list: this.#list, detail: this.#detail, menus: this.#menus };
    const restore = (version: number): void => void this.requestRestore(version);
    this.#later = parts.laterActions(this.#host, { ...controls, restore });
    this.#restore = new parts.RestoreControl(this.#host, this.#list);
    this.#detail.pane.diff = parts.createDetailDiff(this);
    this.takeIn({ english, styles });
  }

  // At once where what answers is there: a key that is taken has no other effect.
  async #keyPressed(event: KeyboardEvent): Promise<void> {
    const parts = this.#parts.loaded ?? (await this.#parts.load().catch(() => undefined));
    parts?.historyKey(event, {
      root: this.renderRoot as ShadowRoot,
      versions: shownRows(this.#list.list.state).map(({ version }) => version),
      hasShortcuts: !this.noShortcuts,
      activate: (version) => this.#activate(version),
      openMenu: (menu) => this.#menus.show(menu),
      closeMenu: () => this.#menus.close(),
      escape: () => this.#later?.closeInnermost() === true,
      stepChange: (by) => void this.#detail.pane.diff?.showChange(by),
    });
  }

  #activate(version: number): void {
    if (version === this.#list.activeVersion) return;
    this.#list.activeVersion = version;
    this.requestUpdate();
  }

  #focusCame({ target }: FocusEvent): void {
    const version = versionAround(target as Element);
    if (version !== undefined) this.#activate(version);
  }

  // What had the focus may be gone now; the reader must not start again at the top of the page.
  #keepFocus(): void {
    const { activeElement, body } = this.ownerDocument;
    if (this.#focused === undefined || this.#focused.element.isConnected || activeElement !== body) return;
    if (this.#focused.isInDetail) focusFirst(this.renderRoot, '.detail-title', '.detail button');
    if (this.ownerDocument.activeElement === body) this.#detail.focusList();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'policy-history': PolicyHistory;
  }
}
