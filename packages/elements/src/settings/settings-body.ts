import type { FieldChange, JsonObject } from '@policytrail/core';
import { type CSSResult, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ElementBody } from '../base/body/element-body.js';
import { EachMinute } from '../base/environment/each-minute.js';
import { InlineDiff } from '../diff/inside/inline-diff.js';
import type { ComparedVersion } from '../diff/model/diff-row.js';
import { DirtyChangeEvent } from '../events/edit-events.js';
import { HistoryOpenEvent, NavigateEvent } from '../events/history-events.js';
import { fieldLookup, isUnread } from '../fields/field-lookup.js';
import { SchemaReading } from '../fields/schema-reading.js';
import { settingsEn } from '../messages/en/settings.js';
import { changeEn, sharedEn } from '../messages/en/shared.js';
import type { EnglishParts } from '../messages/message-table.js';
import { fieldStyles } from '../theme/field-styles.js';
import { markStyles } from '../theme/mark-styles.js';
import { alertView } from '../view/value.js';
import { changedByBoth, changesOf, policyOf, problemsOf } from './model/draft.js';
import { formStateText, readFormState } from './model/form-state.js';
import { EditSession, mostNotes } from './session/edit-session.js';
import { type SourceStatus, SourceTask } from './session/source-task.js';
import type { FormReach, SettingsHost } from './settings-host.js';
import { settingsStyles } from './settings-styles.js';
import { loadedJsonReader, loadJsonReader } from './typed/json-reader.js';
import { changesView } from './view/changes-view.js';
import { conflictView } from './view/conflict-view.js';
import { fieldsView } from './view/fields/field-view.js';
import { headerView } from './view/header-view.js';
import { problemsView } from './view/problems-view.js';
import { saveView } from './view/save-view.js';
import { idOf } from './view/settings-view.js';
import { standInView } from './view/stand-in-view.js';

/** What settings say and look like. */
export const english: EnglishParts = { shared: sharedEn, settings: settingsEn, diff: changeEn };
export const styles: readonly CSSResult[] = [...fieldStyles, markStyles, ...settingsStyles];

export function openBody(host: SettingsHost, form: FormReach): SettingsBody {
  return new SettingsBody(host, form);
}

/** What settings show, and do for their reader. */
export class SettingsBody implements ElementBody {
  readonly session: EditSession;
  readonly #host: SettingsHost;
  readonly #form: FormReach;
  readonly #task: SourceTask;
  readonly #reading: SchemaReading;
  readonly #reviewDiff: InlineDiff;
  readonly #newerDiff: InlineDiff;
  #isReviewing = false;
  #isSeeing = false;
  #jsonRead: Promise<void> = Promise.resolve();
  #changes: readonly FieldChange[] = [];
  #toldChanges = '[]';

