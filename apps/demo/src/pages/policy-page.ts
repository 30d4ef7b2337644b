import type { JsonObject, PolicyPermissions, PolicyTrail, PolicyVersion } from '@policytrail/core';
import '@policytrail/elements/define/policy-settings.js';
import { Task } from '@lit/task';
import { type PolicySettingsSource, settingsSource } from '@policytrail/elements';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { failureText } from '../app/failure-text.js';
import { pageStyles } from '../app/page-styles.js';
import { PolicyWatch } from '../app/policy-watch.js';
import { hrefOf } from '../app/route.js';
import '../parts/rules-table.js';
import type { PolicyKind } from '../policies/kind.js';

/** The policy in force, as a form, with the rules that it is judged by. */
export class DemoPolicyPage extends LitElement {
  static override styles = pageStyles;

  @property({ attribute: false }) trail!: PolicyTrail;
  @property({ attribute: false }) kind!: PolicyKind;
  @property({ attribute: false }) permissions: PolicyPermissions | undefined;
  @state() private source: PolicySettingsSource | undefined;

  readonly #watch = new PolicyWatch(this);
  readonly #version = new Task(this, {
    args: () => [this.trail, this.kind.policyId, this.#watch.moved] as const,
    task: ([trail, policyId]) => trail.current(policyId),
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('trail') && !changed.has('kind')) return;
    this.source = settingsSource(this.trail, this.kind.policyId);
  }

  override render(): TemplateResult {
    const version = this.#version.value;
    if (version !== undefined) return this.#loaded(version);
    return this.#version.render({
      error: (error) => html`<p class="notice bad" role="alert">${failureText(error)}</p>`,
      complete: () => html`<p class="card muted">This policy has no version yet.</p>`,
      pending: () => html`<p class="card muted" role="status">Loading the policy…</p>`,
    }) as TemplateResult;
  }

  #loaded(version: PolicyVersion): TemplateResult {
    const { policyId, document } = this.kind;
    const { rules } = version.policy as { readonly rules?: readonly JsonObject[] };
    return html`
      <div class="stack">
        <div class="card">
          <policy-settings
            .source=${this.source}
            .schema=${document?.policy}
            .permissions=${this.permissions}
            history-href=${hrefOf({ page: 'history', policyId })}
          ></policy-settings>
        </div>
        ${rules === undefined ? nothing : html`<demo-rules-table class="card" .rules=${rules}></demo-rules-table>`}
        <p class="muted small">
          Saved versions stand in the <a href=${hrefOf({ page: 'history', policyId })}>history</a>; none is ever changed or deleted.
        </p>
      </div>
    `;
  }
}

customElements.define('demo-policy-page', DemoPolicyPage);
