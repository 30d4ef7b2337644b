import { html, type TemplateResult } from 'lit';
import { maskSecrets } from '../../fields/mask-secrets.js';
import { textView } from '../../view/value.js';
import type { LinePart } from '../text/split-lines.js';
import type { DiffView, TextDiff } from './diff-view.js';

const mostLines = 2000;

/** Both policies as lines of JSON. */
export function lineView({ comparison, lookup, context }: DiffView, textDiff: TextDiff): TemplateResult {
  const { shared, diff } = context.messages;
  const [before, after] = [comparison.before, comparison.after].map((policy) =>
    maskSecrets(policy, '', lookup, shared.secret),
  );
  const parts = textDiff.lineParts(before as typeof comparison.before, after as typeof comparison.after);
  const shown = parts.slice(0, mostLines);
  return html`<ol class="lines" dir="ltr" aria-label=${diff.lines} part="lines">${shown.map((part) => partView(part, context))}</ol>
    ${shown.length === parts.length ? '' : html`<p class="muted">${diff.shownOf(shown.length, parts.length)}</p>`}`;
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
