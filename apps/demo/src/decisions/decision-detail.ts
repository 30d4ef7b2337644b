import { Task } from '@lit/task';
import type { Evaluation, Explanation, PolicyTrail } from '@policytrail/core';
import '@policytrail/elements/define/policy-decision.js';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { failureText } from '../app/failure-text.js';
import { pageStyles } from '../app/page-styles.js';
import { hrefOf } from '../app/route.js';
import type { PolicyKind } from '../policies/kind.js';
import type { DemoReviewDialog, Verdict } from './review-dialog.js';

/** One decision explained, with what can be done about it. Fires `demo-decided` where the record grew. */
export class DemoDecisionDetail extends LitElement {
  static override styles = pageStyles;

  @property({ attribute: false }) trail!: PolicyTrail;
  @property({ attribute: false }) kind!: PolicyKind;
  @property({ attribute: false }) evaluationId = '';
  /** Counts what happened since: a change of it reads anew. */
  @property({ attribute: false }) moved = 0;
  /** Why nothing may be reviewed, or recorded; undefined where it may. */
  @property({ attribute: false }) refusal: string | undefined;
  @property({ attribute: false }) runRefusal: string | undefined;
  @state() private failure: string | undefined;
  @query('demo-review-dialog') private readonly dialog!: DemoReviewDialog;

  // The button that was pressed may be gone with what it did.
  #isFocusDue = false;

  readonly #explanation = new Task(this, {
    args: () => [this.trail, this.kind.policyId, this.evaluationId, this.moved] as const,
    task: ([trail, policyId, evaluationId]) => explain(trail, policyId, evaluationId),
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('evaluationId')) return;
    this.failure = undefined;
    this.#isFocusDue = false;
  }

  override updated(): void {
    if (!this.#isFocusDue || this.shadowRoot?.activeElement !== null) return;
    this.#isFocusDue = false;
    this.shadowRoot.querySelector<HTMLElement>('[slot=actions] button')?.focus();
  }

  override render(): TemplateResult {
    return html`
      ${this.#explanation.render({
        pending: () =>
          this.#explanation.value === undefined
            ? html`<p class="muted" role="status">Explaining…</p>`
            : this.#explained(),
        error: (error) => html`<p class="notice bad" role="alert">${failureText(error)}</p>`,
        complete: () => this.#explained(),
      })}
      <demo-review-dialog></demo-review-dialog>
    `;
  }

  #explained(): TemplateResult {
    const explanation = this.#explanation.value;
    if (explanation === undefined) return html`<p class="notice bad">This decision is not in the trail.</p>`;
    const { policyId, document } = this.kind;
    return html`
      <policy-decision
        .record=${explanation}
        .schema=${document}
        .hrefFor=${(version: number) => hrefOf({ page: 'history', policyId, version })}
        >${this.#actions(explanation)}</policy-decision
      >
      ${this.failure === undefined ? nothing : html`<p class="notice bad" role="alert">${this.failure}</p>`}
    `;
  }

  #actions(explanation: Explanation): TemplateResult {
    const { then } = explanation.effective;
    const blocking = explanation.then.decision?.violations.filter(({ severity }) => severity === 'blocking') ?? [];
    const isReviewed = standingReviews(explanation).size > 0;
    const button = (verdict: Verdict, label: string, kind = '') =>
      actionView({ label, kind, refusal: this.refusal, act: () => this.#review(verdict, explanation) });
    const again = { label: 'Judge again and record', kind: '', refusal: this.runRefusal };
    return html`
      <div class="row" slot="actions">
        ${then.approval.status === 'pending' ? html`${button('approve', 'Approve…', 'primary')}${button('reject', 'Reject…')}` : nothing}
        ${blocking.length > 0 && !then.allowed ? button('waive', 'Waive…') : nothing}
        ${isReviewed && blocking.length > 0 ? button('revoke', 'Revoke…', 'danger') : nothing}
        ${actionView({ ...again, act: () => this.#reevaluate(explanation) })}
        ${this.refusal === undefined && this.runRefusal === undefined ? nothing : this.#refusals()}
      </div>
    `;
  }

  #refusals(): TemplateResult {
    const reasons = [...new Set([this.refusal, this.runRefusal])].filter((reason) => reason !== undefined);
    return html`<p class="muted small" id="refusals">${reasons.join(' ')}</p>`;
  }

  async #review(verdict: Verdict, { evaluation, then }: Explanation): Promise<void> {
    const violations = then.decision?.violations.filter(({ severity, effect }) =>
      verdict === 'approve' || verdict === 'reject' ? effect === 'require_approval' : severity === 'blocking',
    );
    const options = await this.dialog.ask(verdict, violations ?? []);
    if (options === undefined || evaluation === null) return;
    await this.#do(() => this.trail[verdict](this.kind.policyId, evaluation.id, options), evaluation.id);
  }

  async #reevaluate({ subject }: Explanation): Promise<void> {
    if (subject === null) return;
    const again = () => this.trail.reevaluate(this.kind.policyId, subject);
    await this.#do(async () => (await again()).evaluation);
  }

  async #do(work: () => Promise<unknown>, evaluationId?: string): Promise<void> {
    try {
      const made = (await work()) as Partial<Evaluation> | undefined;
      this.failure = undefined;
      const detail = { evaluationId: evaluationId ?? made?.id };
      this.dispatchEvent(new CustomEvent('demo-decided', { detail }));
      this.#isFocusDue = true;
    } catch (error) {
      this.failure = failureText(error);
    }
  }
}

interface Action {
  readonly label: string;
  readonly kind: string;
  /** Why it may not be done. */
  readonly refusal: string | undefined;
  readonly act: () => Promise<void>;
}

function actionView({ label, kind, refusal, act }: Action): TemplateResult {
  const isRefused = refusal !== undefined;
  return html`<button
    class=${kind}
    title=${refusal ?? nothing}
    aria-disabled=${isRefused ? 'true' : nothing}
    aria-describedby=${isRefused ? 'refusals' : nothing}
    @click=${isRefused ? undefined : act}
  >
    ${label}
  </button>`;
}

/** The rules of which something was said that was not taken back. */
function standingReviews({ reviews }: Explanation): ReadonlySet<string> {
  const standing = new Set<string>();
  for (const { ruleId, verdict } of reviews) {
    if (verdict === 'revoked') standing.delete(ruleId);
    else standing.add(ruleId);
  }
  return standing;
}

async function explain(trail: PolicyTrail, policyId: string, evaluationId: string): Promise<Explanation | undefined> {
  const record = await trail.evaluation(policyId, evaluationId);
  if (record === undefined || record.subject === null) return undefined;
  const { type, id, version } = record.subject;
  return trail.explain(policyId, { type, id, ...(version !== '' && { version }) }, { evaluationId });
}

customElements.define('demo-decision-detail', DemoDecisionDetail);
