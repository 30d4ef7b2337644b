import type { JsonObject, PlannedVersion, PolicyPermissions, PolicyTrail, PolicyVersion } from '@policytrail/core';
import '@policytrail/elements/define/policy-settings.js';
import { Task } from '@lit/task';
import { type PolicySettingsSource, settingsSource } from '@policytrail/elements';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { failureText } from '../app/failure-text.js';
import { formatInstant } from '../app/format.js';
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
  /** Nothing is sent anywhere: a page on this device is never offline. */
  @property({ attribute: false }) isLocal = false;
  @state() private source: PolicySettingsSource | undefined;

  readonly #watch = new PolicyWatch(this);
  readonly #version = new Task(this, {
    args: () => [this.trail, this.kind.policyId, this.#watch.moved] as const,
    task: async ([trail, policyId]) => {
      const [version, plans] = await Promise.all([trail.current(policyId), trail.planned(policyId)]);
      return version && { version, plans };
    },
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('trail') && !changed.has('kind')) return;
    this.source = settingsSource(this.trail, this.kind.policyId);
  }

  override render(): TemplateResult {
    const found = this.#version.value;
    if (found !== undefined) return this.#loaded(found.version, found.plans);
    return this.#version.render({
      error: (error) => html`<p class="notice bad" role="alert">${failureText(error)}</p>`,
      complete: () => html`<p class="card muted">This policy has no version yet.</p>`,
      pending: () => html`<p class="card muted" role="status">Loading the policy…</p>`,
    }) as TemplateResult;
  }

  #loaded(version: PolicyVersion, plans: readonly PlannedVersion[]): TemplateResult {
    const { policyId, document } = this.kind;
    const { rules } = version.policy as { readonly rules?: readonly JsonObject[] };
    return html`
      <div class="stack">
        ${plans.map((plan) => planView(plan, policyId))}
        <div class="card">
          <policy-settings
            .source=${this.source}
            .schema=${document?.policy}
            .permissions=${this.permissions}
            online=${this.isLocal ? 'true' : 'auto'}
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

// What is saved now holds no longer than that.
function planView({ version: { version, effectiveAt } }: PlannedVersion, policyId: string): TemplateResult {
  return html`
    <p class="notice">
      <a href=${hrefOf({ page: 'history', policyId, version })}>Version ${version}</a> is planned: it takes the place of whatever is
      saved before on <time datetime=${effectiveAt}>${formatInstant(effectiveAt)}</time>.
    </p>
  `;
}

customElements.define('demo-policy-page', DemoPolicyPage);
