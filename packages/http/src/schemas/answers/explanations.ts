import type { Explanation, RuleDrift, StalePage } from '@policytrail/core';
import * as z from 'zod';
import { anyJson, anyObject, hash, instant, named, number, text } from './component.js';
import { decision, effectiveDecision, ruleOutcome } from './decisions.js';
import { carriedReview, droppedReview, evaluation, review } from './evaluations.js';
import { subjectKey } from './pins.js';
import { fieldChange } from './versions.js';

const ruleDrift: z.ZodType<RuleDrift> = named(
  'RuleDrift',
  z.strictObject({
    ruleId: z.string(),
    ruleName: z.string(),
    status: z.enum(['added', 'removed', 'changed', 'same']),
    ruleChanges: z.array(fieldChange),
    valueChanges: z.array(z.strictObject({ path: z.string(), before: anyJson, after: anyJson })),
    thresholdBefore: text,
    thresholdAfter: text,
    actualBefore: text,
    actualAfter: text,
    outcomeBefore: ruleOutcome.nullable(),
    outcomeAfter: ruleOutcome.nullable(),
  }),
);

/** How an explanation names what was, and what would be. */
function sides<Then extends z.ZodType, Now extends z.ZodType>(then: Then, now: Now): { then: Then; now: Now } {
  return { then, now };
}

const moved = ['same_content', 'rules_untouched', 'rules_changed', 'outcome_changed'] as const;

export const stalePage: z.ZodType<StalePage> = named(
  'StalePage',
  z.strictObject({
    stale: z.array(z.strictObject({ evaluation, grade: z.enum(moved), rules: z.array(ruleDrift) })),
    next: z.strictObject({ evaluatedAt: instant, id: z.string() }).nullable(),
  }),
);

const side: z.ZodType<Explanation['then']> = named(
  'ExplainedSide',
  z.strictObject({
    version: z.strictObject({ version: number, label: text, title: text, contentHash: hash }),
    policy: anyObject,
    decision: decision.nullable(),
  }),
);

const evidence: z.ZodType<Explanation['evidence'][number]> = named(
  'EvidenceItem',
  z.strictObject({
    kind: z.enum([
      'version',
      'status',
      'rule',
      'threshold',
      'actual',
      'message',
      'resolution',
      'approval',
      'remedy',
      'review',
      'erasure',
    ]),
    ruleId: text,
    label: z.string(),
    ...sides(text, text),
  }),
);

export const explanation: z.ZodType<Explanation> = named(
  'Explanation',
  z.strictObject({
    policyId: z.string(),
    subject: subjectKey.nullable(),
    source: z.enum(['recorded', 'computed']),
    evaluation: evaluation.nullable(),
    evaluatedAt: instant,
    input: anyJson.nullable(),
    ...sides(side, side),
    drift: z.strictObject({ grade: z.enum(['none', ...moved]), rules: z.array(ruleDrift) }),
    reviews: z.array(review),
    carryOver: z.strictObject({ carried: z.array(carriedReview), dropped: z.array(droppedReview) }),
    effective: z.strictObject(sides(effectiveDecision, effectiveDecision.nullable())),
    evidence: z.array(evidence),
    summary: z.string(),
  }),
);
