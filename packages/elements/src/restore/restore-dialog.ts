import { isPolicytrailError } from '@policytrail/core/pure';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { ActionOutcome } from '../base/ask-page.js';
import { PolicyElement } from '../base/policy-element.js';
import type { PolicyDiff } from '../diff/policy-diff.js';
import { restoreEn } from '../messages/en/restore.js';
import type { EnglishParts } from '../messages/message-table.js';
import type { ValidationIssue } from '../source.js';
import { headingView } from '../view/heading.js';
import { alertView } from '../view/value.js';
import { issuesView } from './issues-view.js';
import { restoreDialogStyles } from './restore-dialog-styles.js';
import type { RestoreEnding, RestoreGround, RestoreJob } from './restore-job.js';

type Check = 'checking' | 'failed' | readonly ValidationIssue[];

/** Asks before a version is restored. Part of `<policy-history>`, which opens it. */
export class RestoreDialog extends PolicyElement {
  static override styles: CSSResultGroup = [PolicyElement.styles, [...restoreDialogStyles]];
  static override readonly english: EnglishParts = { ...PolicyElement.english, restore: restoreEn };

  @state() private job: RestoreJob | undefined;
  @state() private ground: RestoreGround | undefined;
  @state() private check: Check = [];
  @state() private note = '';
  @state() private typed = '';
  @state() private isBusy = false;
  @state() private problem: { readonly of: 'note' | 'typed' | 'restore'; readonly text: string } | undefined;

  /** The comparison inside, made by who opens the dialog. */
  diff: PolicyDiff | undefined;
  #end: (ending: RestoreEnding) => void = () => {};

  /** Opens on its heading; resolves when it has closed. */
  async open(job: RestoreJob): Promise<RestoreEnding> {
    const ended = new Promise<RestoreEnding>((resolve) => {
      this.#end = resolve;
    });
    this.job = job;
    this.ground = job.ground;
    this.note = this.words.restore.noteFor(job.target.version);
    this.typed = '';
    this.problem = undefined;
    void this.#check(job);
    await this.updateComplete;
    this.#dialog?.showModal();
    this.renderRoot.querySelector<HTMLElement>('h1, h2, h3, h4, h5, h6')?.focus();
    return ended;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  get #issues(): readonly ValidationIssue[] {
    return typeof this.check === 'string' ? [] : this.check;
  }

