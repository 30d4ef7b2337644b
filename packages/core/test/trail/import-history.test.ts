import { gzipSync } from 'node:zlib';
import { detectImport, type JsonObject } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { aRichTrail, bytes, gzipped } from './archive-kit.js';
import { aTrail, codeOf, contentOf, failureOf, inDays, later, tokens } from './kit.js';
import { wrapped } from './wrapped-store.js';

interface RecordSample {
  readonly policyId?: string;
  readonly policy?: JsonObject;
  readonly createdAt?: string;
  readonly createdBy?: unknown;
  readonly changeNotes?: unknown;
}

function aRecord(sample: RecordSample = {}): RecordSample {
  return { policyId: 'p', policy: tokens(1), createdAt: inDays(0), ...sample };
}

function history(...records: readonly RecordSample[]): Uint8Array {
  return bytes(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}

/** A trail in memory, years after what it imports. */
function anImporter(options: Parameters<typeof aTrail>[0] = {}): ReturnType<typeof aTrail> {
  const kit = aTrail(options);
  kit.clock.set(inDays(2000));
  return kit;
}

describe('a plain history', () => {
  it('becomes versions with their old dates, authors and notes', async () => {
    const { trail, clock } = aTrail();
    clock.set('2026-01-01T00:00:00.000Z');
    const counts = await trail.importHistory(
      history(
        aRecord({ createdBy: 'system', changeNotes: 'Initial policy' }),
        aRecord({ policyId: 'q', createdBy: null, changeNotes: null }),
        aRecord({
          policy: tokens(2),
          createdAt: '2025-10-02T16:30:00.5+02:00',
          createdBy: { id: 'ana', name: 'Ana', kind: 'user' },
        }),
      ),
    );
    expect(counts).toEqual({ records: 3, policies: 2, saved: 3, unchanged: 0, alreadySaved: 0 });
    expect(await trail.version('p', 1)).toMatchObject({
      policy: tokens(1),
      createdAt: inDays(0),
      effectiveAt: inDays(0),
      createdBy: { id: 'system' },
      changeNotes: 'Initial policy',
      origin: { type: 'imported' },
      requestId: expect.stringMatching(/^import:[0-9a-f]{64}$/),
      schema: null,
    });
    expect(await trail.version('p', 2)).toMatchObject({
      createdAt: '2025-10-02T14:30:00.500Z',
      createdBy: { id: 'ana', name: 'Ana', kind: 'user' },
    });
    expect(await trail.version('q', 1)).toMatchObject({ createdBy: null, changeNotes: null });
    expect((await trail.history('p')).versions[0]?.changes?.fields).toEqual(['/budgetTokens']);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('leaves out what did not change, unless it is to be kept', async () => {
    const records = [1, 1, 2, 2, 1].map((budget, index) =>
      aRecord({ policy: tokens(budget), createdAt: inDays(index) }),
    );
    const { trail } = anImporter();
    expect(await trail.importHistory(history(...records))).toMatchObject({ records: 5, saved: 3, unchanged: 2 });
    expect((await trail.history('p')).versions.map(({ createdAt }) => createdAt)).toEqual([
      inDays(4),
      inDays(2),
      inDays(0),
    ]);
    const whole = anImporter().trail;
    expect(await whole.importHistory(history(...records), { allowUnchanged: true })).toMatchObject({
      saved: 5,
      unchanged: 0,
    });
  });

  it('read a second time adds nothing, also after more was saved', async () => {
    const records = [1, 1, 2, 1].map((budget, index) => aRecord({ policy: tokens(budget), createdAt: inDays(index) }));
    for (const options of [{}, { allowUnchanged: true }]) {
      const { trail, store, clock } = anImporter();
      const first = await trail.importHistory(history(...records), options);
      clock.set(inDays(3000));
      await trail.save('p', tokens(9));
      const before = await contentOf(store);
      const second = await trail.importHistory(history(...records), options);
      expect(second).toEqual({ ...first, saved: 0, alreadySaved: first.saved });
      expect(await contentOf(store)).toBe(before);
    }
  });

  it('goes on where an import was interrupted', async () => {
    const records = Array.from({ length: 1203 }, (_, index) =>
      aRecord({ policyId: `p-${index % 7}`, policy: tokens(Math.floor(index / 14)), createdAt: inDays(index) }),
    );
    const whole = anImporter();
    const expected = await whole.trail.importHistory(history(...records));
    const { trail, store } = anImporter();
    let batches = 0;
    const failing = wrapped(store, {
      async append(writes) {
        if (++batches === 2) throw new Error('the process ends');
        return store.append(writes);
      },
    });
    await expect(anImporter({ store: failing }).trail.importHistory(history(...records))).rejects.toThrow(
      'the process ends',
    );
    const rest = await trail.importHistory(history(...records));
    expect([rest.saved + rest.alreadySaved, rest.unchanged, rest.alreadySaved]).toEqual([
      expected.saved,
      expected.unchanged,
      500,
    ]);
    expect(await contentOf(store)).toBe(await contentOf(whole.store));
  });

  it('makes equal histories in two databases', async () => {
    const records = [aRecord(), aRecord({ policy: tokens(2), createdAt: inDays(1), createdBy: 'ana' })];
    const stores = [anImporter(), anImporter({ newId: () => 'other' })];
    stores[1]?.clock.set(inDays(3000));
    for (const { trail } of stores) await trail.importHistory(history(...records));
    const [one, other] = await Promise.all(stores.map(({ store }) => contentOf(store)));
    expect(one).toBe(other);
  });

  it('tells equal records apart by how often they came', async () => {
    const { trail, store } = aTrail();
    const records = [aRecord(), aRecord({ policy: tokens(2) }), aRecord(), aRecord({ policy: tokens(2) })];
    expect(await trail.importHistory(history(...records))).toMatchObject({ saved: 4 });
    const before = await contentOf(store);
    await trail.importHistory(history(...records));
    expect(await contentOf(store)).toBe(before);
  });

  it('goes on top of a policy that is there, and is compared with what was in force', async () => {
    const { trail, store, clock } = aTrail();
    await trail.save('p', tokens(1));
    clock.set(inDays(9));
    const records = [aRecord({ createdAt: inDays(1) }), aRecord({ policy: tokens(2), createdAt: inDays(2) })];
    const counts = await trail.importHistory(history(...records));
    expect(counts).toMatchObject({ saved: 1, unchanged: 1 });
    const before = await contentOf(store);
    expect(await trail.importHistory(history(...records))).toMatchObject({ saved: 0, unchanged: 1, alreadySaved: 1 });
    expect(await contentOf(store)).toBe(before);
  });

  it('is read plain and gzipped, with and without a last line end, with empty lines and those of Windows', async () => {
    const text = new TextDecoder().decode(history(aRecord(), aRecord({ policy: tokens(2) })));
    const forms = [
      bytes(text),
      gzipped(text),
      bytes(text.trimEnd()),
      bytes(text.replaceAll('\n', '\n\n')),
      bytes(text.replaceAll('\n', '\r\n')),
    ];
    for (const form of forms) expect(await aTrail().trail.importHistory(form)).toMatchObject({ records: 2, saved: 2 });
    expect(await aTrail().trail.importHistory(bytes(''))).toMatchObject({ records: 0, policies: 0 });
  });

  it('tells how far it is', async () => {
    const { trail } = aTrail();
    const records = Array.from({ length: 1100 }, (_, index) => aRecord({ policy: tokens(index) }));
    const done: number[] = [];
    await trail.importHistory(history(...records), { onProgress: (progress) => void done.push(progress.done) });
    expect(done).toEqual([500, 1000, 1100]);
  });
});

describe('a bad record', () => {
  const bad: readonly (readonly [string, string])[] = [
    ['that is no JSON', '{"policyId":'],
    ['that is no object', '[1]'],
    ['with a member that is unknown', JSON.stringify({ ...aRecord(), label: 'v1' })],
    ['with a key twice', '{"policyId":"p","policyId":"q","policy":{},"createdAt":"2025-10-01T10:00:00Z"}'],
    ['without an id', JSON.stringify({ policy: {}, createdAt: inDays(0) })],
    ['with an id of Policytrail itself', JSON.stringify(aRecord({ policyId: '~schema/p' }))],
    ['without a policy', JSON.stringify({ policyId: 'p', createdAt: inDays(0) })],
    ['with a policy that is a list', JSON.stringify(aRecord({ policy: [] as never }))],
    ['with an integer that would be rounded', JSON.stringify(aRecord()).replace('1}', '9007199254740993}')],
    ['without a date', JSON.stringify({ policyId: 'p', policy: {} })],
    ['with a date without a zone', JSON.stringify(aRecord({ createdAt: '2025-10-01T10:00:00' }))],
    ['with an author that is none', JSON.stringify(aRecord({ createdBy: 7 }))],
    ['with notes that are none', JSON.stringify(aRecord({ changeNotes: 7 }))],
    ['from the future', JSON.stringify(aRecord({ policy: tokens(3), createdAt: later(inDays(0), 1) }))],
    ['older than the record before', JSON.stringify(aRecord({ policy: tokens(3), createdAt: inDays(-1) }))],
  ];

  it.each(bad)('%s is told with its line, and nothing of its batch is stored', async (_, line) => {
    const { trail, store } = aTrail();
    const empty = await contentOf(store);
    const source = bytes(`${JSON.stringify(aRecord())}\n\n${line}\n${JSON.stringify(aRecord({ policyId: 'q' }))}\n`);
    const error = await failureOf(() => trail.importHistory(source));
    expect([error.code, error.details, error.message]).toEqual([
      'invalid_argument',
      expect.objectContaining({ line: 3 }),
      expect.stringMatching(/^line 3: /),
    ]);
    expect(await contentOf(store)).toBe(empty);
  });

  it('says nothing of what the policy holds', async () => {
    const { message } = await failureOf(() =>
      aTrail().trail.importHistory(bytes('{"policy":{"secret":"canary"},"x":1}')),
    );
    expect(message).not.toContain('canary');
  });

  it('older than a version that is there is refused', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(5));
    expect(await codeOf(() => trail.importHistory(history(aRecord({ createdAt: inDays(-1) }))))).toBe(
      'invalid_argument',
    );
  });
});

describe('a history that is too much', () => {
  it('is refused past its limits', async () => {
    const { trail } = aTrail({ limits: { maxBytes: 100 } });
    const long = history(aRecord({ policy: { text: 'x'.repeat(200) } }));
    expect(await codeOf(() => trail.importHistory(long))).toBe('invalid_argument');
    expect(await codeOf(() => trail.importHistory(history(aRecord()), { maxBytes: 10 }))).toBe('limit_exceeded');
    const endless = async function* () {
      for (;;) yield bytes('x'.repeat(65_536));
    };
    expect(await codeOf(() => trail.importHistory(endless()))).toBe('limit_exceeded');
    expect(await codeOf(() => trail.importHistory(new Uint8Array(gzipSync(new Uint8Array(32 * 1024 * 1024)))))).toBe(
      'limit_exceeded',
    );
  });

  it('is refused where it is not UTF-8', async () => {
    expect(await codeOf(() => aTrail().trail.importHistory(new Uint8Array([0x7b, 0xff])))).toBe('archive_invalid');
  });
});

describe('what a file is', () => {
  const inChunks = async function* (whole: Uint8Array, size: number) {
    for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
  };

  it('is told by its first line, plain or gzipped, in chunks of any size, and nothing of it is lost', async () => {
    const { store } = await aRichTrail();
    const archive = await contentOf(store);
    const plain = new TextDecoder().decode(
      history(aRecord({ policy: { text: archiveLike } }), aRecord({ policy: tokens(2) })),
    );
    for (const size of [1, 7, 100_000]) {
      for (const pack of [bytes, gzipped]) {
        const copy = aTrail();
        const detected = await detectImport(inChunks(pack(archive), size));
        expect(detected.kind).toBe('archive');
        await copy.trail.importArchive(detected.source);
        expect(await contentOf(copy.store)).toBe(archive);
        const other = await detectImport(inChunks(pack(plain), size));
        expect(other.kind).toBe('history');
        expect(await aTrail().trail.importHistory(other.source)).toMatchObject({ records: 2 });
      }
    }
  });

  it('is a history where it is empty, and an archive where it is of a later format', async () => {
    expect((await detectImport(bytes(''))).kind).toBe('history');
    const later = await detectImport(bytes('{"manifest":{"format":"policytrail/archive/v9"}}\n'));
    expect(later.kind).toBe('archive');
    expect(await codeOf(() => aTrail().trail.importArchive(later.source))).toBe('archive_invalid');
  });
});

const archiveLike = '{"manifest":{"format":"policytrail/archive/v1"}}';
