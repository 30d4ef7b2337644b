import type { JsonObject, PolicyVersion } from '@policytrail/core';
import { VersionRequestEvent } from '../../events/history-events.js';
import { type FieldSchema, fieldLookup } from '../../fields/field-lookup.js';
import type { FormatContext } from '../../format/format-context.js';
import type { PolicySettingsSource, SettingsState } from '../../source.js';
import { changesOf, type Draft, type Entry, isUntouched, policyOf, tellingEntries } from '../model/draft.js';
import { type FormField, formFields } from '../model/form-field.js';
import { ProblemList } from '../model/problem-list.js';
import { Editing } from './editing.js';
import { type SaveOutcome, saveDraft } from './save-draft.js';

/** The most characters that change notes can have. */
export const mostNotes = 500;

/** The element whose policy is edited. */
export interface SessionHost extends Element {
  readonly schema: FieldSchema | undefined;
  readonly source: PolicySettingsSource | undefined;
  notes: string;
  requestUpdate(): void;
}

/** What the session needs of its element and only the element can do. */
export interface SessionReach {
  context(): FormatContext;
  say(message: string): void;
  /** Takes back what was said. */
  hush(): void;
  /** Focuses a part once it is rendered. */
  focus(selector: string): Promise<void>;
  /** Reads the source again. */
  read(): Promise<void>;
}

/** What a reader does with the settings, from the first entry to the saved version. */
export class EditSession {
  readonly editing = new Editing();
  readonly problems = new ProblemList();
  isSaving = false;
  /** What came of the last action. */
  answer: string | undefined;
  /** Why the last action failed. */
  failure: string | undefined;
  readonly #host: SessionHost;
  readonly #reach: SessionReach;
  #draft: Draft | undefined;
  #waiting: SettingsState | undefined;

  constructor(host: SessionHost, reach: SessionReach) {
    this.#host = host;
    this.#reach = reach;
  }

  get draft(): Draft {
    this.#draft ??= this.#createDraft();
    return this.#draft;
  }

  get notesProblem(): string | undefined {
    return this.#host.notes.length > mostNotes ? this.#words.notesTooLong(mostNotes) : undefined;
  }

  /** To be called where schema, locale or version may have changed. */
  renew(): void {
    this.#draft = undefined;
  }

  enter(field: FormField, entry: Entry): void {
    this.editing.enter(field.path, isUntouched(entry, field, this.draft) ? undefined : entry);
    this.problems.forget(field.path);
    this.#changed();
  }

  leave(field: FormField): void {
    this.problems.leave(field.path);
    this.#host.requestUpdate();
  }

  /** A version that was read, or set: taken at once where nothing was entered; while a save runs it may be that save's own. */
  offer(state: SettingsState): void {
    if (this.isSaving) {
      this.#waiting = state;
      return;
    }
    const isFirst = this.editing.base.current === undefined;
    const offer = this.editing.offer(state, tellingEntries(this.draft).size > 0);
    this.renew();
    this.#host.requestUpdate();
    const version = state.head?.version ?? state.current?.version ?? 0;
    if (offer === 'newer') this.#reach.say(this.#words.conflictUnknown);
    else if (offer === 'adopted' && !isFirst) this.#reach.say(this.#words.adopted(state.current?.version ?? version));
  }

  discard(): void {
    this.editing.discard();
    this.problems.clear();
    this.#changed();
    this.#tell(this.#words.discarded);
    void this.#reach.focus('[part=save-button]');
  }

  undo(): void {
    this.editing.undo();
    this.#changed();
    void this.#reach.focus('[part=save-button]');
  }

  reset(): void {
    this.editing.discard();
    this.problems.clear();
    this.#changed();
  }

  applyOnTop(): void {
    this.editing.rebase();
    this.renew();
    this.editing.entries = tellingEntries(this.draft);
    this.#changed();
    this.#tell(this.#words.appliedOnTop(this.editing.base.current?.version ?? 0));
    void this.#reach.focus('[part=save-button]');
  }

