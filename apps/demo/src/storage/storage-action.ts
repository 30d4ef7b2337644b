import { type CSSResult, css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { failureText } from '../app/failure-text.js';
import { pageStyles } from '../app/page-styles.js';

/** What a piece of work tells while it runs. */
export interface Work {
  readonly progress: (done: number, all: number) => void;
  readonly signal: AbortSignal;
}

/** A card with one button that does something lengthy: progress, a way to stop, and how it ended. */
export class DemoStorageAction extends LitElement {
  static override styles: CSSResult[] = [
    pageStyles,
    css`
      .card {
        block-size: 100%;
      }
      progress {
        flex: 1;
        min-inline-size: 8rem;
        accent-color: var(--accent);
      }
      .row {
        margin-block-start: 14px;
      }
      p {
        margin-block-start: 4px;
      }
      .outcome {
        margin-block-start: 12px;
        white-space: pre-line;
      }
    `,
  ];

  @property() heading = '';
  @property() text = '';
  @property() button = '';
  /** Resolves to what to say at the end. */
  @property({ attribute: false }) work!: (work: Work) => Promise<string>;
  @property({ type: Boolean }) danger = false;
  @state() private done: { readonly done: number; readonly all: number } | undefined;
  @state() private outcome: { readonly text: string; readonly isFailure: boolean } | undefined;
  #running: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#running?.abort();
  }

  override render(): TemplateResult {
    return html`
      <section class="card">
        <h2>${this.heading}</h2>
        <p class="muted small">${this.text}</p>
        <div class="row">${this.done === undefined ? this.#start() : this.#progress(this.done)}</div>
        <div role="status">${this.outcome?.isFailure === false ? html`<p class="outcome good">${this.outcome.text}</p>` : nothing}</div>
        ${this.outcome?.isFailure ? html`<p class="outcome notice bad" role="alert">${this.outcome.text}</p>` : nothing}
      </section>
    `;
  }

  #start(): TemplateResult {
    return html`<button class=${this.danger ? 'danger' : ''} @click=${this.#run}>${this.button}</button>`;
  }

  #progress({ done, all }: { readonly done: number; readonly all: number }): TemplateResult {
    return html`
      <progress aria-label=${this.heading} max=${all || nothing} value=${all === 0 ? nothing : done}></progress>
      <span class="numeric small">${done === 0 ? 'Working…' : `${done.toLocaleString('en')} of ${all.toLocaleString('en')}`}</span>
      <button @click=${() => this.#running?.abort()}>Stop</button>
    `;
  }

  // One button takes the place of the other: the focus goes with it.
  async #focusButton(): Promise<void> {
    if (this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement === null) return;
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }

  async #run(): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    this.outcome = undefined;
    this.done = { done: 0, all: 0 };
    void this.#focusButton();
    const progress = (done: number, all: number): void => {
      this.done = { done, all };
    };
    try {
      this.outcome = { text: await this.work({ progress, signal: running.signal }), isFailure: false };
    } catch (error) {
      this.outcome = { text: failureText(error), isFailure: true };
    }
    this.done = undefined;
    void this.#focusButton();
    this.dispatchEvent(new CustomEvent('demo-storage-change', { bubbles: true, composed: true }));
  }
}

customElements.define('demo-storage-action', DemoStorageAction);
