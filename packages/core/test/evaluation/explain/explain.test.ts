import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/evaluation/compile/compile.js';
import { explainDecisions } from '../../../src/evaluation/explain/explain-decisions.js';
import type { EvidenceItem } from '../../../src/evaluation/explain/explanation.js';
import { evaluateCompiled } from '../../../src/evaluation/judge/evaluate-compiled.js';
import type { Decision } from '../../../src/record/decision.js';
import type { Evaluation } from '../../../src/record/evaluation.js';
import type { Review } from '../../../src/record/review.js';
import { canonicalJson } from '../../../src/values/canonical/canonical-json.js';
import type { JsonObject, JsonValue } from '../../../src/values/json.js';
import { sha256Hex } from '../../../src/values/sha256.js';
import { aReview } from '../builders.js';
import { aQuote, aQuotingPolicy, evaluatedAt, quoting } from '../quoting.js';

interface Story {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly input?: JsonValue | null;
  readonly reviews?: readonly Review[];
  readonly label?: string;
  readonly erased?: boolean;
  readonly source?: 'recorded' | 'computed';
}

const hash = '0'.repeat(64);

function explain({ before, after, input = aQuote(), reviews = [], label, erased = false, source = 'recorded' }: Story) {
  const side = (policy: JsonObject, version: number) => {
    const contentHash = sha256Hex(canonicalJson(policy));
    const compiled = compilePolicy(() => policy, contentHash, quoting.document);
    const decision = erased ? null : evaluateCompiled(compiled, input, evaluatedAt);
    return { version: { version, label: label ?? null, title: null, contentHash }, compiled, decision };
  };
  const [then, now] = [side(before, 1), side(after, 2)];
  const facts = { policyId: 'pricing', subject: { type: 'quote', id: 'Q-123', version: '3' }, source, evaluatedAt };
  return explainDecisions({
    ...facts,
    evaluation: source === 'computed' ? null : anEvaluation(then.decision),
    input: erased ? null : input,
    then,
    now,
    reviews,
    at: '2026-03-01T00:00:00.000Z',
  });
}

function evidence(kind: EvidenceItem['kind'], label: string, then: string | null, now: string | null): EvidenceItem {
  return { kind, ruleId: null, label, then, now };
}

function anEvaluation(decision: Decision | null): Evaluation {
  const erasure = {
    policyId: 'pricing',
    evaluationId: 'e1',
    erasedAt: evaluatedAt,
    erasedBy: null,
    reason: null,
    hash,
  };
  return {
    policyId: 'pricing',
    id: 'e1',
    subject: { type: 'quote', id: 'Q-123', version: '3' },
    policyVersion: 1,
    policyLabel: null,
    policyTitle: null,
    versionRequestId: 'r1',
    contentHash: hash,
    schema: null,
    engine: 'policytrail-rules/1',
    status: decision?.status ?? 'violation',
    evaluatedAt,
    by: null,
    supersedes: null,
    trigger: 'request',
    payloadHash: hash,
    hash,
    input: decision === null ? null : aQuote(),
    decision,
    erased: decision === null ? erasure : null,
  };
}

const capped = (maxDiscountPct: string) => aQuotingPolicy({ maxDiscountPct });
const at25 = aQuote({ discountPct: '25.00' });

describe('an approved quote whose cap went from 20% to 15%', () => {
  const told = explain({ before: capped('20.00'), after: capped('15.00') });

  it('was approved then and would be a violation today', () => {
    expect([told.then.decision?.status, told.now.decision?.status]).toEqual(['approved', 'violation']);
    expect(told.drift.grade).toBe('outcome_changed');
    expect([told.effective.then.allowed, told.effective.now?.allowed]).toEqual([true, false]);
    expect(told.summary).toBe(
      "At evaluation (v1): approved. Under today's rules (v2): violation, discount exceeds 15% maximum.",
    );
  });

  it('names the rule, both thresholds and the actual value in its evidence', () => {
    const about = told.evidence.filter(({ ruleId }) => ruleId === 'discount-cap-manager');
    expect(about).toEqual([
      item('rule', 'outcome', 'passed', 'violated'),
      item('threshold', 'threshold', '20.00', '15.00'),
      item('actual', 'actual value', '18.00', '18.00'),
      item('message', 'message', null, 'Discount exceeds 15% maximum'),
      item('resolution', 'resolution', null, 'Request sales manager approval'),
      item('approval', 'approval by', null, 'sales_manager'),
      item('remedy', 'would pass', null, 'discountPct at most 15.00'),
    ]);
    expect(told.evidence.slice(0, 2)).toEqual([
      evidence('version', 'Policy version', '1', '2'),
      evidence('status', 'Decision', 'approved', 'violation'),
    ]);
  });

  it('says nothing of rules that neither found anything nor changed', () => {
    const others = told.evidence.filter(({ ruleId }) => ruleId !== null && ruleId !== 'discount-cap-manager');
    expect(others).toEqual([]);
  });

  function item(kind: EvidenceItem['kind'], label: string, was: string | null, is: string | null): EvidenceItem {
    return { ...evidence(kind, `Maximum Discount: ${label}`, was, is), ruleId: 'discount-cap-manager' };
  }
});

