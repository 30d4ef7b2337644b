import type { FieldChange, JsonObject, PolicyVersion } from '@policytrail/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { EachMinute } from '../base/environment/each-minute.js';
import { PolicyElement } from '../base/policy-element.js';
import { type InlineComparison, InlineDiff } from '../diff/inline-diff.js';
import { DirtyChangeEvent } from '../events/edit-events.js';
import { HistoryOpenEvent, NavigateEvent } from '../events/history-events.js';
import { type FieldSchema, fieldLookup, isUnread } from '../fields/field-lookup.js';
import { SchemaReading } from '../fields/schema-reading.js';
import { settingsEn } from '../messages/en/settings.js';
import { changeEn } from '../messages/en/shared.js';
import type { EnglishParts } from '../messages/message-table.js';
import type { PolicySettingsSource } from '../source.js';
import { fieldStyles } from '../theme/field-styles.js';
import { markStyles } from '../theme/mark-styles.js';
import { alertView } from '../view/value.js';
import { EditSession, mostNotes } from './edit-session.js';
import { FormControl } from './form-control.js';
import { changedByBoth, changesOf, policyOf, problemsOf } from './model/draft.js';
import { formStateText, readFormState } from './model/form-state.js';
import { settingsStyles } from './settings-styles.js';
import { type SourceStatus, SourceTask } from './source-task.js';
import { loadedJsonReader, loadJsonReader } from './typed/json-reader.js';
import { changesView } from './view/changes-view.js';
import { conflictView } from './view/conflict-view.js';
import { fieldsView } from './view/fields/field-view.js';
import { headerView, type PinnedRun } from './view/header-view.js';
import { problemsView } from './view/problems-view.js';
import { saveView } from './view/save-view.js';
import { idOf } from './view/settings-view.js';
import { standInView } from './view/stand-in-view.js';

/**
 * Edits a policy: what was changed, why, and the save of it as a new version. A control of a form, whose value is the
 * policy as JSON.
 *
 * @element policy-settings
 * @fires policy-dirty-change - What would be saved has changed.
 * @fires policy-save - The changes are to be saved. Cancelable; without a source the page does it by `detail.waitUntil`.
 * @fires policy-saved - They were.
 * @fires policy-save-failed - They were not.
 * @fires policy-history-open - The history was asked for.
 * @fires policy-navigate - A version was asked for.
 * @fires policy-version-request - Without a source: the version that was saved meanwhile, to be set as `version`.
 * @fires policy-diff-ready - A comparison is on the page.
 * @fires policy-layout-change - The element has become as narrow or wide as to look otherwise.
 * @slot title - Instead of the words of the heading.
 * @slot denied - Instead of the words for a reader who may not see this.
 * @slot empty - Instead of the words where there is nothing to show.
 * @csspart base - All of it.
 * @csspart header - Title, version and the way to the history.
 * @csspart title - The heading.
 * @csspart version - The current version.
 * @csspart history-button - Opens the history.
 * @csspart run - The selected run and its version.
 * @csspart group - Fields under one name.
 * @csspart field - A label, its control, help and error.
 * @csspart input - A control.
 * @csspart error - What is wrong with a field.
 * @csspart problems - What kept a save from happening.
 * @csspart conflict - The newer version, and the ways on.
 * @csspart changes - What would be saved.
 * @csspart review - The comparison of what would be saved.
 * @csspart review-button - Opens it.
 * @csspart notes - Change notes.
 * @csspart notes-count - How long they are.
 * @csspart actions - The buttons.
 * @csspart save-button - Saves.
 * @csspart discard-button - Discards the changes.
 * @csspart answer - What came of the last action.
 */
export class PolicySettings extends FormControl {
  static override styles: CSSResultGroup = [PolicyElement.styles, [...fieldStyles], markStyles, [...settingsStyles]];
  static override readonly english: EnglishParts = { ...PolicyElement.english, settings: settingsEn, diff: changeEn };

  /** The version to edit, where there is no source. A newer one never takes what was entered away. */
  @property({ attribute: false }) version: PolicyVersion | undefined;
  /** Labels, displays and limits of the fields. */
  @property({ attribute: false }) schema: FieldSchema | undefined;
  /** Where the policy is read from, and saved to. */
  @property({ attribute: false }) source: PolicySettingsSource | undefined;
  /** The selected run: its pin. */
  @property({ attribute: false }) run: PinnedRun | undefined;
  /** Where the history is; the button is a link then. */
  @property({ attribute: 'history-href' }) historyHref = '';
  /** Change notes, up to 500 characters. */
  @property() notes = '';

