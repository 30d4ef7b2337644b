import {
  canonicalJson,
  type EvaluationHeader,
  type Problem,
  type Review,
  type StoredEvaluation,
  sealErasure,
  sealEvaluation,
  sealReview,
  sha256Hex,
  type WholeEvaluation,
} from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { aTrail, inDays } from './kit.js';
import { aDecision, aJudgedHistory, anErasure, anEvaluation, recording } from './records-kit.js';
import { replacing, replacingRecord, type Tampering, tampered, wrapped } from './wrapped-store.js';

type Found = readonly (readonly [kind: string, evaluationId: string | undefined])[];

async function problemsBy(tampering: Tampering): Promise<readonly Problem[]> {
  const { store } = await aJudgedHistory();
  return (await aTrail({ store: tampered(store, tampering) }).trail.verifyAll()).problems;
}

async function foundBy(id: string, change: (row: WholeEvaluation) => WholeEvaluation): Promise<Found> {
  const problems = await problemsBy({ records: replacingRecord(id, change) });
  return problems.map(({ kind, evaluationId }) => [kind, evaluationId]);
}

const header =
  (members: Partial<StoredEvaluation>) =>
  (row: WholeEvaluation): WholeEvaluation => ({ ...row, evaluation: { ...row.evaluation, ...members } });

/** Changes an evaluation and seals it anew, as somebody would who knows how; its reviews stay. */
const resealed = (members: Partial<StoredEvaluation>) => (row: WholeEvaluation) => {
  const changed = { ...row.evaluation, ...members };
  return { ...row, evaluation: { ...changed, hash: sealEvaluation(changed) } };
};

/** Changes a review and seals it anew. */
const resealedReview = (at: number, members: Partial<Review>) => (row: WholeEvaluation) => ({
  ...row,
  reviews: row.reviews.map((review, index) => {
    if (index !== at) return review;
    const changed = { ...review, ...members };
    return { ...changed, hash: sealReview(changed) };
  }),
});

const editedReview = (at: number, members: object) => (row: WholeEvaluation) => ({
  ...row,
  reviews: row.reviews.map((review, index) => (index === at ? { ...review, ...members } : review)),
});

/** Other texts of decision or input, with every hash made right, as they stand. */
const rejudged =
  (texts: { readonly inputJson?: string; readonly decisionJson?: string }) =>
  (row: WholeEvaluation): WholeEvaluation => {
    const payload = payloadWith(row, texts);
    const documents = `{"decision":${payload?.decisionJson},"input":${payload?.inputJson}}`;
    const payloadHash = sha256Hex(`policytrail/payload/v1\n${payload?.salt}\n${documents}`);
    return resealed({ payload, payloadHash })(row);
  };

const violated = canonicalJson(aDecision('cap'));

