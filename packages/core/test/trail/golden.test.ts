import { readFileSync } from 'node:fs';
import {
  canonicalJson,
  type Decision,
  type Erasure,
  type EvaluationHeader,
  type JsonObject,
  type JsonValue,
  type Pin,
  payloadHashOf,
  type Review,
  sealErasure,
  sealEvaluation,
  sealPin,
  sealReview,
  sealVersion,
  sha256Hex,
  type VersionHeader,
} from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { aTrail, bytesOf, contentOf, tokens } from './kit.js';
import {
  canonical,
  digestOf,
  erasureHash,
  evaluationHash,
  importId,
  type NaiveRecord,
  payloadHash,
  pinHash,
  reviewHash,
  sha256,
  versionHash,
} from './naive-seal.js';

// Changing one of these vectors breaks every trail there is.
const contents = vectors<{ name: string; policy: JsonObject; text: string; contentHash: string }[]>('contents');
const versions = vectors<{ name: string; header: VersionHeader; policy: JsonObject }[]>('versions');
const pins = vectors<{ name: string; pin: Pin }[]>('pins');
const imports =
  vectors<{ name: string; record: NaiveRecord; occurrence: number; contentHash: string; requestId: string }[]>(
    'imports',
  );
const evaluations = vectors<EvaluationVector[]>('evaluations');
const archive = vectors<{ digest: string; lines: string[] }>('archive');
const archiveText = archive.lines.map((line) => `${line}\n`).join('');
const recordsArchive = vectors<{ digest: string; lines: string[] }>('archive-records');
const recordsArchiveText = recordsArchive.lines.map((line) => `${line}\n`).join('');

interface EvaluationVector {
  readonly name: string;
  readonly salt: string;
  readonly input: JsonValue;
  readonly decision: Decision;
  readonly evaluation: EvaluationHeader;
  readonly reviews: readonly Review[];
  readonly erasure: Erasure | null;
}

// Parsed here and not imported: a bundler would make `__proto__` a prototype.
function vectors<Vectors>(name: string): Vectors {
  return JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8')) as Vectors;
}

describe('the content hash', () => {
  it.each(contents)('of $name is what it always was', ({ policy, text, contentHash }) => {
    expect([canonical(policy), sha256(text)]).toEqual([text, contentHash]);
    expect([canonicalJson(policy), sha256Hex(text)]).toEqual([text, contentHash]);
  });

  it.each(contents)('is that of a saved version: $name', async ({ policy, contentHash }) => {
    expect((await aTrail().trail.save('p', policy)).version.contentHash).toBe(contentHash);
  });
});

describe('the hash of a version', () => {
  it.each(versions)('is what it always was: $name', ({ header, policy }) => {
    expect([sha256(canonical(policy)), versionHash({ ...header })]).toEqual([header.contentHash, header.hash]);
    expect(sealVersion(header)).toBe(header.hash);
  });

  it('covers every member but the display names', () => {
    const [, second] = versions;
    const header = { ...(second as { header: VersionHeader }).header };
    const others: Partial<Record<keyof VersionHeader, unknown>> = {
      policyId: 'other',
      version: 3,
      requestId: 'other',
      createdAt: '2025-10-02T14:30:00.001Z',
      createdBy: { id: 'ana', kind: 'user', name: 'Ana' },
      changeNotes: null,
      label: null,
      title: '',
      effectiveAt: '2025-10-02T14:30:00.001Z',
      withdraws: 1,
      origin: { type: 'merged' },
      schema: { name: 'budget', contentHash: 'a'.repeat(64) },
      contentHash: 'a'.repeat(64),
      previousHash: null,
    };
    expect(Object.keys(others).sort()).toEqual(
      Object.keys(header)
        .filter((member) => member !== 'hash')
        .sort(),
    );
    for (const [member, other] of Object.entries(others)) {
      expect(sealVersion({ ...header, [member]: other })).not.toBe(header.hash);
    }
    expect(sealVersion({ ...header, createdBy: { id: 'ana', name: 'Anna' } })).toBe(header.hash);
  });
});

