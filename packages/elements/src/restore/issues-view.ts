import { html, nothing, type TemplateResult } from 'lit';
import { fieldLookup } from '../fields/field-lookup.js';
import { fieldTrail } from '../fields/field-trail.js';
import type { Messages } from '../messages/message-table.js';
import type { ValidationIssue } from '../source.js';
import { textView } from '../view/value.js';
import type { RestoreJob } from './restore-job.js';

/** What is wrong with the values: what keeps them from being saved, then what does not. */
export function issuesView(
  issues: readonly ValidationIssue[],
  { target, schema }: RestoreJob,
  messages: Messages,
): TemplateResult {
  const { restore } = messages;
  const lookup = fieldLookup(schema);
  const errors = issues.filter(({ severity }) => severity !== 'warning');
  const warnings = issues.filter(({ severity }) => severity === 'warning');
  const nameOf = (path: string): string => {
    const { label, above } = fieldTrail(path, { policy: target.policy, lookup, messages });
    return [...above, label].filter((name) => name !== '').join(' › ');
  };
  const list = (
    title: string,
    listed: readonly ValidationIssue[],
    className: string,
  ): TemplateResult | typeof nothing =>
    listed.length === 0
      ? nothing
      : html`<div class="issues ${className}" role=${className === 'errors' ? 'alert' : nothing}>
          <p>${title}</p>
          <ul role="list">
            ${listed.map(({ path, message }) => html`<li>${path === '' ? nothing : html`<bdi><b>${textView(nameOf(path), messages)}</b></bdi>: `}${textView(message, messages)}</li>`)}
          </ul>
        </div>`;
  return html`<div id="issues">${list(restore.errors, errors, 'errors')}${list(restore.warnings, warnings, 'warnings')}</div>`;
}