// Each of these is found by one check alone: were it not made, the change would not be seen.
const edits: readonly (readonly [string, Problem['kind'], string, (row: WholeEvaluation) => WholeEvaluation])[] = [
  ['another date', 'evaluation', 'b', header({ evaluatedAt: inDays(1) })],
  ['a date that is none, sealed anew', 'evaluation', 'b', resealed({ evaluatedAt: '2025-10-03' })],
  ['a version that is not there', 'evaluation', 'b', header({ policyVersion: 9 })],
  ['the number of another version', 'evaluation', 'b', header({ policyVersion: 1 })],
  ['another content hash, sealed anew', 'evaluation', 'b', resealed({ contentHash: 'a'.repeat(64) })],
  ['the request id of another version, sealed anew', 'evaluation', 'b', resealed({ versionRequestId: 'request-1' })],
  ['another label of the version', 'evaluation', 'b', header({ policyLabel: 'v9' })],
  ['another title of the version', 'evaluation', 'b', header({ policyTitle: 'Other' })],
  ['another author', 'evaluation', 'b', header({ by: { id: 'eve' } })],
  ['no author', 'evaluation', 'a', header({ by: null })],
  ['what no seal can be made of', 'evaluation', 'b', header({ engine: '\ud800' })],
  ['another input', 'payload', 'b', (row) => header({ payload: payloadWith(row, { inputJson: '{"a":1}' }) })(row)],
  ['another decision', 'payload', 'b', (row) => header({ payload: payloadWith(row, { decisionJson: '{}' }) })(row)],
  ['another salt', 'payload', 'b', (row) => header({ payload: payloadWith(row, { salt: 'a'.repeat(64) }) })(row)],
  ['no input and decision, without an erasure', 'payload', 'b', header({ payload: null })],
  ['a decision that is none, every hash right', 'payload', 'b', rejudged({ decisionJson: '{"status":"violation"}' })],
  [
    'a decision with one member more, every hash right',
    'payload',
    'b',
    rejudged({ decisionJson: `{"a":1,${violated.slice(1)}` }),
  ],
  [
    'a violation without its rule, every hash right',
    'payload',
    'b',
    rejudged({ decisionJson: violated.replace('"ruleId":"cap",', '') }),
  ],
  ['a status that is not the decision’s, every hash right', 'payload', 'd', resealed({ status: 'indeterminate' })],
  [
    'a violation beside the decision edited',
    'payload',
    'b',
    (row) => ({ ...row, violations: row.violations.map((one) => ({ ...one, thresholdValue: '30.00' })) }),
  ],
  ['a violation beside the decision taken away', 'payload', 'b', (row) => ({ ...row, violations: [] })],
  ['a violation beside the decision of another', 'payload', 'd', (row) => ({ ...row, violations: rowsOf(row) })],
  ['input that is no JSON, every hash right', 'payload', 'd', rejudged({ inputJson: '{' })],
  ['input that is not as it was written, every hash right', 'payload', 'd', rejudged({ inputJson: '7.0' })],
  ['reasons of a review edited', 'review', 'a', editedReview(1, { reason: 'other' })],
  ['a review by another', 'review', 'c', editedReview(0, { by: { id: 'eve' } })],
  ['the first review deleted', 'review', 'a', (row) => ({ ...row, reviews: row.reviews.slice(1) })],
  ['a last review linked to another, sealed anew', 'review', 'a', resealedReview(1, { previousHash: 'a'.repeat(64) })],
  ['a review of another evaluation, sealed anew', 'review', 'c', resealedReview(0, { evaluationId: 'a' })],
  ['a review of another policy, sealed anew', 'review', 'c', resealedReview(0, { policyId: 'q' })],
  ['a number left out, sealed anew', 'review', 'a', resealedReview(1, { sequence: 3 })],
  ['a review with a date that is none, sealed anew', 'review', 'c', resealedReview(0, { reviewedAt: 'today' })],
  [
    'the reason of an erasure edited',
    'erasure',
    'c',
    (row) => header({ erasure: erasureWith(row, { reason: null }) })(row),
  ],
  [
    'an erasure of another policy',
    'erasure',
    'c',
    (row) => header({ erasure: anErasure({ ...row.evaluation, policyId: 'q' }) })(row),
  ],
  [
    'an erasure of another evaluation',
    'erasure',
    'c',
    (row) => header({ erasure: anErasure({ ...row.evaluation, id: 'a' }) })(row),
  ],
  [
    'an erasure with a date that is none, sealed anew',
    'erasure',
    'c',
    (row) => header({ erasure: anErasure(row.evaluation, { erasedAt: 'today' }) })(row),
  ],
  [
    'an erasure of what is still there',
    'erasure',
    'b',
    (row) => ({ ...header({ erasure: anErasure(row.evaluation) })(row), violations: [] }),
  ],
  ['violations that outlived an erasure', 'erasure', 'c', (row) => ({ ...row, violations: rowsOf(row) })],
  ['an erasure taken away', 'payload', 'c', header({ erasure: null })],
];

function payloadWith({ evaluation: { payload } }: WholeEvaluation, members: object): StoredEvaluation['payload'] {
  return payload && { ...payload, ...members };
}

function erasureWith({ evaluation: { erasure } }: WholeEvaluation, members: object): StoredEvaluation['erasure'] {
  return erasure && { ...erasure, ...members };
}

function rowsOf(row: WholeEvaluation): WholeEvaluation['violations'] {
  const [violation] = aDecision('cap').violations;
  if (violation === undefined) throw new Error(`no violation for ${row.evaluation.id}`);
  const { comparisons: _, remedy: _remedy, ...kept } = violation;
  return [kept];
}