describe('the hash of a pin', () => {
  it.each(pins)('is what it always was: $name', ({ pin }) => {
    expect([pinHash({ ...pin }), sealPin(pin)]).toEqual([pin.hash, pin.hash]);
  });

  it('covers every member but the number of the version and the display names', () => {
    const { pin } = pins[1] as { pin: Pin };
    const others: Partial<Record<keyof Pin, unknown>> = {
      policyId: 'other',
      subject: { ...pin.subject, version: '4' },
      versionRequestId: 'other',
      contentHash: 'a'.repeat(64),
      pinnedAt: '2025-10-06T08:00:00.001Z',
      pinnedBy: null,
    };
    for (const [member, other] of Object.entries(others))
      expect(sealPin({ ...pin, [member]: other })).not.toBe(pin.hash);
    const pinnedBy = { id: 'agent-7', kind: 'agent', onBehalfOf: { id: 'ana', name: 'Anna' } };
    const renumbered: Pin = { ...pin, policyVersion: 9, pinnedBy };
    expect(sealPin(renumbered)).toBe(pin.hash);
  });
});

describe('the hashes of an evaluation', () => {
  it.each(evaluations)('are what they always were: $name', ({ salt, input, decision, evaluation }) => {
    const payload = { salt, input, decision };
    expect([payloadHash(payload), payloadHashOf(payload)]).toEqual([evaluation.payloadHash, evaluation.payloadHash]);
    expect([evaluationHash({ ...evaluation }), sealEvaluation(evaluation)]).toEqual([evaluation.hash, evaluation.hash]);
  });

  it('cover every member but the number, label and title of the version, and the display names', () => {
    const { evaluation } = evaluations[1] as EvaluationVector;
    const others: Partial<Record<keyof EvaluationHeader, unknown>> = {
      policyId: 'other',
      id: 'other',
      subject: { type: 'quote', id: 'Q-123', version: '4' },
      versionRequestId: 'other',
      contentHash: 'a'.repeat(64),
      schema: null,
      engine: 'policytrail-rules/2',
      status: 'approved',
      evaluatedAt: '2026-02-24T10:30:00.001Z',
      by: { id: 'ana', name: 'Ana' },
      supersedes: 'other',
      trigger: 'input',
      payloadHash: 'a'.repeat(64),
    };
    const unsealed = { policyVersion: 9, policyLabel: null, policyTitle: null, hash: '' };
    expect(Object.keys({ ...others, ...unsealed }).sort()).toEqual(Object.keys(evaluation).sort());
    for (const [member, other] of Object.entries(others)) {
      expect(sealEvaluation({ ...evaluation, [member]: other })).not.toBe(evaluation.hash);
    }
    const renamed = { ...evaluation, ...unsealed, by: { id: 'ana', kind: 'user', name: 'Anna' } };
    expect(sealEvaluation(renamed)).toBe(evaluation.hash);
  });

  it('cover salt, input and decision', () => {
    const { salt, input, decision, evaluation } = evaluations[1] as EvaluationVector;
    for (const other of [{ salt: '0'.repeat(64) }, { input: null }, { decision: { ...decision, reasons: [] } }]) {
      expect(payloadHashOf({ salt, input, decision, ...other })).not.toBe(evaluation.payloadHash);
    }
  });
});

describe('the hash of a review', () => {
  it.each(evaluations)('is what it always was, link by link: $name', ({ evaluation, reviews }) => {
    expect(reviews.map((review) => review.previousHash)).toEqual(
      [evaluation.hash, ...reviews.map(({ hash }) => hash)].slice(0, -1),
    );
    for (const review of reviews) {
      expect([reviewHash({ ...review }), sealReview(review)]).toEqual([review.hash, review.hash]);
    }
  });

  it('covers every member but the display names', () => {
    const review = evaluations[1]?.reviews[2] as Review;
    const others: Partial<Record<keyof Review, unknown>> = {
      policyId: 'other',
      evaluationId: 'other',
      sequence: 4,
      requestId: 'other',
      ruleId: 'other',
      verdict: 'approved',
      as: 'other',
      by: { ...review.by, kind: 'user' },
      reason: null,
      reviewedAt: '2026-02-24T12:00:00.001Z',
      expiresAt: null,
      upTo: null,
      previousHash: 'a'.repeat(64),
    };
    expect(Object.keys({ ...others, hash: '' }).sort()).toEqual(Object.keys(review).sort());
    for (const [member, other] of Object.entries(others)) {
      expect(sealReview({ ...review, [member]: other })).not.toBe(review.hash);
    }
    const by = { id: 'agent-7', kind: 'agent', onBehalfOf: { id: 'ana', name: 'Anna' } };
    expect(sealReview({ ...review, by })).toBe(review.hash);
  });
});

