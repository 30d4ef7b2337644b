import type { JsonObject } from '@policytrail/core';
import { html, nothing, type TemplateResult } from 'lit';
import { maskSecrets } from '../../fields/mask-secrets.js';
import { textView } from '../../view/value.js';
import type { DiffComparison } from '../model/diff-row.js';
import type { DiffView } from '../view/diff-view.js';
import { type LinePart, lineParts } from './split-lines.js';

const mostLines = 2000;

interface KnownLines {
  readonly locale: string;
  readonly parts: readonly LinePart[];
}

const knownLines = new WeakMap<DiffComparison, KnownLines>();

/** Both policies as lines of JSON. */
export function lineView(view: DiffView): TemplateResult {
  const { diff } = view.context.messages;
  const parts = partsOf(view);
  const shown = parts.slice(0, mostLines);
  return html`<ol class="lines" dir="ltr" aria-label=${diff.lines} part="lines">${shown.map((part) => partView(part, view.context))}</ol>
    ${shown.length === parts.length ? nothing : html`<p class="muted">${diff.shownOf(shown.length, parts.length)}</p>`}`;
}

function partsOf({ comparison, lookup, context }: DiffView): readonly LinePart[] {
  const { locale } = context;
  const known = knownLines.get(comparison);
  if (known?.locale === locale) return known.parts;
  const { shared } = context.messages;
  const before = maskSecrets(comparison.before, '', lookup, () => shared.secret) as JsonObject;
  const isChanged = changeCheck(comparison);
  const after = maskSecrets(comparison.after, '', lookup, (path) =>
    isChanged(path) ? shared.secretChanged : shared.secret,
  ) as JsonObject;
  const parts = lineParts(before, after);
  knownLines.set(comparison, { locale, parts });
  return parts;
}

// The lines of a secret that changed must differ, too.
function changeCheck({ changes }: DiffComparison): (path: string) => boolean {
  const changed = new Set(changes.filter(({ kind }) => kind === 'changed').map(({ path }) => path));
  return (path) => changed.has(path) || [...changed].some((one) => one.startsWith(`${path}/`));
}

function partView(part: LinePart, { messages }: DiffView['context']): TemplateResult {
  switch (part.kind) {
    case 'skipped':
      return html`<li class="skipped">${messages.diff.linesSkipped(part.count)}</li>`;
    case 'kept':
      return html`<li><span class="sign" aria-hidden="true"> </span><span>${textView(part.text, messages)}</span></li>`;
    case 'added':
      return html`<li class="added"><span class="sign" aria-hidden="true">+</span><span class="visually-hidden">${messages.diff.lineAdded} </span><ins>${textView(part.text, messages)}</ins></li>`;
    case 'removed':
      return html`<li class="removed"><span class="sign" aria-hidden="true">−</span><span class="visually-hidden">${messages.diff.lineRemoved} </span><del>${textView(part.text, messages)}</del></li>`;
  }
}
