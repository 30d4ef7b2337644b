import type { ViolationRow } from '../../port.js';
import type { ColumnValue } from './column-value.js';

const texts = [
  'rule_id',
  'rule_name',
  'severity',
  'effect',
  'threshold_value',
  'actual_value',
  'message',
  'suggested_resolution',
  'required_approval',
] as const;

/** The columns of a violation that are erased, in the order of {@link toViolation}. */
export const violationTexts: readonly string[] = texts;

/** Columns of a violation, in the order of {@link violationValues}. */
export const violationColumns: string = `policy_id, evaluation_id, position, ${texts.join(', ')}`;

type ViolationTuple = readonly [
  ruleId: string,
  ruleName: string,
  severity: string,
  effect: string,
  thresholdValue: string | null,
  actualValue: string | null,
  message: string,
  suggestedResolution: string | null,
  requiredApproval: string | null,
];

/** The texts as an array, as `json_array` puts them together. */
export function toViolation(columns: unknown): ViolationRow {
  const [ruleId, ruleName, severity, effect, thresholdValue, actualValue, message, ...rest] = columns as ViolationTuple;
  const [suggestedResolution, requiredApproval] = rest;
  return {
    ruleId,
    ruleName,
    severity: severity as ViolationRow['severity'],
    effect: effect as ViolationRow['effect'],
    thresholdValue,
    actualValue,
    message,
    suggestedResolution,
    requiredApproval,
  };
}

/** What is bound for {@link violationColumns}; positions count from 1. */
export function violationValues(
  { policyId, id }: { readonly policyId: string; readonly id: string },
  position: number,
  violation: ViolationRow,
): ColumnValue[] {
  return [
    policyId,
    id,
    position,
    violation.ruleId,
    violation.ruleName,
    violation.severity,
    violation.effect,
    violation.thresholdValue,
    violation.actualValue,
    violation.message,
    violation.suggestedResolution,
    violation.requiredApproval,
  ];
}