  get #hasErrors(): boolean {
    return this.#issues.some(({ severity }) => severity !== 'warning');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { diff, job, ground } = this;
    if (diff === undefined || job === undefined || ground === undefined) return;
    const { locale, timeZone, messages, clock } = this;
    const headingLevel = this.headingLevel + 1;
    Object.assign(diff, {
      from: ground.current,
      to: job.target,
      schema: job.schema,
      locale,
      timeZone,
      messages,
      clock,
      headingLevel,
    });
  }

  protected override render(): TemplateResult {
    const { job, ground } = this;
    if (job === undefined || ground === undefined) return html``;
    const { locale, messages } = this.context;
    const { version } = job.target;
    const title = headingView(this.headingLevel, messages.restore.title(version));
    return html`<dialog
      lang=${locale}
      dir=${this.direction}
      part="restore-dialog"
      aria-label=${messages.restore.title(version)}
      @cancel=${this.#cancelled}
      @close=${this.#closed}
      @keydown=${this.#keyPressed}
    >
      <form @submit=${this.#submitted} novalidate>
        <div class="body">
          ${title}
          <p class="muted">${messages.restore.explanation(version, ground.head + 1)}</p>
          ${this.problem?.of === 'restore' ? alertView(this.problem.text) : nothing}
          <div class="diff">${this.diff}</div>
          ${this.#checkView()} ${this.#noteView(job)} ${this.#confirmView(job)}
        </div>
        ${this.#footer(version)}
      </form>
    </dialog>`;
  }

  #checkView(): TemplateResult {
    const { restore } = this.words;
    if (this.check === 'checking') return html`<p class="muted small">${restore.checking}</p>`;
    if (this.check === 'failed') return html`<p class="muted">${restore.checkFailed}</p>`;
    const { job } = this;
    return job === undefined ? html`` : issuesView(this.check, job, this.words);
  }

  #noteView({ notes }: RestoreJob): TemplateResult | typeof nothing {
    if (notes === 'hidden') return nothing;
    const { restore } = this.words;
    const error = this.problem?.of === 'note' ? this.problem.text : undefined;
    return html`<label class="field-label" for="note">${notes === 'required' ? restore.note : restore.noteOptional}</label>
      <textarea
        id="note"
        class="input"
        rows="2"
        maxlength="10000"
        .value=${this.note}
        ?required=${notes === 'required'}
        aria-invalid=${error === undefined ? nothing : 'true'}
        aria-describedby="note-error"
        @input=${(event: InputEvent) => {
          this.note = (event.target as HTMLTextAreaElement).value;
        }}
      ></textarea>
      <div id="note-error">${alertView(error)}</div>`;
  }

  #confirmView({ confirmation, target }: RestoreJob): TemplateResult | typeof nothing {
    if (confirmation === 'none') return nothing;
    const error = this.problem?.of === 'typed' ? this.problem.text : undefined;
    return html`<label class="field-label" for="typed">${this.words.restore.typeVersion(target.version)}</label>
      <input
        id="typed"
        class="input"
        inputmode="numeric"
        autocomplete="off"
        .value=${this.typed}
        aria-invalid=${error === undefined ? nothing : 'true'}
        aria-describedby="typed-error"
        @input=${(event: InputEvent) => {
          this.typed = (event.target as HTMLInputElement).value;
        }}
      />
      <div id="typed-error">${alertView(error)}</div>`;
  }

  #footer(version: number): TemplateResult {
    const { restore, shared } = this.words;
    const { isBusy } = this;
    const label = this.#issues.length > 0 && !this.#hasErrors ? restore.restoreAnyway : restore.restore(version);
    const isRefused = isBusy || this.#hasErrors || this.check === 'checking';
    return html`<footer>
      <button class="button" type="button" aria-disabled=${isBusy ? 'true' : nothing} aria-busy=${isBusy ? 'true' : nothing} @click=${this.#close}>
        ${shared.cancel}
      </button>
      <button class="button primary" type="submit" aria-disabled=${isRefused ? 'true' : nothing} aria-busy=${isBusy ? 'true' : nothing} aria-describedby="issues">
        ${isBusy ? restore.restoring : label}
      </button>
    </footer>`;
  }

  async #check({ validate, target }: RestoreJob): Promise<void> {
    this.check = validate === undefined ? [] : 'checking';
    try {
      this.check = (await validate?.(target.policy)) ?? [];
    } catch {
      this.check = 'failed';
    }
  }

  #submitted(event: Event): void {
    event.preventDefault();
    void this.#restore();
  }

  async #restore(): Promise<void> {
    const { job, ground } = this;
    if (job === undefined || ground === undefined || this.isBusy || this.check === 'checking' || this.#hasErrors)
      return;
    if (!(await this.#isFilledIn(job))) return;
    this.problem = undefined;
    this.isBusy = true;
    const outcome = await job.restore({ expectedVersion: ground.head, changeNotes: this.note.trim() });
    this.isBusy = false;
    if (outcome.status === 'done') this.#finish({ status: 'restored', answer: outcome.answer, ground });
    else if (outcome.status === 'declined') this.#finish({ status: 'cancelled' });
    else await this.#failed(outcome, job);
  }

  async #failed(
    outcome: Exclude<ActionOutcome<unknown>, { status: 'done' | 'declined' }>,
    job: RestoreJob,
  ): Promise<void> {
    const { restore, shared } = this.words;
    if (outcome.status === 'unhandled') {
      this.problem = { of: 'restore', text: shared.cannotDo };
      return;
    }
    const { error } = outcome;
    if (!isPolicytrailError(error, 'version_conflict')) {
      const reason = error instanceof Error ? ` ${shared.failed(error.message)}` : '';
      this.problem = { of: 'restore', text: `${restore.failed}${reason}` };
      return;
    }
    this.isBusy = true;
    try {
      this.ground = await job.reread();
      this.problem = { of: 'restore', text: restore.conflict(this.ground.head) };
    } catch {
      this.problem = { of: 'restore', text: restore.failed };
    }
    this.isBusy = false;
  }

  async #isFilledIn({ confirmation, notes, target }: RestoreJob): Promise<boolean> {
    const { restore } = this.words;
    const { version } = target;
    const expected = [String(version), new Intl.NumberFormat(this.context.locale).format(version)];
    if (notes === 'required' && this.note.trim() === '') this.problem = { of: 'note', text: restore.noteNeeded };
    else if (confirmation === 'type-version' && !expected.includes(this.typed.trim())) {
      this.problem = { of: 'typed', text: restore.typedWrong(version) };
    } else return true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    return false;
  }

  #keyPressed(event: KeyboardEvent): void {
    const isInNote = (event.target as Element).localName === 'textarea';
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isInNote) {
      event.preventDefault();
      void this.#restore();
    }
    // The history around it has keys of its own.
    event.stopPropagation();
  }

  #cancelled(event: Event): void {
    if (this.isBusy) event.preventDefault();
  }

  #close(): void {
    if (!this.isBusy) this.#finish({ status: 'cancelled' });
  }

  #closed(): void {
    this.#end({ status: 'cancelled' });
    this.job = undefined;
  }

  #finish(ending: RestoreEnding): void {
    this.#end(ending);
    this.#dialog?.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'policy-restore-dialog': RestoreDialog;
  }
}
