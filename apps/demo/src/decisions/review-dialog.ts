import type { ApproveOptions, Violation } from '@policytrail/core';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { pageStyles } from '../app/page-styles.js';

export type Verdict = 'approve' | 'reject' | 'waive' | 'revoke';

const words: Readonly<Record<Verdict, { readonly title: string; readonly text: string; readonly button: string }>> = {
  approve: {
    title: 'Approve',
    text: 'The approval covers the values as they were judged, no more.',
    button: 'Approve',
  },
  reject: { title: 'Reject', text: 'The decision stays a violation until it is approved or waived.', button: 'Reject' },
  waive: {
    title: 'Waive',
    text: 'The violated rules may pass this once, to the end of the day given (UTC).',
    button: 'Waive',
  },
  revoke: {
    title: 'Revoke',
    text: 'What was said of these rules counts no more. It stays in the record.',
    button: 'Revoke',
  },
};

/** Asks for what goes with a review: of which rules, why, until when. */
export class DemoReviewDialog extends LitElement {
  static override styles = [
    pageStyles,
    css`
      dialog {
        inline-size: min(30rem, calc(100vw - 32px));
        padding: 24px;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--card);
        color: var(--ink);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      fieldset {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        margin-block-end: 8px;
        padding: 0;
        font-size: 0.875rem;
        font-weight: 500;
      }
      .choice {
        display: flex;
        align-items: center;
        gap: 8px;
        font-weight: 400;
      }
      .choice input {
        min-block-size: 20px;
        inline-size: 20px;
      }
      textarea {
        min-block-size: 80px;
        resize: vertical;
      }
      .actions {
        justify-content: flex-end;
      }
    `,
  ];

  @state() private verdict: Verdict = 'approve';
  @state() private violations: readonly Violation[] = [];
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('form') private readonly form!: HTMLFormElement;
  #answer: ((options: ApproveOptions | undefined) => void) | undefined;

  /** Undefined where the reader thinks better of it. */
  async ask(verdict: Verdict, violations: readonly Violation[]): Promise<ApproveOptions | undefined> {
    this.verdict = verdict;
    this.violations = violations;
    await this.updateComplete;
    this.form.reset();
    this.#requireRule();
    this.dialog.showModal();
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  override render(): TemplateResult {
    const { title, text, button } = words[this.verdict];
    return html`
      <dialog aria-labelledby="title" @close=${() => this.#settle(undefined)}>
        <form class="stack" @submit=${this.#submit}>
          <div>
            <h2 id="title">${title}</h2>
            <p class="muted small">${text}</p>
          </div>
          <fieldset>
            <legend>Rules</legend>
            ${this.violations.map(
              ({ ruleId, ruleName }) => html`
                <label class="choice"><input type="checkbox" name="rule" value=${ruleId} @change=${this.#requireRule} checked />${ruleName}</label>
              `,
            )}
          </fieldset>
          <label>Reason<textarea name="reason" maxlength="10000" ?required=${this.verdict !== 'approve'}></textarea></label>
          ${this.verdict === 'waive' ? html`<label>Through<input type="date" name="until" min=${today()} required /></label>` : nothing}
          <div class="row actions">
            <button type="button" @click=${() => this.dialog.close()}>Cancel</button>
            <button class="primary">${button}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  readonly #requireRule = (): void => {
    const choices = [...this.form.querySelectorAll<HTMLInputElement>('input[name=rule]')];
    choices[0]?.setCustomValidity(choices.some(({ checked }) => checked) ? '' : 'Choose at least one rule');
  };

  #submit(event: Event): void {
    event.preventDefault();
    const data = new FormData(this.form);
    const ruleIds = data.getAll('rule').map(String);
    const reason = String(data.get('reason') ?? '').trim();
    const until = String(data.get('until') ?? '');
    this.#settle({
      ruleIds,
      ...(reason !== '' && { reason }),
      ...(until !== '' && { expiresAt: endOf(until) }),
    });
    this.dialog.close();
  }

  #settle(options: ApproveOptions | undefined): void {
    this.#answer?.(options);
    this.#answer = undefined;
  }
}

/** The first day that a waiver can last through. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function endOf(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
}

customElements.define('demo-review-dialog', DemoReviewDialog);
