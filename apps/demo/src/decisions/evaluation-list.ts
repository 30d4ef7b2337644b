import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatInstant } from '../app/format.js';
import { pageStyles } from '../app/page-styles.js';
import { hrefOf } from '../app/route.js';
import type { ListedEvaluation } from './listed-evaluation.js';
import { driftText, standingOf, standings, subjectText } from './wording.js';

/** Recorded decisions, newest first: what, when, how it stands, and whether it would stand today. */
export class DemoEvaluationList extends LitElement {
  static override styles = [
    pageStyles,
    css`
      li + li {
        border-block-start: 1px solid var(--line);
      }
      a {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 12px;
        padding: 12px 20px;
        border-inline-start: 3px solid transparent;
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        background: var(--raised);
      }
      a:focus-visible {
        outline-offset: -2px;
      }
      a[aria-current] {
        border-inline-start-color: var(--accent);
        background: var(--raised);
      }
      .end {
        text-align: end;
      }
      .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .changed {
        color: var(--wait);
      }
      @media (max-width: 480px) {
        a > .small {
          grid-column: 1 / -1;
          text-align: start;
        }
      }
      @media (forced-colors: active) {
        a {
          border-inline-start-color: Canvas;
        }
        a[aria-current] {
          border-inline-start-color: Highlight;
        }
      }
    `,
  ];

  @property({ attribute: false }) policyId = '';
  @property({ attribute: false }) listed: readonly ListedEvaluation[] = [];
  @property({ attribute: false }) selected: string | undefined;

  override render(): TemplateResult {
    return html`<ul>${this.listed.map((one) => this.#row(one))}</ul>`;
  }

  #row({ evaluation, effective, grade }: ListedEvaluation): TemplateResult {
    const { id, evaluatedAt, policyVersion, policyLabel } = evaluation;
    const standing = standings[standingOf(effective, evaluation.status)];
    const href = hrefOf({ page: 'decisions', policyId: this.policyId, evaluationId: id });
    const isMoved = grade === 'outcome_changed' || grade === 'rules_changed';
    return html`
      <li>
        <a href=${href} aria-current=${id === this.selected ? 'true' : nothing}>
          <span class="name">${subjectText(evaluation)}</span>
          <span class="end ${standing.tone}"><span aria-hidden="true">${standing.glyph}</span> ${standing.text}</span>
          <span class="muted small"><time datetime=${evaluatedAt}>${formatInstant(evaluatedAt)}</time> · ${policyLabel ?? `version ${policyVersion}`}</span>
          <span class="end small ${isMoved ? 'changed' : 'muted'}">${driftText(grade)}</span>
        </a>
      </li>
    `;
  }
}

customElements.define('demo-evaluation-list', DemoEvaluationList);
