import type { AppliedRule, Decision, JsonValue } from '@policytrail/core';
import { html, nothing, type TemplateResult } from 'lit';
import { maskSecrets } from '../../fields/mask-secrets.js';
import { valueText } from '../../format/value-text.js';
import { textView, valueView } from '../../view/value.js';
import { withDisplay } from '../model/compared-values.js';
import type { DecisionView } from './decision-view.js';

const glyphs: Readonly<Record<AppliedRule['outcome'], string>> = {
  passed: '✓',
  violated: '✕',
  failed: '!',
  not_reached: '–',
  disabled: '○',
};

/** Every rule with what became of it, folded away. */
export function rulesView({ appliedRules }: Decision, view: DecisionView): TemplateResult {
  const { messages } = view.context;
  const { decision: words } = messages;
  const items = appliedRules.map((rule) => {
    const place = [rule.section, rule.category].filter((text) => text !== null).join(' · ');
    return html`<li class=${rule.outcome}>
      <p class="row">
        <span class="outcome"><span class="glyph" aria-hidden="true">${glyphs[rule.outcome]}</span>${words.outcome(rule.outcome)}</span>
        <strong>${textView(rule.ruleName, messages)}</strong>
        ${place === '' ? nothing : html`<span class="muted small">${textView(place, messages)}</span>`}
      </p>
      ${rule.description === null ? nothing : html`<p class="muted"><bdi>${textView(rule.description, messages)}</bdi></p>`}
      ${rule.failure === null ? nothing : html`<p><bdi>${textView(rule.failure.message, messages)}</bdi></p>`}
      <p><code dir="ltr">${textView(rule.when, messages)}</code> ${documentationLink(rule, view)}</p>
    </li>`;
  });
  return html`<details part="rules" ?open=${view.isPrinting}>
    <summary>${words.rules(appliedRules.length)}</summary>
    <ul class="rules">
      ${items}
    </ul>
  </details>`;
}

// A record may come from anywhere: a link of it leads to the web, and runs nothing.
function documentationLink(
  { documentationUrl }: AppliedRule,
  { context }: DecisionView,
): TemplateResult | typeof nothing {
  if (documentationUrl === null || !/^https?:\/\//i.test(documentationUrl)) return nothing;
  return html`<a href=${documentationUrl} rel="noreferrer">${context.messages.decision.documentation}</a>`;
}

/** What was judged, member by member, folded away. */
export function inputView(input: JsonValue, view: DecisionView): TemplateResult {
  const { context, lookups } = view;
  const members =
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? Object.entries(input)
      : [['', input] as const];
  const rows = members.map(([name, value]) => {
    const pointer = name === '' ? '' : `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const field = withDisplay(lookups.input.find(pointer), typeof value === 'string' ? value : null);
    const shown = maskSecrets(value as JsonValue, pointer, lookups.input, () => context.messages.shared.secret);
    return html`<div>
      ${name === '' ? nothing : html`<dt>${textView(field.label, context.messages)}</dt>`}
      <dd>${valueView(valueText(shown, field, context), context.messages)}</dd>
    </div>`;
  });
  return html`<details part="input" ?open=${view.isPrinting}>
    <summary>${context.messages.decision.input}</summary>
    <dl class="input">${rows}</dl>
  </details>`;
}
