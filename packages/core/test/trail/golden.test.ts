import { readFileSync } from 'node:fs';
import {
  canonicalJson,
  type JsonObject,
  type Pin,
  sealPin,
  sealVersion,
  sha256Hex,
  type VersionHeader,
} from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { aTrail, bytesOf, contentOf, tokens } from './kit.js';
import { canonical, digestOf, importId, type NaiveRecord, pinHash, sha256, versionHash } from './naive-seal.js';

// Changing one of these vectors breaks every trail there is.
const contents = vectors<{ name: string; policy: JsonObject; text: string; contentHash: string }[]>('contents');
const versions = vectors<{ name: string; header: VersionHeader; policy: JsonObject }[]>('versions');
const pins = vectors<{ name: string; pin: Pin }[]>('pins');
const imports =
  vectors<{ name: string; record: NaiveRecord; occurrence: number; contentHash: string; requestId: string }[]>(
    'imports',
  );
const archive = vectors<{ digest: string; lines: string[] }>('archive');
const archiveText = archive.lines.map((line) => `${line}\n`).join('');

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

describe('the request id of an imported record', () => {
  it.each(imports)('is what it always was: $name', async ({ record, occurrence, requestId }) => {
    expect(importId(record, occurrence)).toBe(requestId);
    const { trail } = aTrail();
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
