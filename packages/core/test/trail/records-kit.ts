import {
  type Decision,
  type Erasure,
  type EvaluationDraft,
  evaluationOf,
  type PolicyStore,
  type Review,
  type StoredEvaluation,
  sealErasure,
  sealReview,
  type Violation,
  violationRowsOf,
  type Write,
} from '@policytrail/core';
import { aRichTrail } from './archive-kit.js';
import { aTrail, inDays, type Kit, tokens } from './kit.js';

/** A decision with one violation of each rule named, or approved where none is. */
export function aDecision(...ruleIds: readonly string[]): Decision {
  const violations = ruleIds.map(aViolation);
  return {
    status: violations.length === 0 ? 'approved' : 'violation',
    reasons: violations.map(({ message }) => message),
    violations,
    appliedRules: violations.map(({ ruleId, ruleName, effect }) => ({
      ruleId,
      ruleName,
      section: 'Pricing Policy 4.2',
      category: null,
      description: 'größer\n"quoted"',
      documentationUrl: null,
      group: 'discount-cap',
      effect,
      when: 'input.discountPct > policy.maxDiscountPct',
      outcome: 'violated',
      failure: null,
    })),
  };
}

function aViolation(ruleId: string): Violation {
  return {
    ruleId,
    ruleName: `Rule ${ruleId}`,
    severity: 'blocking',
    effect: 'require_approval',
    thresholdValue: '20.00',
    actualValue: '25.00',
    comparisons: [
      { operator: '>', left: 'input.a', right: 'policy.b', leftValue: '25.00', rightValue: '20.00', result: true },
    ],
    message: 'Discount exceeds 20% maximum',
    suggestedResolution: 'Request sales manager approval',
    requiredApproval: 'sales_manager',
    remedy: { field: '/a', bound: 'at_most', values: ['20.00'] },
  };
}

/** A sealed evaluation by a version that is stored; all but the version has a default. */
export async function anEvaluation(
  store: PolicyStore,
  policyId: string,
  policyVersion: number,
  members: Partial<EvaluationDraft> = {},
): Promise<StoredEvaluation> {
  const version = await store.readVersion(policyId, policyVersion);
  if (version === undefined) throw new Error(`version ${policyVersion} of ${policyId} is not there`);
  return evaluationOf({
    id: 'evaluation-1',
    version,
    subject: { type: 'quote', id: 'Q-123', version: '3' },
    schema: null,
    engine: 'policytrail-rules/1',
    evaluatedAt: inDays(2),
    by: null,
    supersedes: null,
    trigger: 'request',
    input: { discountPct: '25.00' },
    decision: aDecision('cap'),
    salt: '5a'.repeat(32),
    ...members,
  });
}

/** The reviews that continue those before, or begin on the evaluation. */
export function reviewsOf(
  evaluation: StoredEvaluation,
  members: readonly Partial<Review>[],
  before: readonly Review[] = [],
): readonly Review[] {
  const reviews: Review[] = [];
  for (const some of members) {
    const last = reviews.at(-1) ?? before.at(-1);
    const review = {
      policyId: evaluation.policyId,
      evaluationId: evaluation.id,
      sequence: (last?.sequence ?? 0) + 1,
      requestId: 'review-1',
      ruleId: 'cap',
      verdict: 'approved',
      as: null,
      by: { id: 'bo' },
      reason: null,
      reviewedAt: inDays(3),
      expiresAt: null,
      upTo: null,
      previousHash: last?.hash ?? evaluation.hash,
      ...some,
    } as const;
    reviews.push({ ...review, hash: sealReview(review) });
  }
  return reviews;
}

export function anErasure({ policyId, id }: StoredEvaluation, members: Partial<Erasure> = {}): Erasure {
  const erasure = {
    policyId,
    evaluationId: id,
    erasedAt: inDays(4),
    erasedBy: { id: 'dpo' },
    reason: 'asked for',
    ...members,
  };
  return { ...erasure, hash: sealErasure(erasure) };
}

export function recording(evaluation: StoredEvaluation, decision: Decision = decisionOf(evaluation)): Write {
  const violations = violationRowsOf(decision);
  return { kind: 'evaluation', policyId: evaluation.policyId, evaluation, violations, recognise: () => {} };
}

export function reviewing({ policyId, id }: StoredEvaluation, reviews: readonly Review[]): Write {
  return { kind: 'review', policyId, evaluationId: id, decide: () => reviews };
}

export function erasing(erasure: Erasure): Write {
  return { kind: 'erasure', policyId: erasure.policyId, evaluationId: erasure.evaluationId, decide: () => erasure };
}

function decisionOf({ payload }: StoredEvaluation): Decision {
  return payload === null ? aDecision() : (JSON.parse(payload.decisionJson) as Decision);
}

/** Two versions of `p`; evaluations `a` (reviewed twice), `b` (superseding it), `c` (erased, reviewed once), `d` (approved). */
export async function aJudgedHistory(): Promise<Kit> {
  const kit = aTrail();
  const { trail, store, clock } = kit;
  await trail.save('p', tokens(1), { label: 'v1', title: 'First' });
  clock.set(inDays(1));
  await trail.save('p', tokens(2));
  const a = await anEvaluation(store, 'p', 1, { id: 'a', by: { id: 'ana', name: 'Ana' } });
  const b = await anEvaluation(store, 'p', 2, { id: 'b', supersedes: 'a', trigger: 'policy' });
  const c = await anEvaluation(store, 'p', 2, { id: 'c', subject: { type: 'run', id: 'run-1', version: '' } });
  const d = await anEvaluation(store, 'p', 2, { id: 'd', subject: null, decision: aDecision(), input: 7 });
  await store.append([
    ...[a, b, c, d].map((evaluation) => recording(evaluation)),
    reviewing(
      a,
      reviewsOf(a, [
        { as: 'sales_manager', upTo: '25.00' },
        { verdict: 'revoked', reason: 'größer' },
      ]),
    ),
    reviewing(c, reviewsOf(c, [{ verdict: 'waived', expiresAt: inDays(9) }])),
    erasing(anErasure(c)),
  ]);
  return kit;
}

/** {@link aRichTrail}, with evaluations, reviews and an erasure of several of its policies. */
export async function aFullTrail(): Promise<Kit> {
  const kit = await aRichTrail();
  const { store } = kit;
  const odd = { type: '\u{1F600}', id: '\uFF5E', version: '\u{1D11E}' };
  const first = await anEvaluation(store, '__proto__', 1, {
    id: '~',
    by: { id: 'ana', onBehalfOf: { id: 'bo', name: 'Bo' } },
  });
  const second = await anEvaluation(store, '__proto__', 5, {
    id: 'z',
    supersedes: '~',
    subject: odd,
    decision: aDecision('a', 'b'),
  });
  const erased = await anEvaluation(store, 'limits-1', 2, {
    id: '!',
    schema: { name: 'limits', contentHash: 'c'.repeat(64) },
  });
  const plain = await anEvaluation(store, '\u{1F600}', 1, {
    id: '0',
    decision: aDecision(),
    input: JSON.parse('{"__proto__":{"constructor":1},"\u{1F600}":1e21}'),
  });
  await store.append([
    ...[first, second, erased, plain].map((evaluation) => recording(evaluation)),
    reviewing(
      second,
      reviewsOf(second, [
        { ruleId: 'b', reason: 'größer\n"quoted"' },
        { ruleId: 'a', verdict: 'waived' },
      ]),
    ),
    reviewing(erased, reviewsOf(erased, [{ by: null }])),
    erasing(anErasure(erased)),
  ]);
  return kit;
}
