import type { TracedComparison } from '../../expression/condition.js';
import { isFailure } from '../../expression/failure.js';
import type { Run } from '../../expression/run/run.js';
import type { Comparison, Violation } from '../../record/decision.js';
import type { CompiledRule, ViolationForm } from '../compile/compiled-policy.js';
import type { Judging } from './judging.js';
import { remedyFor } from './remedy.js';
import { messageText, resolutionText } from './violation-text.js';

/** What decided in a violated rule. */
export type Finding = Pick<Violation, 'comparisons' | 'thresholdValue' | 'actualValue' | 'remedy'>;

/** What decided, as the trace of the condition says; nothing where the trace costs too much. */
export function tracedFinding({ condition, remedies }: CompiledRule, run: Run): Finding {
  const trace = condition?.trace(run);
  const comparisons = trace === undefined || isFailure(trace) ? [] : trace.comparisons;
  const sole = comparisons.length === 1 ? comparisons[0] : undefined;
  return {
    comparisons: comparisons.map(toComparison),
    ...soleValues(sole),
    remedy: sole === undefined || remedies === 'unsure' ? null : remedyFor(sole),
  };
}

/** What a violated rule has to say of the input. */
export function violationOf(form: ViolationForm, finding: Finding, judging: Judging): Violation {
  const { ruleId, ruleName, severity, effect, requiredApproval, suggestedResolution, message, resolution } = form;
  const { comparisons, thresholdValue, actualValue, remedy } = finding;
  return {
    ruleId,
    ruleName,
    severity,
    effect,
    thresholdValue,
    actualValue,
    comparisons,
    message: messageText(message, ruleName, judging),
    suggestedResolution: resolution === null ? suggestedResolution : resolutionText(resolution, judging),
    requiredApproval,
    remedy,
  };
}

/** Of the comparison that decided alone: the side that reads the input, and the other one; null where both do, or none. */
export function soleValues(sole: TracedComparison | undefined): Pick<Finding, 'thresholdValue' | 'actualValue'> {
  if (sole === undefined || sole.left.readsInput === sole.right.readsInput) return noValues;
  const { left, right } = sole;
  return left.readsInput
    ? { thresholdValue: right.value, actualValue: left.value }
    : { thresholdValue: left.value, actualValue: right.value };
}

const noValues = { thresholdValue: null, actualValue: null };

function toComparison({ operator, left, right, result }: TracedComparison): Comparison {
  return {
    operator,
    left: left.source,
    right: right.source,
    leftValue: left.value,
    rightValue: right.value,
    result,
  };
}