describe('the hash of an erasure', () => {
  const { erasure } = evaluations[3] as { erasure: Erasure };

  it('is what it always was', () => {
    expect([erasureHash({ ...erasure }), sealErasure(erasure)]).toEqual([erasure.hash, erasure.hash]);
  });

  it('covers every member but the display names', () => {
    const others: Partial<Record<keyof Erasure, unknown>> = {
      policyId: 'other',
      evaluationId: 'other',
      erasedAt: '2025-10-09T08:00:00.001Z',
      erasedBy: null,
      reason: null,
    };
    expect(Object.keys({ ...others, hash: '' }).sort()).toEqual(Object.keys(erasure).sort());
    for (const [member, other] of Object.entries(others)) {
      expect(sealErasure({ ...erasure, [member]: other })).not.toBe(erasure.hash);
    }
    expect(sealErasure({ ...erasure, erasedBy: { id: 'dpo', name: 'Other' } })).toBe(erasure.hash);
  });
});

describe('the request id of an imported record', () => {
  it.each(imports)('is what it always was: $name', async ({ record, occurrence, requestId }) => {
    expect(importId(record, occurrence)).toBe(requestId);
    const { trail, clock } = aTrail();
    clock.set('2100-01-01T00:00:00.000Z');
    const text = `${JSON.stringify(record)}\n`.repeat(occurrence + 1);
    await trail.importHistory(new TextEncoder().encode(text), { allowUnchanged: true });
    expect((await trail.version(record['policyId'] as string, occurrence + 1))?.requestId).toBe(requestId);
  });
});

describe('an archive', () => {
  it('is read, sealed link by link, and written again to the same bytes', async () => {
    const { trail, store } = aTrail();
    await trail.importArchive(new TextEncoder().encode(archiveText));
    expect(await contentOf(store)).toBe(archiveText);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('has the digest of its lines', () => {
    const { digest, lines } = archive;
    expect(digestOf(lines.slice(0, -1))).toBe(digest);
    expect(lines.at(-1)).toBe(`{"end":{"digest":"${digest}","pins":3,"versions":9}}`);
    expect(lines.map((line) => canonical(JSON.parse(line)))).toEqual(lines);
  });

  it('of evaluations, reviews and an erasure is read, sealed link by link, and written again to the same bytes', async () => {
    const { trail, store } = aTrail();
    await trail.importArchive(new TextEncoder().encode(recordsArchiveText));
    expect(await contentOf(store)).toBe(recordsArchiveText);
    expect((await trail.verifyAll()).problems).toEqual([]);
    for (const { evaluation, reviews, erasure } of evaluations) {
      const whole = await store.readEvaluation(evaluation.policyId, evaluation.id);
      expect(whole).toMatchObject({ evaluation: { ...evaluation, erasure }, reviews });
    }
  });

  it('counts evaluations, reviews and erasures only where there are some', () => {
    const { digest, lines } = recordsArchive;
    expect(digestOf(lines.slice(0, -1))).toBe(digest);
    expect(lines.at(-1)).toBe(
      `{"end":{"digest":"${digest}","erasures":1,"evaluations":4,"pins":3,"reviews":5,"versions":9}}`,
    );
    expect(lines.map((line) => canonical(JSON.parse(line)))).toEqual(lines);
  });

  it('is what a trail writes that saved, planned, withdrew, restored and pinned it', async () => {
    const { trail, clock, store } = aTrail();
    for (const { header, policy } of versions) {
      const { policyId, requestId, createdAt, createdBy, changeNotes, label, title, effectiveAt } = header;
      if (policyId === 'every-member') continue;
      clock.set(createdAt);
      const options = {
        requestId,
        ...(createdBy === null ? {} : { by: createdBy }),
        ...(changeNotes === null ? {} : { changeNotes }),
        ...(label === null ? {} : { label }),
        ...(title === null ? {} : { title }),
      };
      if (header.withdraws !== null) await trail.withdraw(policyId, header.withdraws, options);
      else if (header.origin.type === 'restored') await trail.restore(policyId, header.origin.version, options);
      else await trail.save(policyId, policy, { ...options, effectiveAt });
      for (const { pin } of pins) {
        if (pin.policyId !== policyId || pin.pinnedAt !== createdAt) continue;
        await trail.pin(policyId, pin.subject, pin.pinnedBy === null ? {} : { by: pin.pinnedBy });
      }
    }
    expect(await contentOf(store)).toBe(archiveText);
  });

  it('has the same bytes each time, gzipped too', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1));
    expect(await bytesOf(trail.exportArchive())).toEqual(await bytesOf(trail.exportArchive()));
  });
});
