import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DiffRow } from '../model/diff-row.js';
import type { ShownSection } from '../model/shown-sections.js';
import { changeCell } from './cells/change-cell.js';
import { fieldCell } from './cells/field-cell.js';
import { mergedWords, sideCell } from './cells/value-cells.js';
import type { DiffView } from './diff-view.js';
import { groupButton, keyOf, moreButton, sectionName } from './section-parts.js';

/** Rows in a table: one column a side, or both in one. */
export function tableView(view: DiffView): TemplateResult {
  const { diff } = view.context.messages;
  const columns = view.layout === 'split' ? [view.names.from, view.names.to] : [diff.values];
  return html`<table class="changes ${view.layout}" part="table">
    <caption class="visually-hidden">${diff.spokenTitle(view.names.from, view.names.to)}</caption>
    <thead>
      <tr>
        ${[diff.field, diff.change, ...columns].map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    ${repeat(
      view.sections,
      ({ index }) => index,
      (section) => sectionView(section, view),
    )}
    ${view.unchanged === undefined ? nothing : html`<tbody class="unchanged">${rowsView(view.unchanged, view)}</tbody>`}
  </table>`;
}

function sectionView(section: ShownSection, view: DiffView): TemplateResult {
  const span = view.layout === 'split' ? 4 : 3;
  const hasHeading = section.state !== 'always' || view.comparison.sections.length > 1;
  const name = section.state === 'always' ? sectionName(section, view) : groupButton(section, view);
  const more = moreButton(section, view);
  return html`<tbody>
    ${hasHeading ? html`<tr class="group"><th scope="rowgroup" colspan=${span}>${name}</th></tr>` : nothing}
    ${rowsView(section.rows, view)}
    ${more === nothing ? nothing : html`<tr><td class="more" colspan=${span}>${more}</td></tr>`}
  </tbody>`;
}

function rowsView(rows: readonly DiffRow[], view: DiffView): unknown {
  return repeat(rows, keyOf, (row) => rowView(row, view));
}

function rowView(row: DiffRow, view: DiffView): TemplateResult {
  const current = row === view.currentRow ? 'true' : nothing;
  return html`<tr class=${row.kind} part="row row-${row.kind}" aria-current=${current}>
    <th scope="row" tabindex="-1" data-row=${keyOf(row)}>${fieldCell(row, view)}</th>
    <td class="change">${changeCell(row, view)}</td>
    ${
      view.layout === 'split'
        ? html`<td>${sideCell(row, 'before', view)}</td><td>${sideCell(row, 'after', view)}</td>`
        : html`<td class="both">${bothSides(row, view)}</td>`
    }
  </tr>`;
}

/** What was, an arrow, what is now; one value where there is no other. */
export function bothSides(row: DiffRow, view: DiffView): TemplateResult {
  if (row.kind === 'unchanged') return sideCell(row, 'after', view);
  if (row.kind === 'added') return sideCell(row, 'after', view);
  if (row.kind === 'removed') return sideCell(row, 'before', view);
  const merged = mergedWords(row, view);
  if (merged !== undefined) return merged;
  return html`${sideCell(row, 'before', view)} <span class="arrow" aria-hidden="true">→</span> ${sideCell(row, 'after', view)}`;
}
