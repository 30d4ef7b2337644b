import type { TracedComparison, TracedSide } from '../../expression/condition.js';
import { isFailure } from '../../expression/failure.js';
import type { Run } from '../../expression/run/run.js';
import type { Comparison, Violation } from '../../record/decision.js';
import type { CompiledRule, ViolationForm } from '../compile/compiled-policy.js';
import type { Judging } from './judging.js';
import { remedyFor } from './remedy.js';
import { messageText, resolutionText } from './violation-text.js';

/** What decided in a violated rule. */
export type Finding = Pick<Violation, 'comparisons' | 'thresholdValue' | 'actualValue' | 'remedy'>;

const nothing: Finding = { comparisons: [], thresholdValue: null, actualValue: null, remedy: null };

/** What decided, as the trace of the condition says; nothing where the trace costs too much. */
export function tracedFinding({ condition, remedies }: CompiledRule, run: Run): Finding {
  const trace = condition?.trace(run);
  if (trace === undefined || isFailure(trace)) return { ...nothing, comparisons: [] };
  const sole = trace.comparisons.length === 1 ? trace.comparisons[0] : undefined;
  return {
    comparisons: trace.comparisons.map(toComparison),
    thresholdValue: sole === undefined ? null : sideValue(thresholdSide(sole)),
    actualValue: sole === undefined ? null : sideValue(actualSide(sole)),
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

/** The only side that reads the input; undefined where both do, or none. */
export function actualSide({ left, right }: TracedComparison): TracedSide | undefined {
  if (left.readsInput === right.readsInput) return undefined;
  return left.readsInput ? left : right;
}

/** The side beside {@link actualSide}. */
export function thresholdSide({ left, right }: TracedComparison): TracedSide | undefined {
  if (left.readsInput === right.readsInput) return undefined;
  return left.readsInput ? right : left;
}

function sideValue(side: TracedSide | undefined): string | null {
  return side === undefined ? null : side.value;
}

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
