import type { JsonObject } from '../../values/json.js';
import {
  type AppliedRule,
  type Comparison,
  type ComparisonOperator,
  type Decision,
  decisionStatuses,
  type Remedy,
  type RuleFailure,
  type RuleOutcome,
  ruleEffects,
  type Violation,
} from '../decision.js';
import { readFlag, readNullable, readObject, readObjects, readText, readTexts, readWord } from './member.js';

const severities: readonly Violation['severity'][] = ['blocking', 'warning'];
const operators: readonly ComparisonOperator[] = ['<', '<=', '>', '>=', '==', '!=', 'in'];
const outcomes: readonly RuleOutcome[] = ['passed', 'violated', 'failed', 'not_reached', 'disabled'];
const bounds: readonly Remedy['bound'][] = [
  'at_most',
  'less_than',
  'at_least',
  'more_than',
  'equal_to',
  'not_equal_to',
  'one_of',
  'none_of',
];

/** A decision out of parsed JSON, without members that no decision has. Throws `invalid_argument`. */
export function readDecision(record: JsonObject): Decision {
  return {
    status: readWord(record, 'status', decisionStatuses),
    reasons: readTexts(record, 'reasons'),
    violations: readObjects(record, 'violations', readViolation),
    appliedRules: readObjects(record, 'appliedRules', readAppliedRule),
  };
}

function readViolation(record: JsonObject): Violation {
  return {
    ruleId: readText(record, 'ruleId'),
    ruleName: readText(record, 'ruleName'),
    severity: readWord(record, 'severity', severities),
    effect: readWord(record, 'effect', ruleEffects),
    thresholdValue: readNullable(record, 'thresholdValue', readText),
    actualValue: readNullable(record, 'actualValue', readText),
    comparisons: readObjects(record, 'comparisons', readComparison),
    message: readText(record, 'message'),
    suggestedResolution: readNullable(record, 'suggestedResolution', readText),
    requiredApproval: readNullable(record, 'requiredApproval', readText),
    remedy: readNullable(record, 'remedy', (from, member) => readRemedy(readObject(from, member))),
  };
}

function readComparison(record: JsonObject): Comparison {
  return {
    operator: readWord(record, 'operator', operators),
    left: readText(record, 'left'),
    right: readText(record, 'right'),
    leftValue: readNullable(record, 'leftValue', readText),
    rightValue: readNullable(record, 'rightValue', readText),
    result: readFlag(record, 'result'),
  };
}

function readRemedy(record: JsonObject): Remedy {
  return {
    field: readText(record, 'field'),
    bound: readWord(record, 'bound', bounds),
    values: readTexts(record, 'values'),
  };
}

function readAppliedRule(record: JsonObject): AppliedRule {
  return {
    ruleId: readText(record, 'ruleId'),
    ruleName: readText(record, 'ruleName'),
    section: readNullable(record, 'section', readText),
    category: readNullable(record, 'category', readText),
    description: readNullable(record, 'description', readText),
    documentationUrl: readNullable(record, 'documentationUrl', readText),
    group: readNullable(record, 'group', readText),
    effect: readWord(record, 'effect', ruleEffects),
    when: readText(record, 'when'),
    outcome: readWord(record, 'outcome', outcomes),
    failure: readNullable(record, 'failure', (from, member) => readFailure(readObject(from, member))),
  };
}

function readFailure(record: JsonObject): RuleFailure {
  return { code: readText(record, 'code'), message: readText(record, 'message') };
}
