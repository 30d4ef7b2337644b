import type { Explanation } from '@policytrail/core';
import { html, nothing, type TemplateResult } from 'lit';
import { textView, valueView } from '../../view/value.js';
import { type DriftLine, driftLines } from '../model/drift-lines.js';
import { otherVerdict } from '../model/verdict.js';
import { type DecisionView, versionName } from './decision-view.js';

export interface DriftActions {
  readonly isComparing: boolean;
  readonly comparison: unknown;
  readonly isChecking: boolean;
  toggleComparison(): void;
  recheck(): void;
}

/** What became of the policy since, and of the result; nothing for the same version. */
export function driftView(view: DecisionView, actions: DriftActions): TemplateResult | typeof nothing {
  const { explanation } = view.facts;
  if (explanation === undefined || explanation.drift.grade === 'none') return nothing;
  if (explanation.then.version.version === explanation.now.version.version) return nothing;
  const { messages } = view.context;
  const { decision: words } = messages;
  const current = versionName(explanation.now.version, messages);
  const isSame = explanation.drift.grade === 'same_content';
  const lines = isSame ? [] : driftLines(explanation, view.lookups, view.context);
  return html`<section class="notice drift" part="drift">
    <p><span class="sign" aria-hidden="true">⚠</span> <strong>${isSame ? words.sameContent(current) : words.changedSince(current)}</strong></p>
    <p part="today">${todayText(explanation, view)}</p>
    ${lines.length === 0 ? nothing : html`<ul class="moves">${lines.map((line) => lineView(line, view))}</ul>`}
    ${isSame ? nothing : buttonsView(current, view, actions)} ${actions.isComparing ? actions.comparison : nothing}
  </section>`;
}

function todayText(explanation: Explanation, { context }: DecisionView): string {
  const { decision: words } = context.messages;
  const { drift, then, now } = explanation;
  if (now.decision === null || then.decision === null) return words.unknownToday;
  const other = otherVerdict(explanation);
  if (other !== undefined) return words.otherToday(words[other]);
  return drift.grade === 'rules_untouched' ? `${words.rulesUntouched} ${words.sameToday}` : words.sameToday;
}

function lineView(
  { ruleName, what, moved, strictness }: DriftLine,
  { context: { messages } }: DecisionView,
): TemplateResult {
  const values =
    moved === undefined
      ? nothing
      : html` ${valueView(moved.before, messages)} <span class="arrow" aria-hidden="true">→</span
          ><span class="visually-hidden">${messages.diff.now}</span> ${valueView(moved.after, messages)}`;
  return html`<li>
    <bdi>${textView(ruleName, messages)}</bdi>: ${textView(what, messages)}${values}${
      strictness === undefined ? nothing : html` <span class="badge strong">${messages.shared[strictness]}</span>`
    }
  </li>`;
}

function buttonsView(current: string, view: DecisionView, actions: DriftActions): TemplateResult {
  const { decision: words } = view.context.messages;
  const canCheck = view.facts.evaluation !== null && view.facts.erased === null;
  return html`<div class="row">
    <button
      class="button"
      type="button"
      part="changes-button"
      aria-expanded=${actions.isComparing ? 'true' : 'false'}
      @click=${actions.toggleComparison}
    >
      ${actions.isComparing ? words.hideChanges : words.seeChanges}
    </button>
    ${
      canCheck
        ? html`<button
            class="button"
            type="button"
            part="recheck-button"
            aria-disabled=${actions.isChecking ? 'true' : nothing}
            @click=${actions.recheck}
          >
            ${actions.isChecking ? words.checking : words.checkAgainst(current)}
          </button>`
        : nothing
    }
  </div>`;
}
