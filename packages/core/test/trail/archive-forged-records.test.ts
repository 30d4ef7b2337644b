import type { PolicytrailError } from '@policytrail/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { archiveLines, bytes, completed, imported, type Records, recordsOf, resealed } from './archive-kit.js';
import { aTrail, codeOf, contentOf, failureOf, inDays, tokens } from './kit.js';
import { canonical, type NaiveRecord } from './naive-seal.js';
import { aDecision, aFullTrail, aJudgedHistory, anErasure } from './records-kit.js';

// Whoever edits an archive can also make its counts, heads and digests right, and even every hash.
describe('a forged archive of evaluations', () => {
  let lines: readonly string[] = [];

  beforeAll(async () => {
    lines = (await archiveLines((await aJudgedHistory()).store)).slice(1, -1);
  });

  async function refused(text: string): Promise<PolicytrailError> {
    const { trail, store } = aTrail();
    await trail.save('mine', tokens(1));
    const before = await contentOf(store);
    const error = await failureOf(() => trail.importArchive(bytes(text)));
    expect([error.code, await contentOf(store)]).toEqual(['archive_invalid', before]);
    expect(error.details).toHaveProperty('line');
    return error;
  }

  /** The archive with the first line of a kind edited, and counts and digest made right. */
  function edited(kind: 'evaluation' | 'review', change: (record: NaiveRecord) => NaiveRecord, at = 0): string {
    const places = lines.flatMap((line, index) => (line.startsWith(`{"${kind}"`) ? [index] : []));
    const place = places[at] ?? -1;
    const record = (JSON.parse(lines[place] ?? '') as Record<string, NaiveRecord>)[kind] ?? {};
    return completed(lines.with(place, canonical({ [kind]: change(record) })));
  }

  /** The archive after any change to its records, every hash made right. */
  function forged(change: (records: Records['records']) => void): string {
    const records = recordsOf(lines);
    change(records.records);
    return resealed(records);
  }

  const evaluationAt =
    (at: number, members: NaiveRecord) =>
    (records: Records['records']): void => {
      records[at] = { evaluation: { ...records[at]?.evaluation, ...members } };
    };

  const reviewAt =
    (at: number, members: NaiveRecord) =>
    (records: Records['records']): void => {
      records[at] = { review: { ...records[at]?.review, ...members } };
    };

  const payloadAt = (at: number, members: NaiveRecord) => (records: Records['records']) =>
    evaluationAt(at, { payload: { ...(records[at]?.evaluation?.['payload'] as object), ...members } })(records);

  it('is taken where nothing was changed: so the helpers of this test are right', async () => {
    for (const text of [completed(lines), forged(() => {})]) {
      expect(await contentOf((await aJudgedHistory()).store)).toBe(text);
      expect((await (await imported(text)).verifyAll()).problems).toEqual([]);
    }
  });

  const evaluationEdits: NaiveRecord = {
    policyId: 'q',
    id: 'aa',
    subject: null,
    policyVersion: 2,
    policyLabel: null,
    policyTitle: null,
    versionRequestId: 'other',
    contentHash: 'a'.repeat(64),
    schema: { name: 'budget', contentHash: 'a'.repeat(64) },
    engine: 'policytrail-rules/0',
    status: 'approved',
    evaluatedAt: inDays(1),
    by: { id: 'eve' },
    supersedes: 'other',
    trigger: 'input',
    payloadHash: 'a'.repeat(64),
    hash: 'a'.repeat(64),
    payload: null,
    erasure: anErasure({ policyId: 'p', id: 'a' } as never),
  };

  it.each(Object.keys(evaluationEdits))('is refused for the `%s` of an evaluation', async (member) => {
    await refused(edited('evaluation', (record) => ({ ...record, [member]: evaluationEdits[member] })));
  });

  it.each(Object.keys(evaluationEdits))('is refused without the `%s` of an evaluation', async (member) => {
    await refused(edited('evaluation', ({ [member]: _, ...record }) => record));
  });

  const reviewEdits: NaiveRecord = {
    policyId: 'q',
    evaluationId: 'b',
    sequence: 2,
    requestId: 'other',
    ruleId: 'other',
    verdict: 'waived',
    as: null,
    by: null,
    reason: 'other',
    reviewedAt: inDays(1),
    expiresAt: inDays(5),
    upTo: null,
    previousHash: 'a'.repeat(64),
    hash: 'a'.repeat(64),
  };

  it.each(Object.keys(reviewEdits))('is refused for the `%s` of a review', async (member) => {
    await refused(edited('review', (record) => ({ ...record, [member]: reviewEdits[member] })));
  });

  it.each(Object.keys(reviewEdits))('is refused without the `%s` of a review', async (member) => {
    await refused(edited('review', ({ [member]: _, ...record }) => record));
  });

  it.each(['policyId', 'evaluationId', 'erasedAt', 'erasedBy', 'reason', 'hash'])(
    'is refused for the `%s` of an erasure, and without it',
    async (member) => {
      const others: NaiveRecord = {
        policyId: 'q',
        evaluationId: 'a',
        erasedAt: inDays(1),
        erasedBy: null,
        reason: null,
      };
      const change = (erasure: NaiveRecord) => edited('evaluation', (record) => ({ ...record, erasure }), 2);
      const { [member]: _, ...rest } = erasureOf(lines);
      await refused(change({ ...erasureOf(lines), [member]: others[member] ?? 'a'.repeat(64) }));
      await refused(change(rest));
    },
  );

  it.each([
    ['a member more in an evaluation', () => edited('evaluation', (record) => ({ ...record, extra: 1 }))],
    ['a member more in a review', () => edited('review', (record) => ({ ...record, extra: 1 }))],
    ['the input edited', () => edited('evaluation', withPayload({ input: {} }))],
    ['the salt edited', () => edited('evaluation', withPayload({ salt: '0'.repeat(64) }))],
    ['a member more beside the input', () => edited('evaluation', withPayload({ extra: 1 }))],
    ['an evaluation twice', () => completed(lines.toSpliced(2, 0, lines[2] ?? ''))],
    ['a review twice', () => completed(lines.toSpliced(3, 0, lines[3] ?? ''))],
    ['a review left out', () => completed(lines.toSpliced(3, 1))],
    ['reviews in another order', () => completed(lines.with(3, lines[4] ?? '').with(4, lines[3] ?? ''))],
    ['a review behind another evaluation', () => completed([...lines.toSpliced(4, 1), lines[4] ?? ''])],
    ['a review before any evaluation', () => completed([...lines.slice(0, 2), lines[3] ?? '', ...lines.slice(2)])],
    ['evaluations in another order', () => completed(lines.with(-1, lines.at(-3) ?? '').with(-3, lines.at(-1) ?? ''))],
    ['a version after an evaluation', () => completed([lines[0] ?? '', ...lines.slice(2), lines[1] ?? ''])],
    ['an evaluation before a version', () => completed([...lines.slice(2), ...lines.slice(0, 2)])],
    ['the version of an evaluation left out', () => completed(lines.toSpliced(1, 1))],
    ['all of an evaluation but its reviews left out', () => completed(lines.toSpliced(2, 1))],
    [
      'an evaluation and a review in one line',
      () => completed(lines.with(2, canonical({ review: {}, ...(JSON.parse(lines[2] ?? '') as object) }))),
    ],
  ])('is refused with %s', async (_, text) => {
    await refused(text());
  });

  it('is refused with an evaluation before a pin, or before the versions of another policy', async () => {
    const full = (await archiveLines((await aFullTrail()).store)).slice(1, -1);
    const isJudged = (line: string) => /^{"(evaluation|review)"/.test(line);
    const rest = full.filter((line) => !isJudged(line));
    const judged = full.filter(isJudged);
    const firstPin = rest.findIndex((line) => line.startsWith('{"pin"'));
    expect((await imported(completed([...rest, ...judged]))) && firstPin).toBe(10);
    const beforePins = [...rest.slice(0, firstPin), ...judged, ...rest.slice(firstPin)];
    const evaluation = judged.find((line) => line.includes('"policyId":"__proto__"')) ?? '';
    const beforeVersions = [...rest.slice(0, firstPin - 1), evaluation, ...rest.slice(firstPin - 1, firstPin)];
    for (const some of [beforePins, beforeVersions]) {
      expect((await refused(completed(some))).message).toContain('out of order');
    }
  });

  it('is refused where its end counts otherwise', async () => {
    const text = completed(lines);
    for (const count of ['"evaluations":4', '"reviews":3', '"erasures":1']) {
      expect(text).toContain(count);
      await refused(text.replace(count, `${count}1`));
      await refused(text.replace(`${count},`, ''));
    }
  });

  it.each([
    ['a decision of another status', payloadAt(0, { decision: aDecision() })],
    ['a decision with a status nobody knows', payloadAt(0, { decision: { ...aDecision(), status: 'waived' } })],
    [
      'a decision without violations',
      payloadAt(0, { decision: { status: 'violation', reasons: [], appliedRules: [] } }),
    ],
    ['a decision whose violations are no list', payloadAt(0, { decision: { ...aDecision(), violations: {} } })],
    ['a decision whose reasons are numbers', payloadAt(0, { decision: { ...aDecision('cap'), reasons: [1] } })],
    ['a violation that is text', payloadAt(0, { decision: { ...aDecision('cap'), violations: ['cap'] } })],
    ['a violation with a member more', payloadAt(0, { decision: withViolation({ extra: 1 }) })],
    ['a violation of a severity nobody knows', payloadAt(0, { decision: withViolation({ severity: 'mild' }) })],
    ['a threshold that is a number', payloadAt(0, { decision: withViolation({ thresholdValue: 20 }) })],
    ['a comparison that is text', payloadAt(0, { decision: withViolation({ comparisons: ['>'] }) })],
    ['a comparison without a result', payloadAt(0, { decision: withViolation({ comparisons: [{ operator: '>' }] }) })],
    ['a remedy that is text', payloadAt(0, { decision: withViolation({ remedy: 'less' }) })],
    [
      'a remedy of a bound nobody knows',
      payloadAt(0, { decision: withViolation({ remedy: { field: '', bound: 'about', values: [] } }) }),
    ],
    ['no salt', payloadAt(0, { salt: '' })],
    ['neither payload nor erasure', evaluationAt(0, { payload: null })],
    ['an erasure of what is still there', evaluationAt(0, { erasure: anErasure({ policyId: 'p', id: 'a' } as never) })],
    ['the erasure of another evaluation', evaluationAt(4, { erasure: anErasure({ policyId: 'p', id: 'a' } as never) })],
    [
      'an erasure with a date that is none',
      evaluationAt(4, { erasure: { ...anErasure({ policyId: 'p', id: 'c' } as never), erasedAt: 'today' } }),
    ],
    ['an evaluation by a version that is not there', evaluationAt(0, { policyVersion: 3 })],
    ['an evaluation by another version', evaluationAt(0, { policyVersion: 2 })],
    ['an evaluation of another policy', evaluationAt(0, { policyId: 'q' })],
    ['an evaluation of a definition', evaluationAt(0, { policyId: '~schema/p' })],
    ['an evaluation with another label', evaluationAt(0, { policyLabel: 'v9' })],
    ['an evaluation with another title', evaluationAt(0, { policyTitle: 'Other' })],
    ['an evaluation without an id', evaluationAt(0, { id: '' })],
    ['a subject without a type', evaluationAt(0, { subject: { type: '', id: 'Q', version: '' } })],
    ['a trigger nobody knows', evaluationAt(0, { trigger: 'whim' })],
    ['a status nobody knows', evaluationAt(0, { status: 'waived' })],
    ['a date that is none', evaluationAt(0, { evaluatedAt: '2025-02-30T00:00:00.000Z' })],
    ['an author without an id', evaluationAt(0, { by: { id: '' } })],
    [
      'reviews in another order',
      (records: Records['records']) => void records.splice(1, 2, records[2] ?? {}, records[1] ?? {}),
    ],
    ['a verdict nobody knows', reviewAt(1, { verdict: 'liked' })],
    ['a review without a rule', reviewAt(1, { ruleId: null })],
    ['a review with a date that is none', reviewAt(1, { reviewedAt: 'today' })],
    ['a review that expires at no instant', reviewAt(1, { expiresAt: 'soon' })],
    ['the review of another evaluation', reviewAt(1, { evaluationId: 'b' })],
    ['a review of another policy', reviewAt(1, { policyId: 'q' })],
  ])('with every hash made right is refused for %s', async (_, edit) => {
    const text = forged(edit);
    expect(text).not.toBe(completed(lines));
    await refused(text);
  });

  it('that rewrites a decision is only told by what is there already', async () => {
    const text = forged((records) => {
      payloadAt(0, { decision: aDecision() })(records);
      evaluationAt(0, { status: 'approved' })(records);
    });
    expect((await (await imported(text)).verifyAll()).valid).toBe(true);
    const { trail, store } = await aJudgedHistory();
    const before = await contentOf(store);
    expect(await codeOf(() => trail.importArchive(bytes(text)))).toBe('sync_conflict');
    expect(await contentOf(store)).toBe(before);
  });

  it('is refused with a message that names line and evaluation, and nothing the documents say', async () => {
    const error = await refused(edited('evaluation', withPayload({ input: { secret: 'canary' } })));
    expect(error.details).toEqual({ policyId: 'p', evaluationId: 'a', line: 4 });
    expect(error.message).toMatch(/^line 4: evaluation `a` of `p`: /);
    expect(error.message).not.toContain('canary');
  });
});

function withPayload(members: NaiveRecord): (record: NaiveRecord) => NaiveRecord {
  return (record) => ({ ...record, payload: { ...(record['payload'] as object), ...members } });
}

function withViolation(members: object): unknown {
  const decision = aDecision('cap');
  return { ...decision, violations: decision.violations.map((violation) => ({ ...violation, ...members })) };
}

function erasureOf(lines: readonly string[]): NaiveRecord {
  const evaluations = lines.map((line) => (JSON.parse(line) as { evaluation?: NaiveRecord }).evaluation);
  return evaluations.find((evaluation) => (evaluation?.['erasure'] ?? null) !== null)?.['erasure'] as NaiveRecord;
}
