import type { PolicyPermissions, PolicyTrail } from '@policytrail/core';
import '@policytrail/elements/define/policy-history.js';
import { historySource, type NavigateEvent, type PolicyHistorySource } from '@policytrail/elements';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { pageStyles } from '../app/page-styles.js';
import { hrefOf } from '../app/route.js';
import type { PolicyKind } from '../policies/kind.js';

/** Every version of a policy: who, when, why; compared, read and restored. */
export class DemoHistoryPage extends LitElement {
  static override styles = pageStyles;

  @property({ attribute: false }) trail!: PolicyTrail;
  @property({ attribute: false }) kind!: PolicyKind;
  @property({ attribute: false }) permissions: PolicyPermissions | undefined;
  /** Nothing is sent anywhere: a page on this device is never offline. */
  @property({ attribute: false }) isLocal = false;
  /** That the address names. */
  @property({ attribute: false }) version: number | undefined;
  @state() private source: PolicyHistorySource | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('trail') && !changed.has('kind')) return;
    this.source = historySource(this.trail, this.kind.policyId);
  }

  override render(): TemplateResult {
    const { policyId, document } = this.kind;
    return html`
      <div class="card">
        <policy-history
          .source=${this.source}
          .schema=${document?.policy}
          .permissions=${this.permissions}
          online=${this.isLocal ? 'true' : 'auto'}
          .selected=${this.version}
          .hrefFor=${(version: number) => hrefOf({ page: 'history', policyId, version })}
          @policy-navigate=${this.#navigate}
        ></policy-history>
      </div>
    `;
  }

  // The address follows what is shown, so that it can be shared, and goes back with the reader.
  #navigate({ detail: { version } }: NavigateEvent): void {
    const { policyId } = this.kind;
    location.hash = hrefOf({ page: 'history', policyId, ...(version !== undefined && { version }) });
  }
}

customElements.define('demo-history-page', DemoHistoryPage);
