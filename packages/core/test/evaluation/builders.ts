import type { JsonObject, JsonValue } from '@policytrail/core';
import { compilePolicy } from '../../src/evaluation/compile/compile.js';
import type { CompiledPolicy } from '../../src/evaluation/compile/compiled-policy.js';
import { evaluateCompiled } from '../../src/evaluation/judge/evaluate-compiled.js';
import type { DefinitionDocument } from '../../src/policy/definition/document.js';
import type { Comparison, Decision, Violation } from '../../src/record/decision.js';
import type { Review } from '../../src/record/review.js';
import { canonicalJson } from '../../src/values/canonical/canonical-json.js';
import { sha256Hex } from '../../src/values/sha256.js';

export const noon = '2026-02-24T12:00:00.000Z';

export function aRule(changes: JsonObject = {}): JsonObject {
  return { id: 'cap', name: 'Cap', when: 'input.amount > policy.cap', effect: 'deny', ...changes };
}

/** A policy with a cap of 20 and the rules given. */
export function aPolicy(rules: readonly JsonObject[] = [aRule()], values: JsonObject = { cap: 20 }): JsonObject {
  return { ...values, rules };
}

export function compiled(policy: JsonObject, document?: DefinitionDocument): CompiledPolicy {
  return compilePolicy(() => policy, sha256Hex(canonicalJson(policy)), document);
}

/** What a policy without a definition makes of an input. */
export function decide(policy: JsonObject, input: JsonValue, now: string = noon): Decision {
  return evaluateCompiled(compiled(policy), input, now);
}

/** The decision of one rule over an input, with a policy of `{ cap: 20 }`. */
export function decideOne(rule: JsonObject, input: JsonValue, values?: JsonObject): Decision {
  return decide(aPolicy([aRule(rule)], values), input);
}

export function outcomes({ appliedRules }: Decision): Record<string, string> {
  return Object.fromEntries(appliedRules.map(({ ruleId, outcome }) => [ruleId, outcome]));
}

export function aComparison(changes: Partial<Comparison> = {}): Comparison {
  return {
    operator: '>',
    left: 'input.amount',
    right: 'policy.cap',
    leftValue: '25',
    rightValue: '20',
    result: true,
    ...changes,
  };
}

/** An amount of 25 over a cap of 20. */
export function aViolation(changes: Partial<Violation> = {}): Violation {
  return {
    ruleId: 'cap',
    ruleName: 'Cap',
    severity: 'blocking',
    effect: 'require_approval',
    thresholdValue: '20',
    actualValue: '25',
    comparisons: [aComparison()],
    message: 'Cap was violated',
    suggestedResolution: null,
    requiredApproval: 'manager',
    remedy: null,
    ...changes,
  };
}

export function aDecision(violations: readonly Violation[], status: Decision['status'] = 'violation'): Decision {
  return { status, reasons: violations.map(({ message }) => message), violations, appliedRules: [] };
}

export function aReview(changes: Partial<Review> = {}): Review {
  return {
    policyId: 'limits',
    evaluationId: 'e1',
    sequence: 1,
    requestId: 'r1',
    ruleId: 'cap',
    verdict: 'approved',
    as: null,
    by: { id: 'ana' },
    reason: null,
    reviewedAt: noon,
    expiresAt: null,
    upTo: null,
    previousHash: '0'.repeat(64),
    hash: '1'.repeat(64),
    ...changes,
  };
}
