import {
  type Decision,
  type EvaluationDraft,
  evaluationOf,
  type StoredEvaluation,
  type StoredVersion,
  type SubjectKey,
  type Violation,
} from '@policytrail/core';
import { later } from './clock.js';

/** What a test wants to see of an evaluation; the rest is filled in, hashes last. */
export interface EvaluationSample extends Partial<Omit<EvaluationDraft, 'version' | 'subject' | 'decision'>> {
  /** Null for none; a quote, unless the sample says otherwise. */
  readonly subject?: Partial<SubjectKey> | null;
  readonly decision?: Partial<Decision>;
}

/** A sealed evaluation by a version: `anEvaluation(version, { id: 'evaluation-2', decision: aDecision(['cap']) })`. */
export function anEvaluation(version: StoredVersion, sample: EvaluationSample = {}): StoredEvaluation {
  const { subject, decision, ...given } = sample;
  return evaluationOf({
    id: 'evaluation-1',
    version,
    subject: subject === null ? null : { type: 'quote', id: 'Q-123', version: '3', ...subject },
    schema: version.schema,
    engine: 'policytrail-rules/1',
    evaluatedAt: later(version.createdAt, 60_000),
    by: { id: 'ana' },
    supersedes: null,
    trigger: 'request',
    input: { discountPct: '25.00' },
    salt: '5a'.repeat(32),
    ...given,
    decision: { ...aDecision(), ...decision },
  });
}

/** What comes of an input that violates the rules with these ids; approved where there are none. */
export function aDecision(ruleIds: readonly string[] = []): Decision {
  const violations = ruleIds.map((ruleId) => aViolation({ ruleId }));
  return {
    status: violations.length === 0 ? 'approved' : 'violation',
    reasons: violations.map(({ message }) => message),
    violations,
    appliedRules: [],
  };
}

export function aViolation(sample: Partial<Violation> = {}): Violation {
  return {
    ruleId: 'discount-cap',
    ruleName: 'Maximum Discount',
    severity: 'blocking',
    effect: 'require_approval',
    thresholdValue: '20.00',
    actualValue: '25.00',
    comparisons: [
      {
        operator: '>',
        left: 'input.discountPct',
        right: 'policy.maxDiscountPct',
        leftValue: '25.00',
        rightValue: '20.00',
        result: true,
      },
    ],
    message: 'Discount 25.00% exceeds 20.00% maximum',
    suggestedResolution: 'Request sales manager approval',
    requiredApproval: 'sales_manager',
    remedy: { field: '/discountPct', bound: 'at_most', values: ['20.00'] },
    ...sample,
  };
}
