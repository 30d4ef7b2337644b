import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { pageStyles } from '../app/page-styles.js';
import { hrefOf } from '../app/route.js';
import { kindOf } from '../policies/kind.js';
import { visible } from '../policies/visible.js';

/** Stands in for every page of a policy that is not there. Fires `demo-reopen` where none is. */
export class DemoMissingPolicy extends LitElement {
  static override styles = pageStyles;

  @property({ attribute: false }) policyId = '';
  /** Those that are there. */
  @property({ attribute: false }) policyIds: readonly string[] = [];

  override render(): TemplateResult {
    return html`
      <div class="card stack">
        <h1>There is no policy <bdi>${visible(this.policyId)}</bdi></h1>
        ${this.policyIds.length === 0 ? this.#beginAnew() : this.#wayOn()}
      </div>
    `;
  }

  #wayOn(): TemplateResult {
    return html`
      <p class="muted">It may have been deleted, or its address is mistyped. These are there:</p>
      <ul>
        ${this.policyIds.map((policyId) => html`<li><a href=${hrefOf({ page: 'policy', policyId })}>${kindOf(policyId).title}</a></li>`)}
      </ul>
    `;
  }

  #beginAnew(): TemplateResult {
    return html`
      <p class="muted">Nothing is stored any more: the data was deleted.</p>
      <p><button class="primary" @click=${() => this.dispatchEvent(new CustomEvent('demo-reopen'))}>Begin anew</button></p>
    `;
  }
}

customElements.define('demo-missing-policy', DemoMissingPolicy);