  constructor(host: SettingsHost, form: FormReach) {
    const { element } = host;
    this.#host = host;
    this.#form = form;
    this.#reading = new SchemaReading(element);
    this.#reviewDiff = new InlineDiff(host);
    this.#newerDiff = new InlineDiff(host);
    this.session = new EditSession(element, {
      context: () => host.context,
      say: (message) => host.say(message),
      hush: () => host.hush(),
      focus: (selector) => this.#focus(selector),
      read: () => this.refresh(),
    });
    this.#task = new SourceTask({
      loaded: (state) => this.session.offer(state),
      changed: () => host.update(),
    });
    new EachMinute(element);
    element.addEventListener('invalid', (event) => {
      event.preventDefault();
      this.session.check();
    });
  }

  /** The policy with what was entered. */
  get value(): JsonObject {
    return policyOf(this.session.draft);
  }

  /** What would be saved, one change a field. */
  get changes(): readonly FieldChange[] {
    return changesOf(this.session.draft);
  }

  /** Reads the source again. */
  async refresh(): Promise<void> {
    if (this.#reading.hasFailed) this.#reading.begin(this.#host.element.schema);
    await Promise.all([this.#task.read(), this.#reading.ended]);
  }

  /** Saves what was entered, as the button does. */
  async save(): Promise<void> {
    if (this.#form.isEditable && !isUnread(this.#host.element.schema)) await this.session.save();
  }

  /** What the browser kept of a form. */
  restoreState(kept: unknown): void {
    const restored = readFormState(kept);
    if (restored === undefined) return;
    this.#host.element.notes = restored.notes;
    this.session.editing.entries = restored.entries;
    this.#host.update();
  }

  connected(): void {
    this.#task.start(this.#host.element.source);
  }

  disconnected(): void {
    this.#task.stop();
  }

  willUpdate(changed: PropertyValues): void {
    const { form, notes, source, version } = this.#host.element;
    if (changed.has('source')) this.#task.start(source);
    if (changed.has('version') && version !== undefined) this.session.offer({ current: version, head: version });
    this.session.renew();
    const hasJson = this.session.draft.fields.some(({ control }) => control === 'json');
    if (hasJson && loadedJsonReader() === undefined) this.#jsonRead = this.#readJson();
    this.#changes = this.changes;
    const status = this.#status;
    this.#host.setStates({
      loading: status === 'loading',
      error: status === 'failed',
      empty: this.session.draft.fields.length === 0,
      dirty: this.#changes.length > 0,
    });
    if (form !== null) this.#form.setValue(JSON.stringify(this.value), formStateText(this.session.draft, notes));
  }

  /** Once the schema can be read, and JSON that is typed. */
  async settled(): Promise<void> {
    await Promise.all([this.#reading.ended, this.#jsonRead]);
  }

  updated(): void {
    const { draft, notesProblem } = this.session;
    const [problem] = problemsOf(draft);
    const field = draft.fields.find(({ path }) => path === problem?.[0]);
    const anchor = field && this.#host.root.querySelector<HTMLElement>(`#${CSS.escape(idOf(field))}`);
    this.#form.setValidity(problem?.[1] ?? notesProblem, anchor ?? null);
    const told = JSON.stringify(this.#changes);
    if (told === this.#toldChanges) return;
    this.#toldChanges = told;
    this.#host.element.dispatchEvent(new DirtyChangeEvent({ changes: this.#changes }));
  }

  render(): TemplateResult {
    const { element, context, direction } = this.#host;
    const { locale, messages } = context;
    const status = this.#status;
    const standIn = standInView({
      isDenied: this.#host.refusal('view') !== undefined,
      status,
      isEmpty: this.session.draft.fields.length === 0,
      isKnown: this.session.editing.base.current !== undefined && !isUnread(element.schema),
      messages,
      tryAgain: () => void this.refresh().then(() => this.#focus('[part=title], button')),
    });
    return html`<div
      lang=${locale}
      dir=${direction}
      role="group"
      aria-label=${element.label || messages.settings.label}
      aria-busy=${status === 'loading' ? 'true' : nothing}
      part="base"
    >
      ${standIn ?? html`${this.#header()} ${this.#notice()} ${this.#conflict()} ${this.#fields()}`}
    </div>`;
  }

  // Where that fails, the next update tries again; what was typed is kept, and not saved before.
  async #readJson(): Promise<void> {
    await loadJsonReader().then(
      () => this.#host.update(),
      () => {},
    );
  }

  get #status(): SourceStatus['status'] {
    return (this.#reading.stateOf(this.#host.element.schema) ?? this.#task.state).status;
  }

  #header(): TemplateResult {
    const { element, context } = this.#host;
    const { headingLevel, label, run, historyHref } = element;
    const { base } = this.session.editing;
    return headerView({
      state: base,
      headingLevel,
      label,
      messages: context.messages,
      run,
      historyHref,
      openHistory: () => element.dispatchEvent(new HistoryOpenEvent({ policyId: base.current?.policyId })),
      navigate: (version) => element.dispatchEvent(new NavigateEvent({ version })),
    });
  }

  #notice(): TemplateResult | typeof nothing {
    const { element, context, isOffline } = this.#host;
    const { settings } = context.messages;
    const refused = element.readOnly ? settings.readOnly : this.#host.refusal('edit');
    if (refused !== undefined) return html`<p class="quiet-line">${refused}</p>`;
    if (isOffline) return html`<p class="quiet-line">${settings.offline}</p>`;
    return this.#task.state.status === 'failed' ? alertView(settings.loadFailed) : nothing;
  }

  #conflict(): TemplateResult | typeof nothing {
    const { session } = this;
    const { newer } = session.editing;
    if (newer === undefined) return nothing;
    const { element, context } = this.#host;
    const isOpen = this.#isSeeing;
    const policy = newer.current?.policy ?? session.draft.base;
    return conflictView({
      header: newer.head,
      bothChanged: changedByBoth(session.draft, policy).map(({ meta }) => meta.label),
      isKnown: newer.current !== undefined,
      isOpen,
      context,
      now: element.clock(),
      comparison: isOpen && newer.current !== undefined ? this.#newerDiff.show(this.#base, newer.current) : nothing,
      toggle: () => {
        this.#isSeeing = !isOpen;
        this.#host.update();
      },
      applyOnTop: () => session.applyOnTop(),
      discardMine: () => session.discardMine(),
    });
  }

  #fields(): TemplateResult {
    const { session } = this;
    const { element, context, isOffline } = this.#host;
    const { isEditable } = this.#form;
    const { messages } = context;
    const { draft, problems } = session;
    const lookup = fieldLookup(element.schema);
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
      this.#isReviewing = !this.#isReviewing;
      this.#host.update();
    };
    return html`<form novalidate @submit=${this.#submitted} @keydown=${this.#keyPressed}>
      ${problemsView({
        issues: problems.issues,
        fields: draft.fields,
        lookup,
        messages,
        focus: (field) => void this.#focus(`#${CSS.escape(idOf(field))}`),
      })}
      ${fieldsView(view)} ${changesView(view, { isOpen: this.#isReviewing, toggle })} ${this.#review()}
      ${saveView({
        messages,
        session,
        notes: element.notes,
        mostNotes,
        isOffline,
        write: (text) => {
          element.notes = text;
        },
      })}
    </form>`;
  }

  #review(): TemplateResult | typeof nothing {
    if (!this.#isReviewing || this.#changes.length === 0) return nothing;
    const to = { policy: this.value, label: this.#host.context.messages.settings.yourChanges };
    return html`<div class="review" part="review">${this.#reviewDiff.show(this.#base, to)}</div>`;
  }

  get #base(): ComparedVersion {
    const { settings } = this.#host.context.messages;
    return this.session.editing.base.current ?? { policy: {}, label: settings.notSaved };
  }

  async #focus(selector: string): Promise<void> {
    await this.#host.updated();
    this.#host.root.querySelector<HTMLElement>(selector)?.focus();
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    void this.save();
  };

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (this.#host.element.noShortcuts || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.save();
  };
}
