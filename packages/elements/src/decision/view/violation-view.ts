import type { Decision, Remedy, Violation } from '@policytrail/core';
import { humanizeSegment } from '@policytrail/core/pure';
import { html, nothing, type TemplateResult } from 'lit';
import { valueText } from '../../format/value-text.js';
import { textView, valueView } from '../../view/value.js';
import { comparedField, type Excess, excessOf, withDisplay } from '../model/compared-values.js';
import { barView } from './bar-view.js';
import type { DecisionView } from './decision-view.js';

/** What was violated, and what could not be evaluated, in the order of the rules. */
export function findingsView(decision: Decision, view: DecisionView): TemplateResult {
  const failed = decision.appliedRules.filter(({ outcome }) => outcome === 'failed');
  const { decision: words, messages } = { decision: view.context.messages.decision, messages: view.context.messages };
  if (decision.violations.length + failed.length === 0) return html`<p class="muted">${words.noFindings}</p>`;
  return html`<ol class="findings" part="violations">
    ${decision.violations.map((violation) => violationView(violation, view))}
    ${failed.map(
      ({ ruleName, failure }) =>
        html`<li class="finding failed" part="violation">
          <p class="row"><strong>${textView(ruleName, messages)}</strong> <span class="badge">${words.couldNotEvaluate}</span></p>
          <p><bdi>${textView(failure?.message ?? '', messages)}</bdi></p>
        </li>`,
    )}
  </ol>`;
}

function violationView(violation: Violation, view: DecisionView): TemplateResult {
  const { messages } = view.context;
  const { decision: words } = messages;
  const field = comparedField(violation, view.lookups);
  const excess = excessOf(violation, field, view.context);
  const isBlocking = violation.severity === 'blocking';
  return html`<li class="finding ${violation.severity}" part="violation">
    <p class="row">
      <strong>${textView(violation.ruleName, messages)}</strong>
      <span class="badge ${isBlocking ? 'strong' : ''}">${isBlocking ? words.blocking : words.warning}</span>
    </p>
    ${sidesView(violation, excess, view)}
    ${excess?.bar === undefined ? nothing : barView(excess.bar)}
    <p><bdi>${textView(violation.message, messages)}</bdi></p>
    ${comparisonsView(violation, view)} ${waysOutView(violation, view)}
  </li>`;
}

/** "Requested 25% – limit 20% – over by 5 percentage points" */
function sidesView(
  violation: Violation,
  excess: Excess | undefined,
  view: DecisionView,
): TemplateResult | typeof nothing {
  const { actualValue, thresholdValue } = violation;
  if (actualValue === null && thresholdValue === null) return nothing;
  const { context, lookups } = view;
  const { decision: words } = context.messages;
  const field = comparedField(violation, lookups);
  const shown = (value: string): TemplateResult => valueView(valueText(value, field, context), context.messages);
  const parts = [
    ...(actualValue === null ? [] : [html`${words.requested} <b>${shown(actualValue)}</b>`]),
    ...(thresholdValue === null
      ? []
      : [html`${excess === undefined ? words.comparedWith : words.limit} <b>${shown(thresholdValue)}</b>`]),
    ...(excess === undefined
      ? []
      : [
          html`<span class="excess">${words[excess.direction === 'over' ? 'overBy' : 'underBy'](excess.distance)}</span>`,
        ]),
  ];
  return html`<p class="sides">${parts.map((part, index) => html`${index === 0 ? nothing : ' – '}<span>${part}</span>`)}</p>`;
}

/** Where several comparisons decided there is no single limit: each is shown as it was made. */
function comparisonsView({ comparisons }: Violation, { context }: DecisionView): TemplateResult | typeof nothing {
  if (comparisons.length < 2) return nothing;
  const { messages } = context;
  const side = (source: string, value: string | null): TemplateResult =>
    html`<code dir="ltr">${textView(source, messages)}</code>${value === null || value === source ? nothing : html` (<bdi>${textView(value, messages)}</bdi>)`}`;
  const items = comparisons.map(
    ({ left, leftValue, operator, right, rightValue }) =>
      html`<li dir="ltr">${side(left, leftValue)} <code>${operator}</code> ${side(right, rightValue)}</li>`,
  );
  return html`<div class="small">
    <span class="muted">${messages.decision.compared}</span>
    <ul>
      ${items}
    </ul>
  </div>`;
}

function waysOutView(violation: Violation, view: DecisionView): TemplateResult | typeof nothing {
  const { requiredApproval, suggestedResolution, remedy } = violation;
  const { messages } = view.context;
  const { decision: words } = messages;
  const line = (name: string, content: unknown): TemplateResult =>
    html`<div><dt>${name}</dt> <dd><bdi>${content}</bdi></dd></div>`;
  const lines = [
    ...(requiredApproval === null ? [] : [line(words.needs, textView(humanizeSegment(requiredApproval), messages))]),
    ...(suggestedResolution === null ? [] : [line(words.suggested, textView(suggestedResolution, messages))]),
    ...(remedy === null ? [] : [line(words.wouldPass, remedyView(remedy, violation, view))]),
  ];
  return lines.length === 0 ? nothing : html`<dl class="ways">${lines}</dl>`;
}

function remedyView(
  { field: pointer, bound, values }: Remedy,
  violation: Violation,
  view: DecisionView,
): TemplateResult {
  const { context, lookups } = view;
  const input = lookups.input.find(pointer);
  const field = withDisplay(comparedField(violation, lookups), values[0] ?? null);
  const shown = values.map((value) => valueView(valueText(value, field, context), context.messages));
  const listed = shown.map((value, index) => html`${index === 0 ? nothing : ', '}${value}`);
  return html`${textView(input.label, context.messages)} ${context.messages.decision.bound(bound)} ${listed}`;
}
