import type { PolicyVersion } from '@policytrail/core';
import { html, nothing, type TemplateResult } from 'lit';
import { createPace } from '../../base/pace.js';
import type { DiffRow } from '../../diff/model/diff-row.js';
import { unchangedRows } from '../../diff/model/unchanged.js';
import { groupBy, groupOf } from '../../fields/field-groups.js';
import type { FieldLookup } from '../../fields/field-lookup.js';
import { fieldTrail } from '../../fields/field-trail.js';
import type { FormatContext } from '../../format/format-context.js';
import { valueText } from '../../format/value-text.js';
import { textView, valueView } from '../../view/value.js';

const rowsAtFirst = 200;

/** All values of a version, read once. */
export interface FullVersion {
  readonly version: PolicyVersion;
  readonly rows: readonly DiffRow[];
}

export async function readFullVersion(version: PolicyVersion, lookup: FieldLookup): Promise<FullVersion> {
  return {
    version,
    rows: await unchangedRows({ after: version.policy, changedPaths: new Set() }, lookup, createPace()),
  };
}

export interface FullView {
  readonly full: FullVersion;
  readonly lookup: FieldLookup;
  readonly context: FormatContext;
  readonly isWhole: boolean;
  showAll(): void;
}

/** A table of fields and values, by group. */
export function fullView({ full, lookup, context, isWhole, showAll }: FullView): TemplateResult {
  const { diff, history, shared } = context.messages;
  const rows = isWhole ? full.rows : full.rows.slice(0, rowsAtFirst);
  const groups = groupBy(rows, ({ field }) => groupOf(field.path, lookup));
  return html`<table class="full">
      <caption class="visually-hidden">${history.fullVersion(full.version.version)}</caption>
      <thead><tr><th scope="col">${diff.field}</th><th scope="col">${history.value}</th></tr></thead>
      ${[...groups].map(
        ([name, members]) => html`<tbody>
          ${groups.size > 1 ? html`<tr class="group"><th scope="rowgroup" colspan="2">${name ?? diff.otherFields}</th></tr>` : nothing}
          ${members.map((row) => rowView(row, full, lookup, context))}
        </tbody>`,
      )}
    </table>
    ${rows.length < full.rows.length ? html`<button class="button" type="button" @click=${showAll}>${shared.showMore}</button>` : nothing}`;
}

function rowView(row: DiffRow, { version }: FullVersion, lookup: FieldLookup, context: FormatContext): TemplateResult {
  const { messages } = context;
  const { label, above } = fieldTrail(row.path, { policy: version.policy, lookup, messages });
  const trail =
    above.length === 0
      ? nothing
      : html`<span class="muted small trail">${textView(above.join(' › '), messages)}</span>`;
  const retired =
    row.field.standing === 'retired' ? html` <span class="badge">${messages.shared.noLongerInUse}</span>` : nothing;
  return html`<tr><th scope="row">${trail}<bdi>${textView(label, messages)}</bdi>${retired}</th> <td>${valueView(valueText(row.after, row.field, context), messages)}</td></tr> `;
}
