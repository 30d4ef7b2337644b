import type { JsonObject } from '@policytrail/core';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { pageStyles } from '../app/page-styles.js';

const effects: Readonly<Record<string, string>> = {
  deny: 'Denied',
  require_approval: 'Needs approval',
  warn: 'Warning',
};

/** What a policy's rules say, in their order. */
export class DemoRulesTable extends LitElement {
  static override styles = [
    pageStyles,
    css`
      ol {
        margin: 16px 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 6fr) minmax(0, 3fr);
        gap: 4px 24px;
        padding-block: 12px;
        border-block-start: 1px solid var(--line);
      }
      .effect {
        text-align: end;
      }
      @media (max-width: 860px) {
        li {
          grid-template-columns: 1fr;
        }
        .effect {
          text-align: start;
        }
      }
    `,
  ];

  @property({ attribute: false }) rules: readonly JsonObject[] = [];

  override render(): TemplateResult {
    return html`
      <h2>Rules</h2>
      <p class="muted small">A rule is violated where its expression is true. Limits are read from the policy above.</p>
      <ol>
        ${this.rules.map((rule) => this.#rule(rule))}
      </ol>
    `;
  }

  #rule({ name, section, when, effect, approver, group }: JsonObject): TemplateResult {
    return html`
      <li>
        <div>
          <strong>${name}</strong>
          <div class="muted small">${section}${group === undefined ? nothing : html` · group ${group}`}</div>
        </div>
        <code>${when}</code>
        <div class="effect">
          ${effects[String(effect)] ?? effect}
          ${approver === undefined ? nothing : html`<div class="muted small">${String(approver).replaceAll('_', ' ')}</div>`}
        </div>
      </li>
    `;
  }
}

customElements.define('demo-rules-table', DemoRulesTable);