  discardMine(): void {
    this.editing.rebase();
    this.discard();
  }

  /** Looks at every field; false where one of them cannot be saved, which the reader is led to. */
  check(): boolean {
    const isFit = this.problems.ask(this.draft).length === 0 && this.notesProblem === undefined;
    this.#host.requestUpdate();
    if (!isFit) void this.#reach.focus(this.problems.issues.length > 0 ? '[data-focus=problems]' : '#notes');
    return isFit;
  }

  async save(): Promise<void> {
    if (this.isSaving) return;
    this.#changed();
    const { editing, draft } = this;
    if (editing.newer !== undefined) return this.#reach.focus('[data-focus=conflict]');
    if (!this.check()) return;
    const changes = changesOf(draft);
    if (changes.length === 0) return this.#tell(this.#words.nothingToSave);
    const policy = policyOf(draft);
    const baseVersion = editing.base.current?.version ?? 0;
    const { notes: changeNotes, source } = this.#host;
    const detail = { policy, changeNotes, baseVersion, expectedVersion: editing.headVersion, changes };
    this.isSaving = true;
    this.#reach.say(this.#words.saving);
    const outcome = await saveDraft(this.#host, detail, source);
    this.isSaving = false;
    if (outcome.status !== 'saved') this.#reach.hush();
    this.#host.requestUpdate();
    await this.#take(outcome, policy);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) this.offer(waiting);
  }

  async #take(outcome: SaveOutcome, policy: JsonObject): Promise<void> {
    const { shared } = this.#reach.context().messages;
    switch (outcome.status) {
      case 'saved':
        return this.#saved(outcome.version, policy);
      case 'conflict':
        return this.#overtaken(outcome.headVersion);
      case 'refused':
        this.problems.issues = outcome.issues;
        return this.#reach.focus('[data-focus=problems]');
      case 'failed':
        this.failure = shared.failed(outcome.message);
        return;
      case 'unhandled':
        this.failure = shared.cannotDo;
        return;
      case 'declined':
        return;
    }
  }

  #saved(version: PolicyVersion | undefined, policy: JsonObject): void {
    const { editing } = this;
    const { current } = editing.base;
    // Nothing was stored where the trail answers with a version that was there: what was entered comes to the same.
    const isKept = version !== undefined && version.version <= editing.headVersion;
    if (isKept) editing.entries = new Map();
    else if (version !== undefined) editing.saved(version);
    // The page will set the version that it made; until then what was saved is the base.
    else if (current !== undefined) editing.base = { ...editing.base, current: { ...current, policy } };
    this.renew();
    editing.entries = tellingEntries(this.draft);
    this.problems.clear();
    if (isKept) {
      this.#tell(this.#words.nothingToSave);
      return;
    }
    this.#host.notes = '';
    this.#tell(version === undefined ? this.#words.saved : this.#words.savedAs(version.version));
  }

  async #overtaken(headVersion: number | undefined): Promise<void> {
    const { editing } = this;
    await this.#reach.read();
    if (editing.newer === undefined) {
      editing.newer = { current: undefined, head: undefined };
      if (headVersion !== undefined) this.#host.dispatchEvent(new VersionRequestEvent({ version: headVersion }));
    }
    this.#host.requestUpdate();
    await this.#reach.focus('[data-focus=conflict]');
  }

  get #words(): FormatContext['messages']['settings'] {
    return this.#reach.context().messages.settings;
  }

  #tell(message: string): void {
    this.answer = message;
    this.#reach.say(message);
    this.#host.requestUpdate();
  }

  #changed(): void {
    this.answer = undefined;
    this.failure = undefined;
    this.renew();
    this.#host.requestUpdate();
  }

  #createDraft(): Draft {
    const base = this.editing.base.current?.policy ?? {};
    const fields = formFields(fieldLookup(this.#host.schema), base);
    return { base, fields, entries: this.editing.entries, context: this.#reach.context() };
  }
}
