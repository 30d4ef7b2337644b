import { describe, expect, it } from 'vitest';
import { archiveLines, bytes } from './archive-kit.js';
import { aTrail, bytesOf, codeOf, contentOf, failureOf, type Kit, tokens } from './kit.js';
import {
  aDecision,
  aFullTrail,
  aJudgedHistory,
  anErasure,
  anEvaluation,
  erasing,
  recording,
  reviewing,
  reviewsOf,
} from './records-kit.js';
import { tampered } from './wrapped-store.js';

const nothingNew = {
  versions: { appended: 0, alreadyStored: 2 },
  evaluations: { appended: 0, alreadyStored: 4 },
  reviews: { appended: 0, alreadyStored: 3 },
};

/** A second trail with the same versions and records. */
async function aCopy({ trail }: Kit): Promise<Kit> {
  const copy = aTrail();
  await copy.trail.importArchive(trail.exportArchive());
  return copy;
}

describe('an archive of evaluations', () => {
  it('brings all over: export, import, export gives the same bytes', async () => {
    const { trail, store } = await aFullTrail();
    const copy = aTrail();
    expect(await copy.trail.importArchive(trail.exportArchive())).toMatchObject({
      policies: 5,
      evaluations: { appended: 4, alreadyStored: 0 },
      reviews: { appended: 3, alreadyStored: 0 },
      erasures: { appended: 1, alreadyStored: 0, notApplied: 0 },
    });
    expect(await bytesOf(copy.trail.exportArchive())).toEqual(await bytesOf(trail.exportArchive()));
    expect((await copy.trail.verifyAll()).problems).toEqual([]);
    for (const policyId of ['__proto__', 'limits-1', '\u{1F600}', '\uFF5E']) {
      const all = { policyId, limit: 100 };
      expect(await copy.store.readEvaluations(all)).toEqual(await store.readEvaluations(all));
    }
    expect((await copy.store.listEvaluations({ policyId: '__proto__', limit: 9, filter: { ruleId: 'b' } })).total).toBe(
      1,
    );
  });

  it('holds them after the pins, by policy and id in code point order, each with its reviews after it', async () => {
    const lines = (await archiveLines((await aFullTrail()).store)).map((line) => JSON.parse(line));
    const kinds = lines.map((line) => Object.keys(line)[0]);
    expect(kinds.slice(-9)).toEqual([
      'pin',
      'evaluation',
      'review',
      'review',
      'evaluation',
      'evaluation',
      'review',
      'evaluation',
      'end',
    ]);
    expect(
      lines.flatMap(({ evaluation }) => (evaluation === undefined ? [] : [`${evaluation.policyId} ${evaluation.id}`])),
    ).toEqual(['__proto__ z', '__proto__ ~', 'limits-1 !', '\u{1F600} 0']);
  });

  it('of some policies brings the definitions along that their inputs were validated by', async () => {
    const { trail, store } = await aFullTrail();
    const schema = { name: 'limits', contentHash: 'c'.repeat(64) };
    await store.append([recording(await anEvaluation(store, '\uFF5E', 1, { schema }))]);
    const copy = aTrail();
    await copy.trail.importArchive(trail.exportArchive({ policyIds: ['\uFF5E'] }));
    expect(await copy.store.listPolicyIds()).toEqual(['~schema/limits', '\uFF5E']);
    expect(await copy.trail.verifyAll()).toMatchObject({ valid: true, evaluations: 1 });
  });

  it('leaves to the next one what was judged by versions saved meanwhile', async () => {
    const { trail, store } = await aFullTrail();
    const before = await contentOf(store);
    const reader = trail.exportArchive({ gzip: false }).getReader();
    const texts = [(await reader.read()).value];
    await trail.save('__proto__', tokens(77));
    await store.append([recording(await anEvaluation(store, '__proto__', 6, { id: 'later' }))]);
    for (let next = await reader.read(); !next.done; next = await reader.read()) texts.push(next.value);
    expect(texts.map((text) => new TextDecoder().decode(text)).join('')).toBe(before);
  });

  it('tells how far it is', async () => {
    const { trail } = await aFullTrail();
    const written: unknown[] = [];
    const archive = await bytesOf(trail.exportArchive({ onProgress: (progress) => void written.push(progress) }));
    const read: number[] = [];
    await aTrail().trail.importArchive(archive, { onProgress: ({ done }) => void read.push(done) });
    expect([written.length, written.at(9), written.at(-1), read.at(-1)]).toEqual([
      14,
      { done: 10, total: 10 },
      { done: 14 },
      23,
    ]);
  });

  it('of a payload that can not be read fails instead of writing what no import would take', async () => {
    const { store } = await aJudgedHistory();
    const broken = tampered(store, {
      records: (rows) =>
        rows.map((row) => ({
          ...row,
          evaluation: {
            ...row.evaluation,
            payload: row.evaluation.payload && { ...row.evaluation.payload, inputJson: '{' },
          },
        })),
    });
    const error = await failureOf(() => contentOf(broken));
    expect([error.code, error.details]).toEqual(['trail_corrupt', { policyId: 'p', evaluationId: 'a' }]);
  });
});

