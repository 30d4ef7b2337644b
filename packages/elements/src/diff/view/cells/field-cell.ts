import { html, nothing, type TemplateResult } from 'lit';
import { groupOf } from '../../../fields/field-groups.js';
import { fieldTrail } from '../../../fields/field-trail.js';
import type { Messages } from '../../../messages/message-table.js';
import { textView } from '../../../view/value.js';
import type { DiffRow } from '../../model/diff-row.js';
import type { DiffView } from '../diff-view.js';

/** The name of a field, above it where it stands, below it what there is to note. */
export function fieldCell(row: DiffRow, { comparison, lookup, context }: DiffView): TemplateResult {
  const { messages } = context;
  const policy = row.kind === 'removed' ? comparison.before : comparison.after;
  const { label, above: all } = fieldTrail(row.path, { policy, lookup, messages });
  // The heading of the group says it.
  const above = comparison.sections.length > 1 && all[0] === groupOf(row.field.path, lookup) ? all.slice(1) : all;
  // Between the names stand arrows, which the style sheet draws.
  const trail = above.map((name) => html`<bdi class="trail">${textView(name, messages)}</bdi> `);
  return html`${trail}<bdi class="label">${textView(label, messages)}</bdi>${notes(row, messages)}`;
}

function notes({ field, path, isByPosition }: DiffRow, messages: Messages): readonly unknown[] {
  const { shared, diff } = messages;
  return [
    field.standing === 'described' ? nothing : html` <code class="path" dir="ltr">${textView(path, messages)}</code>`,
    field.standing === 'retired' ? html` <span class="badge">${shared.noLongerInUse}</span>` : nothing,
    isByPosition ? html` <span class="note">${diff.comparedByPosition}</span>` : nothing,
  ];
}
