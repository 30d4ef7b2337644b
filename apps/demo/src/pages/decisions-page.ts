import { Task } from '@lit/task';
import type { PolicyPermissions, PolicyTrail } from '@policytrail/core';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { failureText } from '../app/failure-text.js';
import { formatCount } from '../app/format.js';
import { pageStyles } from '../app/page-styles.js';
import { PolicyWatch } from '../app/policy-watch.js';
import { refusalOf } from '../app/refusal.js';
import { hrefOf } from '../app/route.js';
import '../decisions/decision-detail.js';
import '../decisions/evaluation-list.js';
import '../decisions/judge-form.js';
import { type ListedEvaluations, listEvaluations } from '../decisions/listed-evaluation.js';
import '../decisions/review-dialog.js';
import { type StandingName, standings } from '../decisions/wording.js';
import type { PolicyKind } from '../policies/kind.js';

const pageSize = 50;
const choices: readonly (readonly [standing: StandingName | '', label: string])[] = [
  ['', 'All'],
  ...Object.entries(standings).map(([name, { text }]) => [name as StandingName, text] as const),
];

/** What was decided under a policy, and one of the decisions explained. */
export class DemoDecisionsPage extends LitElement {
  static override styles = [
    pageStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(19rem, 2fr) minmax(0, 3fr);
        align-items: start;
        gap: 20px;
      }
      .list {
        padding: 0;
        overflow: hidden;
      }
      .list > .row {
        padding: 12px 20px;
        border-block-end: 1px solid var(--line);
      }
      .more {
        padding: 12px 20px;
      }
      @media (min-width: 861px) {
        .list {
          display: flex;
          flex-direction: column;
          max-block-size: calc(100vh - 48px);
        }
        demo-evaluation-list {
          overflow-y: auto;
        }
        .list {
          position: sticky;
          inset-block-start: 24px;
        }
      }
      @media (max-width: 860px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
        .columns.chosen .list {
          display: none;
        }
        .columns:not(.chosen) .detail {
          display: none;
        }
      }
      .back {
        margin-block-end: 12px;
      }
      @media (min-width: 861px) {
        .back {
          display: none;
        }
      }
      @media print {
        demo-judge-form, .back, .list > .row, .columns.chosen .list {
          display: none;
        }
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) trail!: PolicyTrail;
  @property({ attribute: false }) kind!: PolicyKind;
  @property({ attribute: false }) permissions: PolicyPermissions | undefined;
  /** That the address names. */
  @property({ attribute: false }) evaluationId: string | undefined;
  @state() private standing: StandingName | '' = '';
  @state() private limit = pageSize;
  @state() private moved = 0;

  readonly #watch = new PolicyWatch(this);

  readonly #list = new Task(this, {
    args: () => [this.trail, this.kind.policyId, this.standing, this.limit, this.moved + this.#watch.moved] as const,
    task: ([trail, policyId, standing, limit]) =>
      listEvaluations(trail, policyId, { limit, ...(standing !== '' && { standing }) }),
  });

  override render(): TemplateResult {
    return html`
      <div class="stack">
        <demo-judge-form .trail=${this.trail} .kind=${this.kind} .refusal=${refusalOf(this.permissions?.run)} @demo-judged=${this.#recorded}></demo-judge-form>
        <div class="columns ${this.evaluationId === undefined ? '' : 'chosen'}">
          <section class="card list" aria-label=${this.kind.subject.many}>${this.#filter()}${this.#rows()}</section>
          <section class="card detail" aria-label="Explanation">${this.#detail()}</section>
        </div>
      </div>
    `;
  }

  #filter(): TemplateResult {
    return html`
      <div class="row">
        <label class="row">
          Show
          <select @change=${(event: Event) => this.#filterBy(event)}>
            ${choices.map(([standing, label]) => html`<option value=${standing} ?selected=${standing === this.standing}>${label}</option>`)}
          </select>
        </label>
        <span class="muted small" role="status">${this.#countText()}</span>
      </div>
    `;
  }

  #countText(): string {
    const list = this.#list.value;
    if (list === undefined) return '';
    const { listed, hasOlder, total, standing } = list;
    if (standing === undefined) return `${formatCount(total)} recorded`;
    return `${hasOlder ? 'The newest ' : ''}${formatCount(listed.length)} of ${formatCount(total)} recorded`;
  }

  #rows(): TemplateResult {
    const list = this.#list.value;
    if (list === undefined) {
      return this.#list.render({
        error: (error) => html`<p class="more bad" role="alert">${failureText(error)}</p>`,
        pending: () => html`<p class="more muted">Loading…</p>`,
      }) as TemplateResult;
    }
    return html`
      ${
        list.listed.length === 0
          ? html`<p class="more muted">${emptyText(list)}</p>`
          : html`<demo-evaluation-list .policyId=${this.kind.policyId} .listed=${list.listed} .selected=${this.evaluationId}></demo-evaluation-list>`
      }
      ${list.hasOlder ? html`<div class="more"><button @click=${this.#showMore}>Show older</button></div>` : nothing}
    `;
  }

  #detail(): TemplateResult {
    const { evaluationId, kind } = this;
    if (evaluationId === undefined) {
      return html`<p class="muted">Choose a ${kind.subject.one.toLowerCase()} to see what was decided, why, and what today's rules would say.</p>`;
    }
    return html`
      <p class="back"><a href=${hrefOf({ page: 'decisions', policyId: kind.policyId })}>← All ${kind.subject.many.toLowerCase()}</a></p>
      <demo-decision-detail
        .trail=${this.trail}
        .kind=${kind}
        .evaluationId=${evaluationId}
        .moved=${this.moved + this.#watch.moved}
        .refusal=${refusalOf(this.permissions?.review)}
        .runRefusal=${refusalOf(this.permissions?.run)}
        @demo-decided=${this.#recorded}
      ></demo-decision-detail>
    `;
  }

  #filterBy(event: Event): void {
    this.standing = (event.target as HTMLSelectElement).value as StandingName | '';
    this.limit = pageSize;
  }

  #showMore(): void {
    this.limit += pageSize;
  }

  #recorded({ detail: { evaluationId } }: CustomEvent<{ readonly evaluationId: string | undefined }>): void {
    this.moved += 1;
    if (evaluationId === undefined || evaluationId === this.evaluationId) return;
    location.hash = hrefOf({ page: 'decisions', policyId: this.kind.policyId, evaluationId });
  }
}

function emptyText({ total, hasOlder, standing }: ListedEvaluations): string {
  if (standing === undefined || total === 0) return 'Nothing was decided yet.';
  return hasOlder ? 'None of the newest stands so.' : 'None stands so.';
}

customElements.define('demo-decisions-page', DemoDecisionsPage);
