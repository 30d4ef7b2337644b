import { memoryStore, type StoredEvaluation, type Write } from '@policytrail/core';
import { aVersion, storing } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { inDays } from '../trail/kit.js';
import { aDecision, anErasure, anEvaluation, erasing, recording, reviewing, reviewsOf } from '../trail/records-kit.js';

async function aStore() {
  const store = memoryStore();
  await store.append([storing(aVersion({ policyId: 'p' }))]);
  return store;
}

async function aRecorded() {
  const store = await aStore();
  const evaluation = await anEvaluation(store, 'p', 1);
  await store.append([recording(evaluation)]);
  return { store, evaluation };
}

describe('an evaluation in memory', () => {
  it('is handed out as something that nobody can change, and later writes leave what was handed out as it was', async () => {
    const { store, evaluation } = await aRecorded();
    const before = await store.readEvaluation('p', 'evaluation-1');
    await store.append([reviewing(evaluation, reviewsOf(evaluation, [{}])), erasing(anErasure(evaluation))]);
    expect(before).toEqual({ evaluation, reviews: [] });
    const after = await store.readEvaluation('p', 'evaluation-1');
    expect(after).toMatchObject({
      evaluation: { payload: null, erasure: anErasure(evaluation) },
      reviews: [{ sequence: 1 }],
    });
    for (const value of [
      before,
      before?.evaluation,
      before?.evaluation.payload,
      before?.evaluation.subject,
      before?.reviews,
      after?.reviews,
      after?.evaluation,
    ]) {
      expect(Object.isFrozen(value)).toBe(true);
    }
    expect(Object.isFrozen(evaluation)).toBe(false);
  });

  it('is recorded once: a second one of its id is recognised, and changes nothing', async () => {
    const { store, evaluation } = await aRecorded();
    const other = await anEvaluation(store, 'p', 1, { input: 'other' });
    const seen: StoredEvaluation[] = [];
    const [outcome] = await store.append([
      { ...recording(other), recognise: (stored: StoredEvaluation) => void seen.push(stored) } as Write,
    ]);
    expect(outcome).toEqual({ kind: 'evaluation', status: 'already_stored', evaluation });
    expect(seen).toEqual([evaluation]);
    const refusing = {
      ...recording(other),
      recognise: () => {
        throw new RangeError('another one');
      },
    } as Write;
    await expect(store.append([refusing])).rejects.toThrow('another one');
    expect((await store.readEvaluation('p', 'evaluation-1'))?.evaluation).toEqual(evaluation);
  });

  it('needs its version, and has to be of the policy asked for', async () => {
    const { store, evaluation } = await aRecorded();
    const lost = { ...evaluation, id: 'lost', policyVersion: 2 };
    await expect(store.append([recording(lost)])).rejects.toMatchObject({
      code: 'trail_corrupt',
      details: { policyId: 'p', version: 2, evaluationId: 'lost' },
    });
    const stray = { ...recording({ ...evaluation, id: 'stray', policyId: 'q' }), policyId: 'p' } as Write;
    await expect(store.append([stray])).rejects.toMatchObject({ code: 'trail_corrupt' });
    await expect(memoryStore().append([recording(evaluation)])).rejects.toMatchObject({ code: 'trail_corrupt' });
    expect((await store.listEvaluations({ policyId: 'p', limit: 9 })).total).toBe(1);
  });

  it('is listed newest first, equal instants by id in code point order, page by page, with the total of all', async () => {
    const store = await aStore();
    const ids = ['a', 'b', 'B', '~', '10', '9'];
    const days = [1, 1, 1, 3, 2, 2];
    for (const [index, id] of ids.entries()) {
      await store.append([recording(await anEvaluation(store, 'p', 1, { id, evaluatedAt: inDays(days[index] ?? 0) }))]);
    }
    const sorted = ['~', '9', '10', 'b', 'a', 'B'];
    for (let limit = 1; limit <= ids.length; limit++) {
      const found: StoredEvaluation[] = [];
      // Bounded: a cursor that stands still has to turn this red, not hang it.
      while (found.length <= ids.length) {
        const last = found.at(-1);
        const before = last === undefined ? {} : { before: { evaluatedAt: last.evaluatedAt, id: last.id } };
        const page = await store.listEvaluations({ policyId: 'p', limit, ...before });
        expect([page.total, page.evaluations.length <= limit]).toEqual([ids.length, true]);
        if (page.evaluations.length === 0) break;
        found.push(...page.evaluations);
      }
      expect([limit, found.map(({ id }) => id)]).toEqual([limit, sorted]);
    }
    const whole = await store.readEvaluations({ policyId: 'p', after: '9', limit: 3 });
    expect(whole.map(({ evaluation }) => evaluation.id)).toEqual(['B', 'a', 'b']);
  });

  it('is found by subject, status, rule, version and time, until an erasure takes its rules away', async () => {
    const { store, evaluation } = await aRecorded();
    const approved = await anEvaluation(store, 'p', 1, {
      id: 'x',
      subject: null,
      decision: aDecision(),
      evaluatedAt: inDays(5),
    });
    await store.append([recording(approved)]);
    const found = async (filter: object) =>
      (await store.listEvaluations({ policyId: 'p', limit: 9, filter })).evaluations.map(({ id }) => id);
    expect(await found({})).toEqual(['x', 'evaluation-1']);
    expect(await found({ subject: { type: 'quote', id: 'Q-123' } })).toEqual(['evaluation-1']);
    expect(await found({ subject: { type: 'quote', id: 'Q-123', version: '3' } })).toEqual(['evaluation-1']);
    expect(await found({ subject: { type: 'quote', id: 'Q-123', version: '' } })).toEqual([]);
    expect(await found({ subject: { type: 'run', id: 'Q-123' } })).toEqual([]);
    expect(await found({ status: 'approved' })).toEqual(['x']);
    expect(await found({ ruleId: 'cap' })).toEqual(['evaluation-1']);
    expect(await found({ ruleId: 'cap', status: 'approved' })).toEqual([]);
    expect(await found({ policyVersion: 2 })).toEqual([]);
    expect(await found({ from: inDays(5) })).toEqual(['x']);
    expect(await found({ to: inDays(5) })).toEqual(['evaluation-1']);
    await store.append([erasing(anErasure(evaluation))]);
    expect(await found({ ruleId: 'cap' })).toEqual([]);
    expect(await found({ status: 'violation' })).toEqual(['evaluation-1']);
  });
});

