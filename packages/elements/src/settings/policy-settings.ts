import type { FieldChange, JsonObject, PolicyVersion } from '@policytrail/core';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { BodyHost, BodyModule } from '../base/body/element-body.js';
import type { FieldSchema } from '../fields/field-lookup.js';
import type { PolicySettingsSource } from '../source.js';
import { FormControl } from './form-control.js';
import { loadSettings } from './load.js';
import type { SettingsBody } from './settings-body.js';
import type { FormReach, SettingsProperties } from './settings-host.js';
import type { PinnedRun } from './view/header-view.js';

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
export class PolicySettings extends FormControl<SettingsBody> implements SettingsProperties {
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

  /** What the browser kept of the form, until the body takes it. */
  #kept: unknown;

  /** The policy with what was entered. */
  get value(): JsonObject {
    return this.body?.value ?? this.version?.policy ?? {};
  }

  /** What would be saved, one change a field. */
  get changes(): readonly FieldChange[] {
    return this.body?.changes ?? [];
  }

  /** Reads the source again. */
  async refresh(): Promise<void> {
    await this.withBody((body) => body.refresh());
  }

  /** Saves what was entered, as the button does. */
  async save(): Promise<void> {
    await this.withBody((body) => body.save());
  }

  /** Forgets what was entered; it can be undone until something is entered again. */
  discard(): void {
    this.#kept = undefined;
    this.body?.session.discard();
    this.requestUpdate();
  }

  override formResetCallback(): void {
    this.#kept = undefined;
    this.notes = '';
    this.body?.session.reset();
    this.requestUpdate();
  }

  override formStateRestoreCallback(kept: unknown): void {
    this.#kept = kept;
    this.requestUpdate();
    this.onceOpen((body) => {
      if (this.#kept !== undefined) body.restoreState(this.#kept);
      this.#kept = undefined;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.body !== undefined || this.form === null) return;
    // Until the body is there, what the browser has kept of the form can't be read: it is kept on, and not sent without it.
    const state = typeof this.#kept === 'string' ? this.#kept : '';
    this.internals.setFormValue(JSON.stringify(this.value), state);
    this.setValidity(state === '' ? undefined : this.words.shared.loading, null);
  }

  protected override async loadBody(): Promise<BodyModule<SettingsProperties, SettingsBody>> {
    const { openBody, ...part } = await loadSettings();
    return { ...part, openBody: (host: BodyHost<SettingsProperties>) => openBody(host, this.#createReach()) };
  }

  #createReach(): FormReach {
    const control = this;
    return {
      get isEditable() {
        return control.isEditable;
      },
      setValue: (value, state) => this.internals.setFormValue(value, state),
      setValidity: (problem, anchor) => this.setValidity(problem, anchor),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'policy-settings': PolicySettings;
  }
}