  @state() private isReviewing = false;
  @state() private isSeeing = false;

  readonly #session: EditSession;
  readonly #task: SourceTask;
  readonly #reading = new SchemaReading(this);
  #jsonRead: Promise<void> = Promise.resolve();
  #changes: readonly FieldChange[] = [];
  #toldChanges = '[]';
  readonly #reviewDiff = new InlineDiff(this);
  readonly #newerDiff = new InlineDiff(this);

  constructor() {
    super();
    new EachMinute(this);
    this.#session = new EditSession(this, {
      context: () => this.context,
      say: (message) => this.say(message),
      hush: () => this.hush(),
      focus: (selector) => this.#focus(selector),
      read: () => this.refresh(),
    });
    this.#task = new SourceTask({
      loaded: (state) => this.#session.offer(state),
      changed: () => this.requestUpdate(),
    });
    this.addEventListener('invalid', (event) => {
      event.preventDefault();
      this.#session.check();
    });
  }

  /** The policy with what was entered. */
  get value(): JsonObject {
    return policyOf(this.#session.draft);
  }

  /** What would be saved, one change a field. */
  get changes(): readonly FieldChange[] {
    return changesOf(this.#session.draft);
  }

  /** Reads the source again. */
  async refresh(): Promise<void> {
    if (this.#reading.hasFailed) this.#reading.begin(this.schema);
    await Promise.all([this.#task.read(), this.#reading.ended]);
  }

  /** Saves what was entered, as the button does. */
  async save(): Promise<void> {
    if (this.isEditable && !isUnread(this.schema)) await this.#session.save();
  }

  /** Forgets what was entered; it can be undone until something is entered again. */
  discard(): void {
    this.#session.discard();
  }

  override formResetCallback(): void {
    this.#session.reset();
  }

  override formStateRestoreCallback(kept: unknown): void {
    const restored = readFormState(kept);
    if (restored === undefined) return;
    this.notes = restored.notes;
    this.#session.editing.entries = restored.entries;
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#task.start(this.source);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#task.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('source')) this.#task.start(this.source);
    if (changed.has('version') && this.version !== undefined) {
      this.#session.offer({ current: this.version, head: this.version });
    }
    this.#session.renew();
    const hasJson = this.#session.draft.fields.some(({ control }) => control === 'json');
    if (hasJson && loadedJsonReader() === undefined) this.#jsonRead = this.#readJson();
    this.#changes = this.changes;
    const status = this.#status;
    this.setStates({
      loading: status === 'loading',
      error: status === 'failed',
      empty: this.#session.draft.fields.length === 0,
      dirty: this.#changes.length > 0,
    });
    if (this.form === null) return;
    this.internals.setFormValue(JSON.stringify(this.value), formStateText(this.#session.draft, this.notes));
  }

  /** Also waits until the schema can be read, and JSON that is typed. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await Promise.all([this.#reading.ended, this.#jsonRead]);
    return super.getUpdateComplete();
  }

  protected override updated(): void {
    const { draft, notesProblem } = this.#session;
    const [problem] = problemsOf(draft);
    const field = draft.fields.find(({ path }) => path === problem?.[0]);
    const anchor = field && this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(idOf(field))}`);
    this.setValidity(problem?.[1] ?? notesProblem, anchor ?? null);
    const told = JSON.stringify(this.#changes);
    if (told === this.#toldChanges) return;
    this.#toldChanges = told;
    this.dispatchEvent(new DirtyChangeEvent({ changes: this.#changes }));
  }

  protected override render(): TemplateResult {
    const status = this.#status;
    const standIn = standInView({
      isDenied: this.refusal('view') !== undefined,
      status,
      isEmpty: this.#session.draft.fields.length === 0,
      isKnown: this.#session.editing.base.current !== undefined && !isUnread(this.schema),
      messages: this.words,
      tryAgain: () => void this.refresh().then(() => this.#focus('[part=title], button')),
    });
    return html`<div
      lang=${this.context.locale}
      dir=${this.direction}
      role="group"
      aria-label=${this.label || this.words.settings.label}
      aria-busy=${status === 'loading' ? 'true' : nothing}
      part="base"
    >
      ${standIn ?? html`${this.#header()} ${this.#notice()} ${this.#conflict()} ${this.#form()}`}
    </div>`;
  }

  // Where that fails, the next update tries again; what was typed is kept, and not saved before.
  async #readJson(): Promise<void> {
    await loadJsonReader().then(
      () => this.requestUpdate(),
      () => {},
    );
  }

  get #status(): SourceStatus['status'] {
    return (this.#reading.stateOf(this.schema) ?? this.#task.state).status;
  }

  #header(): TemplateResult {
    const { headingLevel, label, words: messages, run, historyHref } = this;
    const { base } = this.#session.editing;
    return headerView({
      state: base,
      headingLevel,
      label,
      messages,
      run,
      historyHref,
      openHistory: () => this.dispatchEvent(new HistoryOpenEvent({ policyId: base.current?.policyId })),
      navigate: (version) => this.dispatchEvent(new NavigateEvent({ version })),
    });
  }

  #notice(): TemplateResult | typeof nothing {
    const { settings } = this.words;
    const refused = this.readOnly ? settings.readOnly : this.refusal('edit');
    if (refused !== undefined) return html`<p class="quiet-line">${refused}</p>`;
    if (this.isOffline) return html`<p class="quiet-line">${settings.offline}</p>`;
    return this.#task.state.status === 'failed' ? alertView(settings.loadFailed) : nothing;
  }

  #conflict(): TemplateResult | typeof nothing {
    const session = this.#session;
    const { newer } = session.editing;
    if (newer === undefined) return nothing;
    const { isSeeing: isOpen, context } = this;
    const policy = newer.current?.policy ?? session.draft.base;
    return conflictView({
      header: newer.head,
      bothChanged: changedByBoth(session.draft, policy).map(({ meta }) => meta.label),
      isKnown: newer.current !== undefined,
      isOpen,
      context,
      now: this.clock(),
      comparison:
        isOpen && newer.current !== undefined ? this.#newerDiff.show(this.#comparison(newer.current)) : nothing,
      toggle: () => {
        this.isSeeing = !isOpen;
      },
      applyOnTop: () => session.applyOnTop(),
      discardMine: () => session.discardMine(),
    });
  }

  #form(): TemplateResult {
    const session = this.#session;
    const { context, isEditable, words: messages } = this;
    const { draft, problems } = session;
    const lookup = fieldLookup(this.schema);
    const view = {
      draft,
      lookup,
      changes: this.#changes,
      problems: problems.shown(draft),
      context,
      isEditable,
      actions: session,
    };
    if (!isEditable) return html`${fieldsView(view)}`;
    const toggle = (): void => {
      this.isReviewing = !this.isReviewing;
    };
    return html`<form novalidate @submit=${this.#submitted} @keydown=${this.#keyPressed}>
      ${problemsView({
        issues: problems.issues,
        fields: draft.fields,
        lookup,
        messages,
        focus: (field) => void this.#focus(`#${CSS.escape(idOf(field))}`),
      })}
      ${fieldsView(view)} ${changesView(view, { isOpen: this.isReviewing, toggle })} ${this.#review()}
      ${saveView({
        messages,
        session,
        notes: this.notes,
        mostNotes,
        isOffline: this.isOffline,
        write: (text) => {
          this.notes = text;
        },
      })}
    </form>`;
  }

  #review(): TemplateResult | typeof nothing {
    if (!this.isReviewing || this.#changes.length === 0) return nothing;
    const to = { policy: this.value, label: this.words.settings.yourChanges };
    return html`<div class="review" part="review">${this.#reviewDiff.show(this.#comparison(to))}</div>`;
  }

  #comparison(to: InlineComparison['to']): InlineComparison {
    const { schema, messages, context } = this;
    const from = this.#session.editing.base.current ?? { policy: {}, label: this.words.settings.notSaved };
    return { from, to, schema, messages, context, headingLevel: this.headingLevel + 1 };
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    void this.save();
  };

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (this.noShortcuts || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.save();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'policy-settings': PolicySettings;
  }
}
