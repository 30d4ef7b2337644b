import type { PolicyIssue } from '@policytrail/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { FieldLookup } from '../../fields/field-lookup.js';
import type { Messages } from '../../messages/message-table.js';
import { type FormField, fieldAt } from '../model/form-field.js';

export interface ProblemsView {
  readonly issues: readonly PolicyIssue[];
  readonly fields: readonly FormField[];
  readonly lookup: FieldLookup;
  readonly messages: Messages;
  focus(field: FormField): void;
}

/** What kept a save from happening, each with a link to its field. */
export function problemsView({
  issues,
  fields,
  lookup,
  messages,
  focus,
}: ProblemsView): TemplateResult | typeof nothing {
  if (issues.length === 0) return nothing;
  const { settings } = messages;
  const items = issues.map(({ path, message }) => {
    const field = fieldAt(path, fields);
    const name = path === '' ? settings.wholePolicy : (field?.meta.label ?? lookup.find(path).label);
    const go = (event: Event): void => {
      event.preventDefault();
      if (field !== undefined) focus(field);
    };
    const label = field === undefined ? html`<strong>${name}</strong>` : html`<a href="#" @click=${go}>${name}</a>`;
    return html`<li>${label}: ${message}</li>`;
  });
  return html`<section class="notice problems" part="problems" role="alert" tabindex="-1" data-focus="problems">
    <p><strong>${settings.problems(issues.length)}</strong></p>
    <ul>
      ${items}
    </ul>
  </section>`;
}
