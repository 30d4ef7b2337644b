import { describeFields, type FieldMeta, type JsonObject, type PolicyTrail } from '@policytrail/core';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { failureText } from '../app/failure-text.js';
import { me } from '../app/me.js';
import { pageStyles } from '../app/page-styles.js';
import type { PolicyKind } from '../policies/kind.js';

/** A new subject, judged by the policy in force and recorded. Fires `demo-judged` with the evaluation's id. */
export class DemoJudgeForm extends LitElement {
  static override styles = [
    pageStyles,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
        align-items: end;
        gap: 12px 16px;
        margin-block-start: 12px;
      }
      summary {
        font-weight: 600;
        cursor: pointer;
      }
      input {
        inline-size: 100%;
      }
      .check {
        display: flex;
        align-items: center;
        gap: 8px;
        min-block-size: 34px;
      }
      .check input {
        inline-size: 20px;
        min-block-size: 20px;
      }
    `,
  ];

  @property({ attribute: false }) trail!: PolicyTrail;
  @property({ attribute: false }) kind!: PolicyKind;
  @state() private failure: string | undefined;
  @query('form') private readonly form!: HTMLFormElement;

  override render(): TemplateResult {
    const { subject } = this.kind;
    return html`
      <details class="card">
        <summary>Judge a new ${subject.one.toLowerCase()}</summary>
        <form @submit=${this.#submit}>
          <label>${subject.one}<input name="~subject" required maxlength="100" pattern=".*\\S.*" /></label>
          ${this.#fields().map((field) => this.#field(field))}
          <button class="primary">Judge and record</button>
        </form>
        ${this.failure === undefined ? nothing : html`<p class="notice bad" role="alert">${this.failure}</p>`}
      </details>
    `;
  }

  #fields(): readonly FieldMeta[] {
    const { document } = this.kind;
    return document?.input === null || document === undefined ? [] : describeFields(document.input);
  }

  #field({ path, label, display }: FieldMeta): TemplateResult {
    if (display === 'boolean') {
      return html`<label class="check"><input type="checkbox" name=${path} />${label}</label>`;
    }
    return html`<label>${label}<input name=${path} inputmode="decimal" required /></label>`;
  }

  #input(data: FormData): JsonObject {
    const entries = this.#fields().map(({ path, display }) => {
      const text = String(data.get(path) ?? '').trim();
      return [path.slice(1), inputValue(text, display, data.has(path))] as const;
    });
    return Object.fromEntries(entries);
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const data = new FormData(this.form);
    const { policyId, subject } = this.kind;
    const one = { type: subject.type, id: String(data.get('~subject')).trim() };
    try {
      await this.trail.pin(policyId, one, { by: me });
      const { evaluation } = await this.trail.evaluate(policyId, this.#input(data), { subject: one, by: me });
      this.failure = undefined;
      this.form.reset();
      this.dispatchEvent(new CustomEvent('demo-judged', { detail: { evaluationId: evaluation.id } }));
    } catch (error) {
      this.failure = failureText(error);
    }
  }
}

/** Whole numbers stay numbers where the schema says so; decimals are text, as exact as they were written. */
function inputValue(text: string, display: FieldMeta['display'], isChecked: boolean): JsonObject[string] {
  if (display === 'boolean') return isChecked;
  return display === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

customElements.define('demo-judge-form', DemoJudgeForm);
