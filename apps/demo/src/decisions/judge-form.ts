import {
  describeFields,
  type FieldMeta,
  isPolicytrailError,
  type JsonObject,
  type PolicyTrail,
} from '@policytrail/core';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { failureText } from '../app/failure-text.js';
import { pageStyles } from '../app/page-styles.js';
import type { PolicyKind } from '../policies/kind.js';
import { type InputProblem, inputProblems } from './input-problem.js';

const subjectName = '~subject';

/** A new subject, judged by the policy in force and recorded. Fires `demo-judged` with the evaluation's id. */
export class DemoJudgeForm extends LitElement {
  static override styles = [
    pageStyles,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
        align-items: start;
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
      input[aria-invalid] {
        border-color: var(--bad);
      }
      .primary, .check {
        margin-block-start: calc(1.4 * 0.875rem + 4px);
      }
      .check label {
        display: flex;
        align-items: center;
        gap: 8px;
        min-block-size: 34px;
      }
      .check input {
        inline-size: 20px;
        min-block-size: 20px;
      }
      label {
        line-height: 1.4;
      }
      .problem {
        margin-block-start: 4px;
      }
      .refusal,
      .problems {
        margin-block-start: 12px;
      }
      .problems button {
        min-block-size: 24px;
        padding: 0;
        border: 0;
        background: none;
        color: var(--accent);
        text-align: start;
        text-decoration: underline;
        text-underline-offset: 2px;
      }
    `,
  ];

  @property({ attribute: false }) trail!: PolicyTrail;
  @property({ attribute: false }) kind!: PolicyKind;
  /** Why nothing may be recorded; undefined where it may. */
  @property({ attribute: false }) refusal: string | undefined;
  @state() private failure: string | undefined;
  @state() private problems: readonly InputProblem[] = [];
  @query('form') private readonly form!: HTMLFormElement;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('kind')) return;
    this.problems = [];
    this.failure = undefined;
  }

  override render(): TemplateResult {
    const { subject } = this.kind;
    return html`
      <details class="card">
        <summary>Judge a new ${subject.one.toLowerCase()}</summary>
        ${this.refusal === undefined ? this.#formView() : html`<p class="muted refusal">${this.refusal}</p>`}
      </details>
    `;
  }

  #formView(): TemplateResult {
    return html`
      ${this.#problemList()}
      <form novalidate @submit=${this.#submit} @input=${this.#forget}>
        ${this.#control({ path: subjectName, label: this.kind.subject.one }, { maxLength: 100 })}
        ${this.#fields().map((field) => this.#field(field))}
        <button class="primary">Judge and record</button>
      </form>
      ${this.failure === undefined ? nothing : html`<p class="notice bad" role="alert">${this.failure}</p>`}
    `;
  }

  #problemList(): TemplateResult | typeof nothing {
    const { length } = this.problems;
    if (length === 0) return nothing;
    return html`
      <div class="problems notice bad" role="group" aria-labelledby="problems" tabindex="-1">
        <p id="problems"><strong>Not recorded: ${length === 1 ? 'one problem' : `${length} problems`} to solve</strong></p>
        <ul>
          ${this.problems.map(
            ({ path, label, message }) =>
              html`<li>${path === '' ? label : html`<button type="button" @click=${() => this.#focus(`[name="${path}"]`)}>${label}</button>`}: ${message}</li>`,
          )}
        </ul>
      </div>
    `;
  }

  #fields(): readonly FieldMeta[] {
    const { document } = this.kind;
    return document?.input === null || document === undefined ? [] : describeFields(document.input);
  }

  #field(field: FieldMeta): TemplateResult {
    if (field.display !== 'boolean') return this.#control(field, { inputMode: 'decimal' });
    return html`<div class="check"><label><input type="checkbox" name=${field.path} />${field.label}</label></div>`;
  }

  #control({ path, label }: Pick<FieldMeta, 'path' | 'label'>, { maxLength = 40, inputMode = 'text' }): TemplateResult {
    const problem = this.problems.find((one) => one.path === path);
    const id = `problem${path.replaceAll(/[^\w]/g, '-')}`;
    return html`
      <div>
        <label>${label}
          <input
            name=${path}
            inputmode=${inputMode}
            maxlength=${maxLength}
            autocomplete="off"
            aria-required="true"
            aria-invalid=${problem === undefined ? nothing : 'true'}
            aria-describedby=${problem === undefined ? nothing : id}
        /></label>
        ${problem === undefined ? nothing : html`<p class="problem small bad" id=${id}>${problem.message}</p>`}
      </div>
    `;
  }

  #input(data: FormData): JsonObject {
    const entries = this.#fields().map(({ path, display }) => {
      return [path.slice(1), inputValue(textIn(data, path), display, data.has(path))] as const;
    });
    return Object.fromEntries(entries);
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const data = new FormData(this.form);
    this.failure = undefined;
    try {
      this.problems = await this.#check(data);
      if (this.problems.length > 0) return await this.#focus('.problems');
      const id = await this.#record(data);
      this.form.reset();
      this.dispatchEvent(new CustomEvent('demo-judged', { detail: { evaluationId: id } }));
    } catch (error) {
      this.failure = failureText(error);
    }
  }

  // Before anything is stored: a pin is for ever.
  async #check(data: FormData): Promise<readonly InputProblem[]> {
    const { subject, policyId } = this.kind;
    const label = subject.one;
    const message = `Enter a name for the ${label.toLowerCase()}.`;
    const isNamed = textIn(data, subjectName) !== '';
    const unnamed: readonly InputProblem[] = isNamed ? [] : [{ path: subjectName, label, message }];
    try {
      await this.trail.evaluate(policyId, this.#input(data), { dryRun: true });
      return unnamed;
    } catch (error) {
      if (!isPolicytrailError(error, 'invalid_input')) throw error;
      const { issues } = error.details;
      return [...unnamed, ...inputProblems(issues, this.#fields(), (path) => textIn(data, path))];
    }
  }

  async #record(data: FormData): Promise<string> {
    const { policyId, subject } = this.kind;
    const one = { type: subject.type, id: textIn(data, subjectName) };
    await this.trail.pin(policyId, one);
    const { evaluation } = await this.trail.evaluate(policyId, this.#input(data), { subject: one });
    return evaluation.id;
  }

  #forget({ target }: Event): void {
    const { name } = target as HTMLInputElement;
    this.problems = this.problems.filter(({ path }) => path !== name);
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

function textIn(data: FormData, name: string): string {
  return String(data.get(name) ?? '').trim();
}

/** Whole numbers stay numbers where the schema says so; decimals are text, as exact as they were written. */
function inputValue(text: string, display: FieldMeta['display'], isChecked: boolean): JsonObject[string] {
  if (display === 'boolean') return isChecked;
  return display === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

customElements.define('demo-judge-form', DemoJudgeForm);
