import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { headingView } from '../../view/heading.js';
import type { DiffRow } from '../model/diff-row.js';
import type { ShownSection } from '../model/shown-sections.js';
import { changeCell } from './cells/change-cell.js';
import { fieldCell } from './cells/field-cell.js';
import type { DiffView } from './diff-view.js';
import { groupButton, keyOf, moreButton, sectionName } from './section-parts.js';
import { bothSides } from './table-view.js';

/** Rows as cards, where the element is too narrow for a table. */
export function cardView(view: DiffView): TemplateResult {
  return html`${repeat(
    view.sections,
    ({ index }) => index,
    (section) => sectionView(section, view),
  )}
  ${view.unchanged === undefined ? nothing : html`<ul class="cards unchanged">${cards(view.unchanged, view)}</ul>`}`;
}

function sectionView(section: ShownSection, view: DiffView): TemplateResult {
  const name = section.state === 'always' ? sectionName(section, view) : groupButton(section, view);
  const hasHeading = section.state !== 'always' || view.comparison.sections.length > 1;
  return html`${hasHeading ? headingView(view.headingLevel, name, 'group-title') : nothing}
    <ul class="cards">${cards(section.rows, view)}</ul>
    <div class="more">${moreButton(section, view)}</div>`;
}

function cards(rows: readonly DiffRow[], view: DiffView): unknown {
  return repeat(rows, keyOf, (row) => {
    const current = row === view.currentRow ? 'true' : nothing;
    return html`<li class="card ${row.kind}" part="row row-${row.kind}" aria-current=${current}>
      <div class="name" tabindex="-1" data-row=${keyOf(row)}>${fieldCell(row, view)}</div>
      <div class="change">${changeCell(row, view)}</div>
      <div class="values">${bothSides(row, view)}</div>
    </li>`;
  });
}
