import type {
  CarriedReview,
  DroppedReview,
  ErasingResult,
  Erasure,
  Evaluation,
  EvaluationList,
  EvaluationResult,
  Reevaluation,
  Review,
  ReviewedRecord,
  ReviewResult,
} from '@policytrail/core';
import * as z from 'zod';
import { anyJson, count, hash, instant, named, number, text } from './component.js';
import { decision, decisionStatus, effectiveDecision } from './decisions.js';
import { subjectKey } from './pins.js';
import { actor, schemaReference } from './versions.js';

const erasure: z.ZodType<Erasure> = named(
  'Erasure',
  z.strictObject({
    policyId: z.string(),
    evaluationId: z.string(),
    erasedAt: instant,
    erasedBy: actor.nullable(),
    reason: text,
    hash,
  }),
);

const members = {
  policyId: z.string(),
  id: z.string(),
  subject: subjectKey.nullable(),
  policyVersion: number,
  policyLabel: text,
  policyTitle: text,
  versionRequestId: z.string(),
  contentHash: hash,
  schema: schemaReference,
  engine: z.string(),
  status: decisionStatus,
  evaluatedAt: instant,
  by: actor.nullable(),
  supersedes: text,
  trigger: z.enum(['request', 'policy', 'input', 'waiver', 'schedule']),
  payloadHash: hash,
  hash,
  input: anyJson.nullable(),
  decision: decision.nullable(),
  erased: erasure.nullable(),
  corrupt: z.exactOptional(z.string()),
};

export const evaluation: z.ZodType<Evaluation> = named('Evaluation', z.strictObject(members));

const verdict = z.enum(['approved', 'rejected', 'waived', 'revoked']);

export const review: z.ZodType<Review> = named(
  'Review',
  z.strictObject({
    policyId: z.string(),
    evaluationId: z.string(),
    sequence: number,
    requestId: z.string(),
    ruleId: z.string(),
    verdict,
    as: text,
    by: actor.nullable(),
    reason: text,
    reviewedAt: instant,
    expiresAt: instant.nullable(),
    upTo: text,
    previousHash: hash,
    hash,
  }),
);

const result = {
  status: z.enum(['recorded', 'already_recorded', 'not_recorded']),
  evaluation,
  effective: effectiveDecision,
};

export const evaluationResult: z.ZodType<EvaluationResult> = named('EvaluationResult', z.strictObject(result));

export const evaluationResults: z.ZodType<readonly EvaluationResult[]> = named(
  'EvaluationResults',
  z.array(evaluationResult),
);

export const reviewedRecord: z.ZodType<ReviewedRecord> = named(
  'ReviewedRecord',
  z.strictObject({ ...members, reviews: z.array(review), effective: effectiveDecision }),
);

export const evaluationList: z.ZodType<EvaluationList> = named(
  'EvaluationList',
  z.strictObject({ evaluations: z.array(evaluation), total: count }),
);

export const carriedReview: z.ZodType<CarriedReview> = named(
  'CarriedReview',
  z.strictObject({ ruleId: z.string(), review }),
);

export const droppedReview: z.ZodType<DroppedReview> = named(
  'DroppedReview',
  z.strictObject({
    ruleId: z.string(),
    verdict,
    review,
    reason: z.enum([
      'expired',
      'not_violated',
      'rule_failed',
      'rule_changed',
      'outside_envelope',
      'other_values',
      'evaluation_erased',
    ]),
    message: z.string(),
  }),
);

export const reevaluation: z.ZodType<Reevaluation> = named(
  'Reevaluation',
  z.strictObject({
    ...result,
    supersedes: z.string(),
    carried: z.array(carriedReview),
    dropped: z.array(droppedReview),
  }),
);

export const reviewResult: z.ZodType<ReviewResult> = named(
  'ReviewResult',
  z.strictObject({
    status: z.enum(['appended', 'already_appended']),
    reviews: z.array(review),
    effective: effectiveDecision,
    newer: z.string().nullable(),
  }),
);

export const erasingResult: z.ZodType<ErasingResult> = named(
  'ErasingResult',
  z.strictObject({ erased: count, alreadyErased: count }),
);
