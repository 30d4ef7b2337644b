import { gzipSync } from 'node:zlib';
import { definePolicy, type PolicyStore, type PolicyTrail } from '@policytrail/core';
import { field } from '@policytrail/core/zod';
import * as z from 'zod';
import { aTrail, contentOf, inDays, type Kit, tokens } from './kit.js';
import {
  canonical,
  digestOf,
  erasureHash,
  evaluationHash,
  type NaiveRecord,
  payloadHash,
  pinHash,
  reviewHash,
  versionHash,
} from './naive-seal.js';

const limit = z.object({ model: z.string(), tokens: z.number().int() });
export const limits = definePolicy({
  name: 'limits',
  appliesTo: 'limits-',
  policy: z.object({ items: z.array(limit).meta(field({ key: 'model' })) }),
});

/** A trail with all that an archive can hold: definitions, labels, plans, a withdrawal, pins, odd ids and odd keys. */
export async function aRichTrail(): Promise<Kit> {
  const kit = aTrail({ definition: limits });
  const { trail, clock } = kit;
  await trail.save('limits-1', {
    items: [
      { model: 'a', tokens: 1 },
      { model: 'b', tokens: 2 },
    ],
  });
  await trail.save('\u{1F600}', JSON.parse('{"__proto__":{"constructor":1},"\u{1F600}":1,"\uFF5E":2}'));
  await trail.save('\uFF5E', tokens(1), { title: 'before the emoji by code point, after it by UTF-16' });
  await trail.save('__proto__', tokens(1), {
    label: 'v1',
    by: { id: 'ana', name: 'Ana', onBehalfOf: { id: 'bo', name: 'Bo' } },
  });
  await trail.pin('__proto__', { type: 'run', id: 'run-1' }, { by: 'ana' });
  clock.set(inDays(1));
  await trail.save('limits-1', { items: [{ model: 'b', tokens: 9 }] }, { changeNotes: 'größer\n"quoted"' });
  await trail.save('__proto__', tokens(2), { label: 'v2', effectiveAt: inDays(5) });
  await trail.save('__proto__', tokens(3), { effectiveAt: inDays(7) });
  await trail.withdraw('__proto__', 2, { by: 'ana' });
  await trail.restore('__proto__', 2, { label: 'v5' });
  await trail.pin('__proto__', { type: 'run', id: '\u{1F600}', version: 2 });
  await trail.pin('__proto__', { type: 'run', id: '\uFF5E' });
  await trail.pin('limits-1', { type: 'quote', id: 'Q-123', version: 3 });
  return kit;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function gzipped(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(text));
}

export async function archiveLines(store: PolicyStore): Promise<readonly string[]> {
  return (await contentOf(store)).split('\n').slice(0, -1);
}

export function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** The lines with an end that counts and digests them anew, and a manifest of the heads they have. */
export function completed(lines: readonly string[], manifest: string = manifestOf(lines)): string {
  const all = [manifest, ...lines];
  const { versions, records } = recordsOf(lines);
  const evaluations = records.flatMap(({ evaluation }) => (evaluation === undefined ? [] : [evaluation]));
  const counts = { versions: versions.length, pins: lines.length - versions.length - records.length };
  const recordCounts = {
    evaluations: evaluations.length,
    reviews: records.length - evaluations.length,
    erasures: evaluations.filter(({ erasure }) => erasure !== null).length,
  };
  const end = { ...counts, ...(evaluations.length === 0 ? {} : recordCounts), digest: digestOf(all) };
  return joined([...all, canonical({ end })]);
}

function manifestOf(lines: readonly string[]): string {
  const heads = new Map<unknown, object>();
  for (const { policyId, version, hash } of recordsOf(lines).versions) heads.set(policyId, { policyId, version, hash });
  return canonical({ manifest: { format: 'policytrail/archive/v1', heads: [...heads.values()] } });
}

/** Versions, pins and records of an archive, as what can be edited. */
export interface Records {
  readonly versions: NaiveRecord[];
  readonly pins: NaiveRecord[];
  /** Evaluations, each with its reviews after it. */
  readonly records: ArchivedRecord[];
}

/** The line of an evaluation or of a review. */
export interface ArchivedRecord {
  evaluation?: NaiveRecord;
  review?: NaiveRecord;
}

export function recordsOf(lines: readonly string[]): Records {
  const parsed = lines.map((line) => JSON.parse(line) as { version?: NaiveRecord; pin?: NaiveRecord } & ArchivedRecord);
  return {
    versions: parsed.flatMap(({ version }) => (version === undefined ? [] : [version])),
    pins: parsed.flatMap(({ pin }) => (pin === undefined ? [] : [pin])),
    records: parsed.filter(({ evaluation, review }) => evaluation !== undefined || review !== undefined),
  };
}

/** An archive in which every hash is right, link by link, whatever was done to the records. */
export function resealed({ versions, pins, records }: Records): string {
  let previous: NaiveRecord | undefined;
  const sealed = versions.map((version) => {
    const isSamePolicy = previous?.['policyId'] === version['policyId'];
    const linked = { ...version, previousHash: isSamePolicy ? previous?.['hash'] : null };
    previous = { ...linked, hash: versionHash(linked) };
    return previous;
  });
  const sealedPins = pins.map((pin) => ({ ...pin, hash: pinHash(pin) }));
  return completed([
    ...sealed.map((version) => canonical({ version })),
    ...sealedPins.map((pin) => canonical({ pin })),
    ...resealedRecords(records).map(canonical),
  ]);
}

function resealedRecords(records: readonly ArchivedRecord[]): readonly ArchivedRecord[] {
  let previousHash: unknown;
  return records.map(({ evaluation, review }) => {
    if (evaluation === undefined) {
      const linked = { ...review, previousHash };
      previousHash = reviewHash(linked);
      return { review: { ...linked, hash: previousHash } };
    }
    const { payload, erasure } = evaluation as { payload: NaiveRecord | null; erasure: NaiveRecord | null };
    const hashed = payload === null ? evaluation : { ...evaluation, payloadHash: payloadHash(payload) };
    previousHash = evaluationHash(hashed);
    const sealedErasure = erasure === null ? null : { ...erasure, hash: erasureHash(erasure) };
    return { evaluation: { ...hashed, hash: previousHash, erasure: sealedErasure } };
  });
}

/** Imports plain text into a trail of its own. */
export async function imported(text: string): Promise<PolicyTrail> {
  const { trail } = aTrail();
  await trail.importArchive(bytes(text));
  return trail;
}
