import type {
  AppliedRule,
  Comparison,
  Decision,
  EffectiveDecision,
  Remedy,
  RuleEffect,
  RuleOutcome,
  Violation,
} from '@policytrail/core';
import * as z from 'zod';
import { named, text } from './component.js';

const effect: z.ZodType<RuleEffect> = z.enum(['deny', 'require_approval', 'warn']);

export const ruleOutcome: z.ZodType<RuleOutcome> = z.enum(['passed', 'violated', 'failed', 'not_reached', 'disabled']);

export const decisionStatus: z.ZodEnum<{
  approved: 'approved';
  violation: 'violation';
  indeterminate: 'indeterminate';
}> = z.enum(['approved', 'violation', 'indeterminate']);

const comparison: z.ZodType<Comparison> = named(
  'Comparison',
  z.strictObject({
    operator: z.enum(['<', '<=', '>', '>=', '==', '!=', 'in']),
    left: z.string(),
    right: z.string(),
    leftValue: text,
    rightValue: text,
    result: z.boolean(),
  }),
);

const remedy: z.ZodType<Remedy> = named(
  'Remedy',
  z.strictObject({
    field: z.string(),
    bound: z.enum(['at_most', 'less_than', 'at_least', 'more_than', 'equal_to', 'not_equal_to', 'one_of', 'none_of']),
    values: z.array(z.string()),
  }),
);

const violation: z.ZodType<Violation> = named(
  'Violation',
  z.strictObject({
    ruleId: z.string(),
    ruleName: z.string(),
    severity: z.enum(['blocking', 'warning']),
    effect,
    thresholdValue: text,
    actualValue: text,
    comparisons: z.array(comparison),
    message: z.string(),
    suggestedResolution: text,
    requiredApproval: text,
    remedy: remedy.nullable(),
  }),
);

const appliedRule: z.ZodType<AppliedRule> = named(
  'AppliedRule',
  z.strictObject({
    ruleId: z.string(),
    ruleName: z.string(),
    section: text,
    category: text,
    description: text,
    documentationUrl: text,
    group: text,
    effect,
    when: z.string(),
    outcome: ruleOutcome,
    failure: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  }),
);

export const decision: z.ZodType<Decision> = named(
  'Decision',
  z.strictObject({
    status: decisionStatus,
    reasons: z.array(z.string()),
    violations: z.array(violation),
    appliedRules: z.array(appliedRule),
  }),
);

export const effectiveDecision: z.ZodType<EffectiveDecision> = named(
  'EffectiveDecision',
  z.strictObject({
    status: z.enum(['approved', 'violation', 'indeterminate', 'waived']),
    approval: z.strictObject({
      required: z.boolean(),
      status: z.enum(['not_required', 'pending', 'approved', 'rejected']),
      approvers: z.array(z.string()),
    }),
    allowed: z.boolean(),
  }),
);