describe('reviews in memory', () => {
  it.each([
    ['a gap', { sequence: 2 }],
    ['a link to something else', { previousHash: 'a'.repeat(64) }],
    ['another evaluation', { evaluationId: 'other' }],
    ['another policy', { policyId: 'other' }],
  ])('are refused with %s', async (_, members) => {
    const { store, evaluation } = await aRecorded();
    await expect(store.append([reviewing(evaluation, reviewsOf(evaluation, [members]))])).rejects.toMatchObject({
      code: 'trail_corrupt',
    });
    expect((await store.readEvaluation('p', evaluation.id))?.reviews).toEqual([]);
  });

  it('continue each other; the second of two rivals is refused', async () => {
    const { store, evaluation } = await aRecorded();
    const [first, second] = reviewsOf(evaluation, [{}, { verdict: 'revoked' }]);
    if (first === undefined || second === undefined) throw new Error('two were made');
    await store.append([reviewing(evaluation, [first])]);
    await expect(store.append([reviewing(evaluation, [first])])).rejects.toMatchObject({ code: 'trail_corrupt' });
    await store.append([reviewing(evaluation, [second])]);
    expect((await store.readEvaluation('p', evaluation.id))?.reviews).toEqual([first, second]);
  });

  it('are decided in sight of what is there; none declines, and a stranger is told that there is nothing', async () => {
    const { store, evaluation } = await aRecorded();
    const seen: unknown[] = [];
    const looking = (evaluationId: string): Write => ({
      kind: 'review',
      policyId: 'p',
      evaluationId,
      decide(found) {
        seen.push(found);
        return [];
      },
    });
    const outcomes = await store.append([looking(evaluation.id), looking('unknown')]);
    expect(outcomes).toEqual([
      { kind: 'review', status: 'declined', reviews: [] },
      { kind: 'review', status: 'declined', reviews: [] },
    ]);
    expect(seen).toEqual([{ evaluation, reviews: [] }, undefined]);
    const stray = { ...reviewing(evaluation, reviewsOf(evaluation, [{}])), evaluationId: 'unknown' } as Write;
    await expect(store.append([stray])).rejects.toMatchObject({ code: 'trail_corrupt' });
  });
});

describe('an erasure in memory', () => {
  it('is made once: the first stays', async () => {
    const { store, evaluation } = await aRecorded();
    const [erasure, later] = [anErasure(evaluation), anErasure(evaluation, { reason: 'again' })];
    const outcomes = await store.append([erasing(erasure), erasing(later)]);
    expect(outcomes).toEqual([
      { kind: 'erasure', status: 'appended', erasure },
      { kind: 'erasure', status: 'already_stored', erasure },
    ]);
    expect(await store.readEvaluations({ policyId: 'p', limit: 9 })).toEqual([
      { evaluation: { ...evaluation, payload: null, erasure }, violations: [], reviews: [] },
    ]);
  });

  it('of another evaluation, or of none, is refused', async () => {
    const { store, evaluation } = await aRecorded();
    const other = { ...erasing(anErasure({ ...evaluation, id: 'other' })), evaluationId: evaluation.id } as Write;
    await expect(store.append([other])).rejects.toMatchObject({ code: 'trail_corrupt' });
    await expect(store.append([erasing(anErasure({ ...evaluation, id: 'none' }))])).rejects.toMatchObject({
      code: 'trail_corrupt',
    });
    expect((await store.readEvaluation('p', evaluation.id))?.evaluation).toEqual(evaluation);
  });
});

describe('a batch in memory', () => {
  it('that fails at its end leaves nothing of what it did before', async () => {
    const { store, evaluation } = await aRecorded();
    const fresh = await anEvaluation(store, 'p', 1, { id: 'fresh' });
    const before = await store.readEvaluations({ policyId: 'p', limit: 9 });
    const failing: Write = {
      kind: 'review',
      policyId: 'p',
      evaluationId: 'fresh',
      decide: () => {
        throw new RangeError('no');
      },
    };
    const batch = [
      recording(fresh),
      reviewing(fresh, reviewsOf(fresh, [{}])),
      reviewing(evaluation, reviewsOf(evaluation, [{}])),
      erasing(anErasure(evaluation)),
      erasing(anErasure(fresh)),
    ];
    await expect(store.append([...batch, failing])).rejects.toThrow('no');
    expect(await store.readEvaluations({ policyId: 'p', limit: 9 })).toEqual(before);
    expect((await store.listEvaluations({ policyId: 'p', limit: 9, filter: { ruleId: 'cap' } })).total).toBe(1);
    await store.append(batch);
    expect((await store.listEvaluations({ policyId: 'p', limit: 9 })).total).toBe(2);
  });
});