describe('verify of evaluations', () => {
  it('finds nothing where nobody touched anything, and counts what it checked', async () => {
    const { trail } = await aJudgedHistory();
    const counts = { versions: 2, pins: 0, evaluations: 4, reviews: 3, problems: [] };
    expect(await trail.verify('p')).toMatchObject({ valid: true, ...counts });
    expect(await trail.verifyAll()).toMatchObject({ valid: true, policies: 1, ...counts });
  });

  it.each(edits)('finds %s, by the check of its `%s` alone', async (_, kind, id, change) => {
    expect(await foundBy(id, change)).toEqual([[kind, id]]);
  });

  it('finds every member of an evaluation that was edited, but display names', async () => {
    const others: Partial<Record<keyof EvaluationHeader, unknown>> = {
      policyId: 'q',
      subject: { type: 'quote', id: 'Q-123', version: '4' },
      policyVersion: 2,
      policyLabel: 'v2',
      policyTitle: null,
      versionRequestId: 'request-2',
      contentHash: 'a'.repeat(64),
      schema: { name: 'budget', contentHash: 'a'.repeat(64) },
      engine: 'policytrail-rules/0',
      status: 'approved',
      evaluatedAt: inDays(1),
      by: { id: 'ana', kind: 'user' },
      trigger: 'input',
      payloadHash: 'a'.repeat(64),
      hash: 'a'.repeat(64),
    };
    for (const [member, other] of Object.entries(others)) {
      const found = await foundBy('a', header({ [member]: other }));
      expect([member, found.length > 0]).toEqual([member, true]);
    }
    expect(await foundBy('a', header({ by: { id: 'ana', name: 'Anna' } }))).toEqual([]);
    expect((await foundBy('a', header({ id: 'aa' }))).length).toBeGreaterThan(0);
    expect((await foundBy('b', header({ supersedes: null }))).length).toBeGreaterThan(0);
  });

  it('finds that an evaluation is gone where another took its place, and says which', async () => {
    const problems = await problemsBy({ records: (rows) => rows.filter(({ evaluation }) => evaluation.id !== 'a') });
    expect(problems).toEqual([
      {
        policyId: 'p',
        version: 2,
        evaluationId: 'b',
        subject: 'quote:Q-123:3',
        kind: 'missing',
        message: 'it supersedes evaluation `a`, which is missing',
      },
    ]);
  });

  it('finds that the version an evaluation was judged by is gone', async () => {
    const problems = await problemsBy({ versions: (rows) => rows.slice(0, 1) });
    expect(problems.filter(({ kind }) => kind === 'evaluation').map(({ evaluationId }) => evaluationId)).toEqual([
      'b',
      'c',
      'd',
    ]);
  });

  it('finds the evaluations of a version that was rewritten and sealed anew', async () => {
    const problems = await problemsBy({ versions: replacing(2, (row) => ({ ...row, requestId: 'other' })) });
    expect(problems.filter(({ kind }) => kind === 'evaluation')).toHaveLength(3);
  });

  it('lists every problem of every evaluation, and never what a document says', async () => {
    const problems = await problemsBy({
      records: (rows) => rows.map((row) => header({ by: { id: 'eve' }, payload: null })(row)),
    });
    expect(problems.map(({ evaluationId, kind }) => `${evaluationId} ${kind}`)).toEqual([
      'a evaluation',
      'a payload',
      'b evaluation',
      'b payload',
      'c evaluation',
      'd evaluation',
      'd payload',
    ]);
    for (const { message } of problems) expect(message).toMatch(/^[a-z].*[^.]$/);
    expect(JSON.stringify(problems)).not.toContain('25.00');
  });

  it('walks along many, a page at a time, and tells how far it is', async () => {
    const { trail, store } = await aJudgedHistory();
    for (let index = 0; index < 450; index++) {
      await store.append([recording(await anEvaluation(store, 'p', 1, { id: `more-${index}` }))]);
    }
    const pages: number[] = [];
    const watched = wrapped(store, {
      async readEvaluations(query) {
        const page = await store.readEvaluations(query);
        pages.push(page.length);
        return page;
      },
    });
    let done = 0;
    const { evaluations, valid } = await aTrail({ store: watched }).trail.verifyAll({
      onProgress: (progress) => {
        done = progress.done;
      },
    });
    expect([valid, evaluations, done]).toEqual([true, 454, 456]);
    expect([Math.max(...pages), pages.reduce((sum, count) => sum + count, 0)]).toEqual([200, 454]);
    expect((await trail.verify('p')).evaluations).toBe(454);
  });

  it('looks at policies of which only evaluations are left', async () => {
    const { store } = await aJudgedHistory();
    const gone = tampered(store, { versions: () => [], head: () => undefined });
    const { problems, policies } = await aTrail({ store: gone }).trail.verifyAll();
    expect([policies, problems.map(({ evaluationId, kind }) => `${evaluationId} ${kind}`)]).toEqual([
      1,
      ['a evaluation', 'b evaluation', 'c evaluation', 'd evaluation'],
    ]);
  });

  it('still holds after an erasure: the record says what it said, without what was erased', async () => {
    const { trail, store } = await aJudgedHistory();
    const before = await store.readEvaluation('p', 'a');
    if (before === undefined) throw new Error('it is there');
    const erasure = anErasure(before.evaluation);
    await store.append([{ kind: 'erasure', policyId: 'p', evaluationId: 'a', decide: () => erasure }]);
    expect((await trail.verify('p')).problems).toEqual([]);
    const after = await store.readEvaluation('p', 'a');
    expect(after).toEqual({ ...before, evaluation: { ...before.evaluation, payload: null, erasure } });
    expect(sealErasure(erasure)).toBe(erasure.hash);
  });
});
