import { createPolicyTrail, memoryStore } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { aRichTrail, archiveLines, bytes, gzipped, joined, limits } from './archive-kit.js';
import { aTrail, bytesOf, codeOf, contentOf, failureOf, inDays, tokens } from './kit.js';
import { tampered } from './wrapped-store.js';

const noRecords = {
  evaluations: { appended: 0, alreadyStored: 0 },
  reviews: { appended: 0, alreadyStored: 0 },
  erasures: { appended: 0, alreadyStored: 0, notApplied: 0 },
};

describe('an archive', () => {
  it('brings all over: export, import, export gives the same bytes', async () => {
    const { trail, store } = await aRichTrail();
    const copy = aTrail();
    const counts = await copy.trail.importArchive(trail.exportArchive());
    expect(counts).toEqual({
      policies: 5,
      versions: { appended: 10, alreadyStored: 0 },
      pins: { appended: 4, alreadyStored: 0 },
      ...noRecords,
    });
    expect(await contentOf(copy.store)).toBe(await contentOf(store));
    expect(await bytesOf(copy.trail.exportArchive())).toEqual(await bytesOf(trail.exportArchive()));
    expect((await copy.trail.verifyAll()).problems).toEqual([]);
  });

  it('brings over what it leaves out, too: the lists of changes', async () => {
    const { trail } = await aRichTrail();
    const copy = aTrail();
    await copy.trail.importArchive(trail.exportArchive());
    for (const policyId of ['limits-1', '__proto__', '~schema/limits']) {
      expect(await copy.trail.history(policyId)).toEqual(await trail.history(policyId));
    }
    expect((await copy.trail.history('limits-1')).versions[0]?.changes?.fields).toEqual([
      '/items/*',
      '/items/*/tokens',
    ]);
  });

  it('holds policies in code point order and pins by subject', async () => {
    const lines = (await archiveLines((await aRichTrail()).store)).map((line) => JSON.parse(line));
    const ids = lines.flatMap(({ version }) => (version === undefined ? [] : [version.policyId]));
    expect([...new Set(ids)]).toEqual(['__proto__', 'limits-1', '~schema/limits', '\uFF5E', '\u{1F600}']);
    expect(lines.flatMap(({ pin }) => (pin === undefined ? [] : [pin.subject.id]))).toEqual([
      'run-1',
      '\uFF5E',
      '\u{1F600}',
      'Q-123',
    ]);
    expect(lines[0].manifest.heads.map(({ policyId }: { policyId: string }) => policyId)).toEqual([...new Set(ids)]);
  });

  it('is read from bytes, chunks of any size and streams, plain or gzipped', async () => {
    const { store } = await aRichTrail();
    const text = await contentOf(store);
    const inChunks = async function* (whole: Uint8Array, size: number) {
      for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
    };
    const sources = [
      bytes(text),
      gzipped(text),
      inChunks(bytes(text), 1),
      inChunks(gzipped(text), 1),
      inChunks(bytes(text), 777),
      new Blob([gzipped(text)]).stream(),
    ];
    for (const source of sources) {
      const copy = aTrail();
      await copy.trail.importArchive(source as Uint8Array);
      expect(await contentOf(copy.store)).toBe(text);
    }
  });

  it('of a trail without policies is an archive, too', async () => {
    const { trail } = aTrail();
    expect(await trail.importArchive(trail.exportArchive())).toMatchObject({ policies: 0, versions: { appended: 0 } });
  });

  it('tells how far it is', async () => {
    const { trail } = await aRichTrail();
    const written: unknown[] = [];
    const bytesWritten = await bytesOf(trail.exportArchive({ onProgress: (progress) => void written.push(progress) }));
    const read: unknown[] = [];
    await aTrail().trail.importArchive(bytesWritten, { onProgress: ({ done }) => void read.push(done) });
    expect([written.length, written.at(0), written.at(-1)]).toEqual([
      10,
      { done: 1, total: 10 },
      { done: 10, total: 10 },
    ]);
    expect([read.length, read.at(-1)]).toEqual([16, 16]);
  });
});

describe('an export', () => {
  it('of some policies brings their definitions along, and nothing else', async () => {
    const { trail } = await aRichTrail();
    const copy = aTrail();
    const policyIds = ['\u{1F600}', 'limits-1', '\uFF5E', 'limits-1'];
    await copy.trail.importArchive(trail.exportArchive({ policyIds }));
    expect(await copy.store.listPolicyIds()).toEqual(['limits-1', '~schema/limits', '\uFF5E', '\u{1F600}']);
    expect((await copy.trail.verifyAll()).problems).toEqual([]);
  });

  it('of a policy that is not there is refused', async () => {
    const { trail } = await aRichTrail();
    expect(await codeOf(() => bytesOf(trail.exportArchive({ policyIds: ['limits-1', 'unknown'] })))).toBe('not_found');
    expect(await codeOf(() => bytesOf(trail.exportArchive({ policyIds: [''] })))).toBe('invalid_argument');
  });

  it('leaves what is saved meanwhile to the next one', async () => {
    const { trail, store } = await aRichTrail();
    const before = await contentOf(store);
    const reader = trail.exportArchive({ gzip: false }).getReader();
    const first = await reader.read();
    await trail.save('__proto__', tokens(77));
    await trail.pin('__proto__', { type: 'run', id: 'run-77' });
    const rest = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = await reader.read();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
    });
    const text = new TextDecoder().decode(first.value) + new TextDecoder().decode(await bytesOf(rest));
    expect(text).toBe(before);
  });

  it('can be given up', async () => {
    const { trail } = await aRichTrail();
    const reader = trail.exportArchive().getReader();
    await reader.read();
    await reader.cancel();
    expect((await trail.verifyAll()).valid).toBe(true);
  });

  it('of a trail that was cut fails instead of writing what no import would take', async () => {
    const { store } = await aRichTrail();
    const cut = tampered(store, { versions: (rows) => rows.slice(0, 4) });
    const error = await failureOf(() => contentOf(cut));
    expect([error.code, error.details]).toEqual(['trail_corrupt', { policyId: '__proto__', version: 5 }]);
  });
});

