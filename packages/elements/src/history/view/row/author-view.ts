import type { Actor } from '@policytrail/core';
import { html, type TemplateResult } from 'lit';
import type { HistoryVersion } from '../../../source.js';
import { textView } from '../../../view/value.js';
import type { HistoryView } from '../history-view.js';

/** Who made a version: initials, which are not read out, and name. */
export function authorView(row: HistoryVersion, { context, renderAuthor }: HistoryView): TemplateResult {
  const { createdBy } = row;
  if (renderAuthor !== undefined)
    return html`<span class="author" part="author">${renderAuthor(createdBy, row)}</span>`;
  const { messages } = context;
  if (createdBy === null)
    return html`<span class="author unknown" part="author">${messages.shared.unknownAuthor}</span>`;
  const name = authorName(createdBy);
  return html`<span class="author" part="author"
    ><span class="avatar" part="avatar" aria-hidden="true">${initialsOf(name)}</span
    ><bdi>${textView(name, messages)}</bdi></span
  >`;
}

export function authorName({ name, id }: Actor): string {
  return name ?? id;
}

function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}
