import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PolicyElement } from '../base/policy-element.js';
import { DiffReadyEvent } from '../events/display-events.js';
import { type FieldSchema, fieldLookup } from '../fields/field-lookup.js';
import { diffEn } from '../messages/en/diff.js';
import type { EnglishParts } from '../messages/message-table.js';
import { badgeStyles } from '../theme/badge-styles.js';
import { markStyles } from '../theme/mark-styles.js';
import { alertView } from '../view/value.js';
import { type ComparisonState, ComparisonTask } from './comparison-task.js';
import { diffStyles } from './diff-styles.js';
import type { ComparedVersion, DiffComparison } from './model/diff-row.js';
import {
  changesLeft,
  countRows,
  firstRows,
  mostUngrouped,
  type Opened,
  openAll,
  openedFor,
  openMore,
  shownSections,
  toggleGroup,
} from './model/shown-sections.js';
import { RowSteps } from './row-steps.js';
import { loadTextDiff } from './text/load.js';
import { cardView } from './view/card-view.js';
import { isRewritten } from './view/cells/value-cells.js';
import type { DiffActions, DiffView, TextDiff } from './view/diff-view.js';
import { footerView } from './view/footer-view.js';
import { headerView } from './view/header-view.js';
import { keyOf } from './view/section-parts.js';
import { tableView } from './view/table-view.js';

/**
 * What changed from one version of a policy to another, in words.
 *
 * @element policy-diff
 * @fires policy-diff-ready - A comparison is on the page.
 * @fires policy-layout-change - The element has become as narrow or wide as to look otherwise.
 * @slot denied - Instead of the words for a reader who may not see this.
 * @csspart base - All of it.
 * @csspart header - Title, counts and the way through the changes.
 * @csspart title - The heading.
 * @csspart count - How many changes there are.
 * @csspart navigation - Previous and next change.
 * @csspart table - The changes, unless in cards.
 * @csspart row - One change, or a value that stayed; also one of the following.
 * @csspart row-added - A value that is new.
 * @csspart row-removed - A value that is gone.
 * @csspart row-changed - A value that is another.
 * @csspart row-moved - An item that stands elsewhere.
 * @csspart row-unchanged - A value that stayed.
 * @csspart lines - The lines of the text mode.
 * @csspart footer - Shows more changes, and what stayed.
 * @csspart group-title - The heading of a group of changes, in cards.
 */
export class PolicyDiff extends PolicyElement {
  static override styles: CSSResultGroup = [PolicyElement.styles, badgeStyles, markStyles, [...diffStyles]];
  static override readonly english: EnglishParts = { ...PolicyElement.english, diff: diffEn };

  /** The earlier version; `null` where there is none before `to`. */
  @property({ attribute: false }) from: ComparedVersion | null | undefined;
  /** The later version. */
  @property({ attribute: false }) to: ComparedVersion | undefined;
  /** Labels and displays of fields. */
  @property({ attribute: false }) schema: FieldSchema | undefined;
  /** One row a field, or the lines of the JSON text. */
  @property() mode: 'fields' | 'text' = 'fields';
  /** `auto`: a table, or cards where it is narrow; `unified`: both values in one column. */
  @property() layout: 'auto' | 'split' | 'unified' = 'auto';
  /** Whether values that stayed are behind a button, shown or left out. */
  @property() unchanged: 'collapsed' | 'shown' | 'hidden' = 'collapsed';
  /** Changes shown at a time. */
  @property({ attribute: 'page-size', type: Number }) pageSize = 200;

  @state() private opened: Opened = { changes: 0, groups: new Map() };
  @state() private unchangedShown = 0;
  @state() private position = -1;
  @state() private textDiff: TextDiff | undefined;
  @state() private textLoad: 'none' | 'loading' | 'failed' = 'none';