describe('an import into a store that has something', () => {
  it('adds nothing where all is there', async () => {
    const { trail, store } = await aRichTrail();
    const before = await contentOf(store);
    expect(await trail.importArchive(trail.exportArchive())).toEqual({
      policies: 5,
      versions: { appended: 0, alreadyStored: 10 },
      pins: { appended: 0, alreadyStored: 4 },
      ...noRecords,
    });
    expect(await contentOf(store)).toBe(before);
  });

  it('goes on where the store has the beginning, and keeps what it has beyond', async () => {
    const { trail, store } = await aRichTrail();
    const copy = aTrail();
    await copy.trail.importArchive(trail.exportArchive());
    await trail.save('__proto__', tokens(10));
    await trail.pin('__proto__', { type: 'run', id: 'later' });
    const longer = await contentOf(store);
    expect(await copy.trail.importArchive(bytes(longer))).toMatchObject({
      versions: { appended: 1, alreadyStored: 10 },
      pins: { appended: 1, alreadyStored: 4 },
    });
    expect(await contentOf(copy.store)).toBe(longer);
    const shorter = joined(await archiveLines((await aRichTrail()).store));
    expect(await trail.importArchive(bytes(shorter))).toMatchObject({ versions: { appended: 0 } });
    expect(await contentOf(store)).toBe(longer);
  });

  it('is refused where the histories differ, and nothing is stored', async () => {
    const { trail } = aTrail();
    const other = aTrail({ newId: () => 'other' });
    for (const kit of [{ trail }, other]) {
      await kit.trail.save('a', tokens(1), { requestId: 'a' });
      await kit.trail.save('p', tokens(1), { requestId: 'first' });
    }
    await trail.save('p', tokens(2));
    await trail.save('new', tokens(2));
    await other.trail.save('p', tokens(3));
    const before = await contentOf(other.store);
    const error = await failureOf(() => other.trail.importArchive(trail.exportArchive()));
    expect([error.code, error.details]).toEqual(['sync_conflict', { policyId: 'p', version: 2 }]);
    expect(await contentOf(other.store)).toBe(before);
  });

  it('is refused where the same request made another version', async () => {
    const { trail } = aTrail();
    const other = aTrail();
    await trail.save('p', tokens(1));
    await other.trail.save('p', tokens(1), { by: 'ana' });
    expect(await codeOf(() => other.trail.importArchive(trail.exportArchive()))).toBe('sync_conflict');
  });

  it('is refused where a subject is pinned otherwise', async () => {
    const subject = { type: 'run', id: 'run-1' };
    const { trail } = aTrail();
    const other = aTrail();
    for (const kit of [{ trail }, other]) await kit.trail.save('p', tokens(1));
    await trail.pin('p', subject, { by: 'ana' });
    await other.trail.pin('p', subject, { by: 'bo' });
    const before = await contentOf(other.store);
    expect(await codeOf(() => other.trail.importArchive(trail.exportArchive()))).toBe('sync_conflict');
    expect(await contentOf(other.store)).toBe(before);
  });
});

describe('definitions in an archive', () => {
  it('are the same by content, whenever they were sealed', async () => {
    const { trail } = await aRichTrail();
    const other = aTrail({ definition: limits, newId: () => 'other' });
    other.clock.set(inDays(-30));
    await other.trail.save('limits-other', { items: [] });
    const document = (await other.trail.version('~schema/limits', 1))?.hash;
    await other.trail.importArchive(trail.exportArchive());
    expect((await other.trail.version('~schema/limits', 1))?.hash).toBe(document);
    expect((await other.trail.history('~schema/limits')).total).toBe(1);
    expect((await other.trail.history('limits-1')).total).toBe(2);
    expect((await other.trail.verifyAll()).problems).toEqual([]);
    const again = await contentOf(other.store);
    await other.trail.importArchive(trail.exportArchive());
    expect(await contentOf(other.store)).toBe(again);
  });

  it('that are new here go on top of those that are here, sealed anew', async () => {
    const { trail } = await aRichTrail();
    const store = memoryStore();
    const older = { ...limits, document: { ...limits.document, input: { type: 'object' } } };
    const other = aTrail({ store, definition: older, newId: () => 'other' });
    other.clock.set(inDays(30));
    await other.trail.save('limits-other', { items: [] });
    await other.trail.importArchive(trail.exportArchive());
    const { versions } = await createPolicyTrail({ store }).history('~schema/limits');
    expect(versions.map(({ version, createdAt }) => [version, createdAt])).toEqual([
      [2, inDays(30)],
      [1, inDays(30)],
    ]);
    expect((await other.trail.verifyAll()).problems).toEqual([]);
    const imported = await other.trail.version('limits-1', 2);
    expect(imported && (await other.trail.definitionOf(imported))).toEqual(limits.document);
  });
});
