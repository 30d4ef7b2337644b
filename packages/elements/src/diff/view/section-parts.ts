import { html, nothing, type TemplateResult } from 'lit';
import type { DiffRow } from '../model/diff-row.js';
import type { ShownSection } from '../model/shown-sections.js';
import type { DiffView } from './diff-view.js';

/** What tells a row from all others of its comparison. */
export function keyOf({ kind, path }: DiffRow): string {
  return `${kind} ${path}`;
}

/** The name of a group; of those without one "Other fields". */
export function sectionName({ name }: ShownSection, { context }: DiffView): string {
  return name ?? context.messages.diff.otherFields;
}

/** Opens and closes a group, and says how many changes it has. */
export function groupButton(section: ShownSection, view: DiffView): TemplateResult {
  return html`<span class="on-paper">${sectionName(section, view)}</span><button
    class="button quiet group-button"
    type="button"
    aria-expanded=${section.state === 'open'}
    @click=${() => view.actions.toggleGroup(section.index)}
  >
    <span class="twist" aria-hidden="true"></span><bdi>${sectionName(section, view)}</bdi>
    <span class="count">${view.context.messages.diff.changes(section.total)}</span>
  </button>`;
}

/** Shows more of an open group; nothing where all of it is shown. */
export function moreButton(section: ShownSection, view: DiffView): TemplateResult | typeof nothing {
  const { left } = section;
  if (section.state !== 'open' || left === 0) return nothing;
  return html`<button class="button" type="button" @click=${() => view.actions.showMore(section.index)}>
    ${view.context.messages.diff.showMoreChanges(left)}
  </button>`;
}