describe('an import of evaluations into a store that has something', () => {
  it('adds nothing where all is there', async () => {
    const kit = await aJudgedHistory();
    const before = await contentOf(kit.store);
    expect(await kit.trail.importArchive(kit.trail.exportArchive())).toMatchObject({
      ...nothingNew,
      erasures: { appended: 0, alreadyStored: 1, notApplied: 0 },
    });
    expect(await contentOf(kit.store)).toBe(before);
  });

  it('adds the evaluations and reviews that are new, and keeps what the store has beyond', async () => {
    const kit = await aJudgedHistory();
    const copy = await aCopy(kit);
    const { evaluation, reviews } = (await kit.store.readEvaluation('p', 'a')) ?? expect.fail();
    await kit.store.append([
      reviewing(evaluation, reviewsOf(evaluation, [{ requestId: 'later' }], reviews)),
      recording(await anEvaluation(kit.store, 'p', 2, { id: 'e' })),
    ]);
    const longer = await contentOf(kit.store);
    const shorter = await contentOf(copy.store);
    expect(await copy.trail.importArchive(bytes(longer))).toMatchObject({
      evaluations: { appended: 1, alreadyStored: 4 },
      reviews: { appended: 1, alreadyStored: 3 },
    });
    expect(await contentOf(copy.store)).toBe(longer);
    expect(await kit.trail.importArchive(bytes(shorter))).toMatchObject(nothingNew);
    expect(await contentOf(kit.store)).toBe(longer);
  });

  it('never brings back what was erased here', async () => {
    const kit = await aJudgedHistory();
    const whole = await contentOf(kit.store);
    const { evaluation } = (await kit.store.readEvaluation('p', 'a')) ?? expect.fail();
    await kit.store.append([erasing(anErasure(evaluation))]);
    const erased = await contentOf(kit.store);
    expect(await kit.trail.importArchive(bytes(whole))).toMatchObject({
      ...nothingNew,
      erasures: { appended: 0, alreadyStored: 1, notApplied: 0 },
    });
    expect(await contentOf(kit.store)).toBe(erased);
  });

  it('never erases what is whole here, and says how often it did not', async () => {
    const kit = await aJudgedHistory();
    const copy = await aCopy(kit);
    const whole = await contentOf(copy.store);
    const { evaluation } = (await kit.store.readEvaluation('p', 'a')) ?? expect.fail();
    await kit.store.append([erasing(anErasure(evaluation))]);
    expect(await copy.trail.importArchive(kit.trail.exportArchive())).toMatchObject({
      ...nothingNew,
      erasures: { appended: 0, alreadyStored: 1, notApplied: 1 },
    });
    expect(await contentOf(copy.store)).toBe(whole);
  });

  it('is refused where an evaluation of the same id is another one, and nothing is stored', async () => {
    const kit = await aJudgedHistory();
    const copy = await aCopy(kit);
    await kit.store.append([recording(await anEvaluation(kit.store, 'p', 2, { id: 'x', input: 1 }))]);
    await copy.store.append([recording(await anEvaluation(copy.store, 'p', 2, { id: 'x', input: 2 }))]);
    await kit.trail.save('new', tokens(1));
    const before = await contentOf(copy.store);
    const error = await failureOf(() => copy.trail.importArchive(kit.trail.exportArchive()));
    expect([error.code, error.details]).toEqual(['sync_conflict', { policyId: 'p', version: 2, evaluationId: 'x' }]);
    expect(await contentOf(copy.store)).toBe(before);
  });

  it('is refused where the reviews went different ways, and nothing is stored', async () => {
    const kit = await aJudgedHistory();
    const copy = await aCopy(kit);
    for (const [{ store }, verdict] of [
      [kit, 'approved'],
      [copy, 'rejected'],
    ] as const) {
      const { evaluation } = (await store.readEvaluation('p', 'b')) ?? expect.fail();
      await store.append([reviewing(evaluation, reviewsOf(evaluation, [{ verdict }]))]);
    }
    const before = await contentOf(copy.store);
    const error = await failureOf(() => copy.trail.importArchive(kit.trail.exportArchive()));
    expect([error.code, error.details]).toEqual(['sync_conflict', { policyId: 'p', version: 2, evaluationId: 'b' }]);
    expect(await contentOf(copy.store)).toBe(before);
  });

  it('keeps to the limits of the trail for inputs, as for policies', async () => {
    const { trail, store } = aTrail();
    await trail.save('p', tokens(1));
    await store.append([
      recording(await anEvaluation(store, 'p', 1, { input: 'x'.repeat(100), decision: aDecision() })),
    ]);
    const text = await contentOf(store);
    expect(await codeOf(() => aTrail({ limits: { maxBytes: 50 } }).trail.importArchive(bytes(text)))).toBe(
      'archive_invalid',
    );
    expect(await aTrail().trail.importArchive(bytes(text))).toMatchObject({ evaluations: { appended: 1 } });
  });

  it('takes an input as deep as a policy may be', async () => {
    const { trail, store } = aTrail();
    await trail.save('p', tokens(1));
    const input = JSON.parse('['.repeat(64) + ']'.repeat(64));
    await store.append([recording(await anEvaluation(store, 'p', 1, { input }))]);
    expect(await aTrail().trail.importArchive(trail.exportArchive())).toMatchObject({ evaluations: { appended: 1 } });
  });
});
