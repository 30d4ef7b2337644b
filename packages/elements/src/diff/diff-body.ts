import { type CSSResult, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { BodyHost, ElementBody } from '../base/body/element-body.js';
import { Later } from '../base/body/later.js';
import { DiffReadyEvent } from '../events/display-events.js';
import { type FieldSchema, fieldLookup } from '../fields/field-lookup.js';
import { diffEn } from '../messages/en/diff.js';
import { sharedEn } from '../messages/en/shared.js';
import type { EnglishParts, Messages } from '../messages/message-table.js';
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
import type { DiffActions, DiffView } from './view/diff-view.js';
import { footerView } from './view/footer-view.js';
import { headerView } from './view/header-view.js';
import { keyOf } from './view/section-parts.js';
import { tableView } from './view/table-view.js';

/** What a page sets on a comparison. */
export interface DiffProperties {
  readonly from: ComparedVersion | null | undefined;
  readonly to: ComparedVersion | undefined;
  readonly schema: FieldSchema | undefined;
  readonly mode: 'fields' | 'text';
  readonly layout: 'auto' | 'split' | 'unified';
  readonly unchanged: 'collapsed' | 'shown' | 'hidden';
  readonly pageSize: number;
}

/** What a comparison says and looks like. */
export const english: EnglishParts = { shared: sharedEn, diff: diffEn };
export const styles: readonly CSSResult[] = [badgeStyles, markStyles, ...diffStyles];

export function openBody(host: BodyHost<DiffProperties>): DiffBody {
  return new DiffBody(host);
}

/** What a comparison shows, and does for its reader. */
export class DiffBody implements ElementBody {
  readonly #host: BodyHost<DiffProperties>;
  readonly #task = new ComparisonTask((state) => this.#progressed(state));
  readonly #steps: RowSteps;
  readonly #textDiff = new Later(loadTextDiff, (textDiff) => this.#host.takeIn({ english, styles: textDiff.styles }));
  #opened: Opened = { changes: 0, groups: new Map() };
  #unchangedShown = 0;
  #position = -1;
  readonly #actions: DiffActions = {
    toggleGroup: (group) => this.#open(toggleGroup(this.#opened, group, this.#pageSize)),
    showMore: (group) => this.#open(openMore(this.#opened, group, this.#pageSize)),
    toggleUnchanged: () => {
      this.#unchangedShown = this.#unchangedShown === 0 ? this.#pageSize : 0;
      this.#host.update();
    },
  };

  constructor(host: BodyHost<DiffProperties>) {
    this.#host = host;
    this.#steps = new RowSteps(host.element);
  }

  async showChange(by: 1 | -1): Promise<void> {
    const comparison = this.#comparison;
    const row = comparison?.changes[this.#position + by];
    if (comparison === undefined || row === undefined) return;
    this.#position += by;
    this.#open(openedFor(comparison, this.#position, this.#opened, this.#pageSize));
    await this.#host.updated();
    this.#host.root.querySelector<HTMLElement>(`[data-row="${CSS.escape(keyOf(row))}"]`)?.focus();
  }

  willUpdate(changed: PropertyValues): void {
    const { element } = this.#host;
    if (changed.has('from') || changed.has('to') || changed.has('schema')) this.#compare();
    if (changed.has('unchanged')) this.#unchangedShown = element.unchanged === 'shown' ? this.#pageSize : 0;
    const { status } = this.#task.state;
    this.#host.setStates({ comparing: status === 'comparing', empty: status === 'idle', error: status === 'failed' });
    if (!this.#textDiff.hasFailed && this.#needsTextDiff()) this.#loadTextDiff();
  }

  /** Once the versions are compared, and all rows are rendered. */
  async settled(): Promise<void> {
    await this.#task.ended;
    await this.#rendered();
  }

  render(): TemplateResult {
    const { element, context, direction } = this.#host;
    const { locale, messages } = context;
    return html`<div
      lang=${locale}
      dir=${direction}
      role="group"
      aria-label=${element.label || messages.diff.label}
      part="base"
      @keydown=${this.#keyPressed}
    >
      ${this.#content()}
    </div>`;
  }

  get #pageSize(): number {
    return this.#host.element.pageSize;
  }

  get #words(): Messages {
    return this.#host.context.messages;
  }

  get #comparison(): DiffComparison | undefined {
    return this.#task.state.status === 'done' ? this.#task.state.comparison : undefined;
  }

  get #names(): { readonly from: string; readonly to: string } {
    const { shared, diff } = this.#words;
    const { from, to } = this.#host.element;
    const nameOf = (side: ComparedVersion | null | undefined, fallback: string): string =>
      side?.version === undefined ? (side?.label ?? fallback) : shared.version(side.version);
    return { from: nameOf(from, diff.earlier), to: nameOf(to, diff.later) };
  }

  #content(): TemplateResult {
    const { diff } = this.#words;
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
    const { headingLevel, mode } = this.#host.element;
    const step = (by: 1 | -1): void => void this.showChange(by);
    const canStep = mode === 'fields';
    const [names, position, messages] = [this.#names, this.#position, this.#words];
    return headerView({ changes, names, messages, headingLevel, position, canStep, step });
  }

  #body(comparison: DiffComparison): TemplateResult {
    const { mode, unchanged } = this.#host.element;
    const { diff } = this.#words;
    const view = this.#view(comparison);
    const identical = html`<p class="state">${diff.identical}</p>`;
    const isIdentical = comparison.changes.length === 0;
    if (mode === 'text') {
      if (isIdentical) return identical;
      return view.textDiff?.lineView(view) ?? this.#withoutLines();
    }
    const hasRows = !isIdentical || view.unchanged !== undefined;
    const rows = view.layout === 'cards' ? cardView : tableView;
    const isGrouped = comparison.changes.length > mostUngrouped;
    return html`${isIdentical ? identical : nothing}
    ${isGrouped ? html`<p class="muted small">${diff.manyChanges}</p>` : nothing} ${hasRows ? rows(view) : nothing} ${footerView(
      {
        diff,
        changesLeft: changesLeft(comparison, this.#opened),
        unchanged: unchanged === 'hidden' ? 0 : (comparison.unchanged?.length ?? 0),
        unchangedFields: comparison.unchangedFields,
        unchangedShown: this.#unchangedShown,
        actions: this.#actions,
      },
    )}`;
  }

  #view(comparison: DiffComparison): DiffView {
    const { element, context, width, isPrinting } = this.#host;
    const wide = element.layout === 'unified' ? 'unified' : 'split';
    const sections = shownSections(comparison, isPrinting ? openAll(comparison) : this.#opened);
    const unchanged = this.#unchangedShown === 0 ? undefined : comparison.unchanged?.slice(0, this.#unchangedShown);
    const changes = countRows(sections);
    const wanted = changes + (unchanged?.length ?? 0);
    // Paper does not wait.
    const rows = isPrinting ? wanted : this.#steps.take(wanted);
    return {
      comparison,
      sections: firstRows(sections, rows),
      unchanged: unchanged?.slice(0, Math.max(0, rows - changes)),
      lookup: fieldLookup(element.schema),
      context,
      names: this.#names,
      layout: element.layout === 'auto' && width === 'narrow' ? 'cards' : wide,
      headingLevel: element.headingLevel + 1,
      currentRow: comparison.changes[this.#position],
      textDiff: this.#textDiff.loaded,
      actions: this.#actions,
    };
  }

  #refusal(): string | undefined {
    return this.#host.refusal('view') ?? this.#host.refusal('compare');
  }

  #open(opened: Opened): void {
    this.#opened = opened;
    this.#host.update();
  }

  #compare(): void {
    const { from, to, schema } = this.#host.element;
    this.#opened = { changes: this.#pageSize, groups: new Map() };
    this.#position = -1;
    this.#steps.reset();
    if (from === undefined || to === undefined) this.#task.reset();
    else this.#task.start(from?.policy ?? {}, to.policy, schema);
  }

  #compareAgain(): void {
    this.#compare();
    this.#host.update();
  }

  #progressed(state: ComparisonState): void {
    this.#host.update();
    const isNews = state.status === 'done' && state.comparison.unchanged === undefined;
    if (!isNews || this.#refusal() !== undefined) return;
    const { diff } = this.#words;
    const { element } = this.#host;
    const names = this.#names;
    const { length } = state.comparison.changes;
    this.#host.say(length === 0 ? diff.identical : diff.announced(diff.changes(length), names.from, names.to));
    const event = new DiffReadyEvent({ from: element.from?.version, to: element.to?.version, changes: length });
    void this.#rendered().then(() => element.dispatchEvent(event));
  }

  async #rendered(): Promise<void> {
    await this.#host.rendered();
    await this.#steps.ended;
  }

  #needsTextDiff(): boolean {
    if (this.#textDiff.loaded !== undefined) return false;
    return this.#host.element.mode === 'text' || (this.#comparison?.changes.some(isRewritten) ?? false);
  }

  #loadTextDiff(): void {
    void this.#textDiff.load().catch(() => this.#host.update());
  }

  #withoutLines(): TemplateResult {
    const { diff } = this.#words;
    if (!this.#textDiff.hasFailed) return html`<p class="state" aria-busy="true">${diff.comparing}</p>`;
    return html`<div class="state">${this.#failure(() => this.#loadTextDiff())}</div>`;
  }

  #failure(again: () => unknown): TemplateResult {
    const { diff, shared } = this.#words;
    return html`${alertView(diff.failed)} <button class="button" type="button" @click=${again}>${shared.tryAgain}</button>`;
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (this.#host.element.noShortcuts || event.key !== 'F7' || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void this.showChange(event.shiftKey ? -1 : 1);
  };
}
