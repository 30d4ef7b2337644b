import { payloadHashOf, sealErasure, sealEvaluation, sealPin, sealReview, sealVersion } from '@policytrail/core';
import {
  aChain,
  aDecision,
  anErasure,
  anEvaluation,
  aPin,
  aVersion,
  chainProblems,
  countedIds,
  erasedForm,
  fixedClock,
  recording,
  reviewsOf,
} from '@policytrail/testing';
import { describe, expect, it } from 'vitest';

describe('a sample version', () => {
  it('shows what is asked for and is sealed', () => {
    const { hash, policyJson, changes, ...header } = aVersion({ version: 3, label: 'v1.2.0' });
    expect(header).toMatchObject({ version: 3, label: 'v1.2.0', requestId: 'request-3' });
    expect(hash).toBe(sealVersion(header));
  });

  it('follows another', () => {
    const first = aVersion({ policyId: 'p' });
    expect(aVersion({ after: first })).toMatchObject({ policyId: 'p', version: 2, previousHash: first.hash });
  });
});

describe('a sample chain', () => {
  const chain = aChain('p', 4, (version) => ({ title: `title ${version}` }));

  it('has no problems', () => {
    expect(chainProblems(chain)).toEqual([]);
    expect(chain.map(({ version, title }) => [version, title])).toEqual([1, 2, 3, 4].map((n) => [n, `title ${n}`]));
  });

  it.each([
    ['a gap', chain.filter(({ version }) => version !== 2), 'version 3 stands where 2 should'],
    [
      'a reordered pair',
      chain.toSorted((one, other) => other.version - one.version),
      'version 4 stands where 1 should',
    ],
    ['an edited note', chain.map((one) => ({ ...one, changeNotes: 'edited' })), 'the seal of version 1 does not fit'],
    [
      'an edited policy',
      chain.map((one) => ({ ...one, policyJson: '{}' })),
      'the policy of version 1 is not what was hashed',
    ],
    ['a corrupt row', chain.map((one) => ({ ...one, corrupt: 'unreadable' })), 'version 1 is marked corrupt'],
    ['a doubled request', chain.map((one) => ({ ...one, requestId: 'a' })), '3 request ids are there twice'],
    [
      'a fork',
      [...chain.slice(0, 1), ...aChain('p', 2, () => ({ policy: {} })).slice(1)],
      'version 2 does not point to the one before',
    ],
  ])('shows %s', (_, broken, problem) => {
    expect(chainProblems(broken)).toContain(problem);
  });
});

describe('a sample pin', () => {
  it('points to its version and is sealed', () => {
    const version = aVersion({ version: 3 });
    const { hash, ...pin } = aPin(version, { subject: { id: 'run-2' } });
    expect(pin).toMatchObject({
      policyVersion: 3,
      versionRequestId: 'request-3',
      subject: { type: 'run', id: 'run-2', version: '' },
    });
    expect(hash).toBe(sealPin(pin));
  });
});

describe('a sample evaluation', () => {
  const version = aVersion({ version: 3, label: 'v1.2.0' });
  const evaluation = anEvaluation(version, { subject: { id: 'Q-9' }, decision: aDecision(['cap', 'margin']) });

  it('is sealed, over a payload that its decision and its rows agree with', () => {
    const { payload, erasure, hash, ...header } = evaluation;
    expect(header).toMatchObject({
      policyVersion: 3,
      policyLabel: 'v1.2.0',
      status: 'violation',
      subject: { id: 'Q-9' },
    });
    expect(hash).toBe(sealEvaluation(header));
    const [input, decision] = [payload?.inputJson ?? '', payload?.decisionJson ?? ''].map((text) => JSON.parse(text));
    expect(evaluation.payloadHash).toBe(payloadHashOf({ salt: payload?.salt ?? '', input, decision }));
    expect(recording(evaluation).violations.map(({ ruleId }) => ruleId)).toEqual(['cap', 'margin']);
  });

  it('is reviewed in a sealed chain', () => {
    const reviews = reviewsOf(evaluation, 3);
    expect(reviews.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(reviews.map(({ previousHash }) => previousHash)).toEqual([
      evaluation.hash,
      ...reviews.slice(0, 2).map(({ hash }) => hash),
    ]);
    for (const { hash, ...review } of reviews) expect(hash).toBe(sealReview(review));
  });

  it('is erased under seal, and keeps its header', () => {
    const { hash, ...erasure } = anErasure(evaluation, { reason: 'asked for' });
    expect(hash).toBe(sealErasure(erasure));
    expect(erasedForm(evaluation, { ...erasure, hash })).toMatchObject({ hash: evaluation.hash, payload: null });
  });
});

describe('a fixed clock', () => {
  it('says the same, or goes on by a fixed step', () => {
    const still = fixedClock('2025-10-03T09:15:00.000Z');
    expect([still(), still()]).toEqual(Array(2).fill('2025-10-03T09:15:00.000Z'));
    const ticking = fixedClock('2025-10-03T09:15:00.000Z', 1000);
    expect([ticking(), ticking()]).toEqual(['2025-10-03T09:15:00.000Z', '2025-10-03T09:15:01.000Z']);
  });
});

describe('counted ids', () => {
  it('are numbered from one', () => {
    const newId = countedIds('run-');
    expect([newId(), newId()]).toEqual(['run-1', 'run-2']);
  });
});
