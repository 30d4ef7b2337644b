import { html, nothing, type TemplateResult } from 'lit';
import { deltaText } from '../../../format/delta.js';
import type { DiffRow } from '../../model/diff-row.js';
import type { DiffView } from '../diff-view.js';

/** What kind of change it is, which way it goes and by how much. The badge's style sheet draws a glyph before the word. */
export function changeCell(row: DiffRow, { context }: DiffView): TemplateResult {
  const { diff, shared } = context.messages;
  const delta = row.kind === 'changed' ? deltaText(row.before, row.after, row.field, context) : undefined;
  return html`<span class="badge ${row.kind}">${diff[row.kind]}</span>${row.strictness === undefined ? nothing : html` <span class="badge strong">${shared[row.strictness]}</span>`}${
    delta === undefined ? nothing : html` <span class="delta numeric">${delta}</span>`
  }`;
}