describe('a summary', () => {
  const summary = (story: Partial<Story>) =>
    explain({ before: capped('15.00'), after: capped('20.00'), ...story }).summary;

  it('of a violation that would pass today', () => {
    expect(summary({})).toBe(
      "At evaluation (v1): violation, discount exceeds 15% maximum. Under today's rules (v2): approved.",
    );
  });

  it('of the same finding says so', () => {
    expect(summary({ after: capped('15.00') })).toBe(
      "At evaluation (v1): violation, discount exceeds 15% maximum. Under today's rules (v2): the same.",
    );
  });

  it('names the label, and what is computed', () => {
    expect(summary({ label: 'v1.2.0', source: 'computed' })).toMatch(
      /^No decision is recorded\. Computed as of 2026-02-24T10:30:00\.000Z \(v1, v1\.2\.0\): violation, /,
    );
  });

  it('of many findings names three and counts the others', () => {
    const input = aQuote({ discountPct: '101.00', marginPct: '-1.00', dealValue: '200000' });
    expect(summary({ input, after: capped('15.00') })).toContain(
      'violation, the quote is out of range; discount exceeds 30.00% maximum; margin -1.00% is below 10.00%; and 1 more.',
    );
  });

  it('tells what the reviews made of it', () => {
    const review = aReview({ ruleId: 'discount-cap-manager', upTo: '25.00', reviewedAt: '2026-02-25T00:00:00.000Z' });
    expect(summary({ reviews: [review] })).toMatch(/As recorded, with its reviews: approved, allowed\.$/);
  });

  it('of an erased evaluation tells the status, and what is not known', () => {
    const told = explain({ before: capped('15.00'), after: capped('20.00'), erased: true });
    expect(told.summary).toBe(
      "At evaluation (v1): violation; its input and its reasons were erased. Under today's rules (v2): not known, as there is no input to judge.",
    );
    expect(told.evidence).toContainEqual(evidence('erasure', 'Input and decision', `erased ${evaluatedAt}`, null));
    expect([told.now.decision, told.effective.now, told.effective.then.allowed]).toEqual([null, null, false]);
    expect(told.drift.grade).toBe('rules_changed');
  });
});

describe('reviews in an explanation', () => {
  const review = aReview({
    ruleId: 'discount-cap-manager',
    verdict: 'waived',
    by: { id: 'ana', name: 'Ana' },
    as: 'sales_manager',
    reason: 'key account',
    expiresAt: '2026-04-01T00:00:00.000Z',
    upTo: '25.00',
  });

  it('are told with their envelope and time, and whether they would still hold', () => {
    const kept = explain({
      before: capped('20.00'),
      after: aQuotingPolicy({ dealValueLimit: '1' }),
      input: at25,
      reviews: [review],
    });
    const given =
      'waived by Ana as sales_manager on 2026-02-24T12:00:00.000Z, up to 25.00, until 2026-04-01T00:00:00.000Z: key account';
    expect(kept.evidence.filter(({ kind }) => kind === 'review')).toEqual([
      { ...evidence('review', 'Maximum Discount: review 1', given, 'still holds'), ruleId: 'discount-cap-manager' },
    ]);
    expect(kept.carryOver.carried).toHaveLength(1);
    expect(kept.effective.then).toMatchObject({ status: 'waived', allowed: true });
    expect(kept.effective.now).toMatchObject({ status: 'violation', allowed: false });
  });

  it('do not hold once the threshold moved', () => {
    const { carryOver, evidence } = explain({
      before: capped('20.00'),
      after: capped('15.00'),
      input: at25,
      reviews: [review],
    });
    expect(carryOver.dropped).toMatchObject([{ reason: 'rule_changed' }]);
    expect(evidence.at(-1)?.now).toMatch(/^does not hold: its rule, a policy value/);
  });
});

it('an explanation is a value like any other where it is awaited', async () => {
  const told = explain({ before: capped('20.00'), after: capped('15.00') });
  expect(await Promise.resolve(told)).toBe(told);
});