  readonly #task = new ComparisonTask((state) => this.#progressed(state));
  readonly #steps = new RowSteps(this);
  readonly #actions: DiffActions = {
    toggleGroup: (group) => {
      this.opened = toggleGroup(this.opened, group, this.pageSize);
    },
    showMore: (group) => {
      this.opened = openMore(this.opened, group, this.pageSize);
    },
    toggleUnchanged: () => {
      this.unchangedShown = this.unchangedShown === 0 ? this.pageSize : 0;
    },
  };

  /** Goes to the next change, or with -1 to the one before; does nothing at the end. */
  async showChange(by: 1 | -1): Promise<void> {
    const { comparison } = this;
    const row = comparison?.changes[this.position + by];
    if (comparison === undefined || row === undefined) return;
    this.position += by;
    this.opened = openedFor(comparison, this.position, this.opened, this.pageSize);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-row="${CSS.escape(keyOf(row))}"]`)?.focus();
  }

  private get comparison(): DiffComparison | undefined {
    return this.#task.state.status === 'done' ? this.#task.state.comparison : undefined;
  }

  private get names(): { readonly from: string; readonly to: string } {
    const { shared, diff } = this.words;
    const nameOf = (side: ComparedVersion | null | undefined, fallback: string): string =>
      side?.version === undefined ? (side?.label ?? fallback) : shared.version(side.version);
    return { from: nameOf(this.from, diff.earlier), to: nameOf(this.to, diff.later) };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('from') || changed.has('to') || changed.has('schema')) this.#compare();
    if (changed.has('unchanged')) this.unchangedShown = this.unchanged === 'shown' ? this.pageSize : 0;
    const { status } = this.#task.state;
    this.setStates({ comparing: status === 'comparing', empty: status === 'idle', error: status === 'failed' });
    if (this.textLoad === 'none' && this.#needsTextDiff()) void this.#loadTextDiff();
  }

  /** Also waits until the versions are compared, and all rows are rendered. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#task.ended;
    await this.#rendered();
    return super.getUpdateComplete();
  }

  protected override render(): TemplateResult {
    const { locale, messages } = this.context;
    return html`<div
      lang=${locale}
      dir=${this.direction}
      role="group"
      aria-label=${this.label || messages.diff.label}
      part="base"
      @keydown=${this.#keyPressed}
    >
      ${this.#content()}
    </div>`;
  }

  #content(): TemplateResult {
    const { diff } = this.words;
    const refusal = this.#refusal();
    if (refusal !== undefined) {
      return html`<div class="state"><slot name="denied"><p>${diff.denied}</p> <p class="small">${refusal}</p></slot></div>`;
    }
    const { state } = this.#task;
    switch (state.status) {
      case 'idle':
        return html`<p class="state">${diff.nothingToCompare}</p>`;
      case 'comparing':
        return html`<p class="state" aria-busy="true">${diff.comparing}</p>`;
      case 'failed':
        return this.#failure(() => this.#compareAgain());
      case 'done':
        return html`${this.#header(state.comparison)} ${this.#body(state.comparison)}`;
    }
  }

  #header({ changes }: DiffComparison): TemplateResult {
    const { names, words: messages, headingLevel, position } = this;
    const canStep = this.mode === 'fields';
    const step = (by: 1 | -1): void => void this.showChange(by);
    return headerView({ changes, names, messages, headingLevel, position, canStep, step });
  }

  #body(comparison: DiffComparison): TemplateResult {
    const { diff } = this.words;
    const view = this.#view(comparison);
    const identical = html`<p class="state">${diff.identical}</p>`;
    const isIdentical = comparison.changes.length === 0;
    if (this.mode === 'text') {
      if (isIdentical) return identical;
      if (this.textDiff === undefined) return this.#withoutLines();
      return this.textDiff.lineView(view);
    }
    const hasRows = !isIdentical || view.unchanged !== undefined;
    const rows = view.layout === 'cards' ? cardView : tableView;
    const isGrouped = comparison.changes.length > mostUngrouped;
    return html`${isIdentical ? identical : nothing}
    ${isGrouped ? html`<p class="muted small">${diff.manyChanges}</p>` : nothing} ${hasRows ? rows(view) : nothing} ${footerView(
      {
        diff,
        changesLeft: changesLeft(comparison, this.opened),
        unchanged: this.unchanged === 'hidden' ? 0 : (comparison.unchanged?.length ?? 0),
        unchangedFields: comparison.unchangedFields,
        unchangedShown: this.unchangedShown,
        actions: this.#actions,
      },
    )}`;
  }

  #view(comparison: DiffComparison): DiffView {
    const wide = this.layout === 'unified' ? 'unified' : 'split';
    const sections = shownSections(comparison, this.isPrinting ? openAll(comparison) : this.opened);
    const unchanged = this.unchangedShown === 0 ? undefined : comparison.unchanged?.slice(0, this.unchangedShown);
    const changes = countRows(sections);
    const wanted = changes + (unchanged?.length ?? 0);
    // Paper does not wait.
    const rows = this.isPrinting ? wanted : this.#steps.take(wanted);
    return {
      comparison,
      sections: firstRows(sections, rows),
      unchanged: unchanged?.slice(0, Math.max(0, rows - changes)),
      lookup: fieldLookup(this.schema),
      context: this.context,
      names: this.names,
      layout: this.layout === 'auto' && this.hostWidth === 'narrow' ? 'cards' : wide,
      headingLevel: this.headingLevel + 1,
      currentRow: comparison.changes[this.position],
      textDiff: this.textDiff,
      actions: this.#actions,
    };
  }

  #refusal(): string | undefined {
    return this.refusal('view') ?? this.refusal('compare');
  }

  #compare(): void {
    const { from, to } = this;
    this.opened = { changes: this.pageSize, groups: new Map() };
    this.position = -1;
    this.#steps.reset();
    if (from === undefined || to === undefined) this.#task.reset();
    else this.#task.start(from?.policy ?? {}, to.policy, this.schema);
  }

  #compareAgain(): void {
    this.#compare();
    this.requestUpdate();
  }

  #progressed(state: ComparisonState): void {
    this.requestUpdate();
    const isNews = state.status === 'done' && state.comparison.unchanged === undefined;
    if (!isNews || this.#refusal() !== undefined) return;
    const { diff } = this.words;
    const { names } = this;
    const { length } = state.comparison.changes;
    this.say(length === 0 ? diff.identical : diff.announced(diff.changes(length), names.from, names.to));
    const detail = { from: this.from?.version, to: this.to?.version, changes: length };
    void this.#rendered().then(() => this.dispatchEvent(new DiffReadyEvent(detail)));
  }

  async #rendered(): Promise<void> {
    await super.getUpdateComplete();
    await this.#steps.ended;
  }

  #needsTextDiff(): boolean {
    return this.mode === 'text' || (this.comparison?.changes.some(isRewritten) ?? false);
  }

  async #loadTextDiff(): Promise<void> {
    this.textLoad = 'loading';
    try {
      const { styles, ...textDiff } = await loadTextDiff();
      this.textDiff = textDiff;
      this.takeIn({ english: PolicyDiff.english, styles });
    } catch {
      this.textLoad = 'failed';
    }
  }

  #withoutLines(): TemplateResult {
    const { diff } = this.words;
    if (this.textLoad !== 'failed') return html`<p class="state" aria-busy="true">${diff.comparing}</p>`;
    return html`<div class="state">${this.#failure(() => this.#loadTextDiff())}</div>`;
  }

  #failure(again: () => unknown): TemplateResult {
    const { diff, shared } = this.words;
    return html`${alertView(diff.failed)} <button class="button" type="button" @click=${again}>${shared.tryAgain}</button>`;
  }

  #keyPressed(event: KeyboardEvent): void {
    if (this.noShortcuts || event.key !== 'F7' || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void this.showChange(event.shiftKey ? -1 : 1);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'policy-diff': PolicyDiff;
  }
}
