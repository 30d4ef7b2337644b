import { beforeAll, describe, expect, it } from 'vitest';
import {
  aRichTrail,
  archiveLines,
  bytes,
  completed,
  imported,
  type Records,
  recordsOf,
  resealed,
} from './archive-kit.js';
import { aTrail, codeOf, contentOf, failureOf, inDays, tokens } from './kit.js';
import { canonical, type NaiveRecord, sha256 } from './naive-seal.js';

// Whoever edits an archive can also make its counts, heads and digests right, and even every hash.

let lines: readonly string[] = [];

beforeAll(async () => {
  lines = (await archiveLines((await aRichTrail()).store)).slice(1, -1);
});

async function refused(text: string) {
  const { trail, store } = aTrail();
  await trail.save('mine', tokens(1));
  const before = await contentOf(store);
  const error = await failureOf(() => trail.importArchive(bytes(text)));
  if ((await contentOf(store)) !== before) throw new Error('something was stored');
  return error;
}

/** The archive with one version (counted from 0) or pin edited, the rest completed. */
function edited(kind: 'version' | 'pin', at: number, change: (record: NaiveRecord) => NaiveRecord): string {
  const records = recordsOf(lines);
  const versions = records.versions.map((version, index) =>
    kind === 'version' && index === at ? change(version) : version,
  );
  const pins = records.pins.map((pin, index) => (kind === 'pin' && index === at ? change(pin) : pin));
  return completed([...versions.map((version) => canonical({ version })), ...pins.map((pin) => canonical({ pin }))]);
}

/** The archive after any change to its records, every hash made right. */
function forged(change: (records: Records) => void): string {
  const records = recordsOf(lines);
  change(records);
  return resealed(records);
}

const change =
  (at: number, members: NaiveRecord) =>
  ({ versions }: Records) => {
    versions[at] = { ...versions[at], ...members };
  };

describe('the helpers of this test', () => {
  it('make archives that are taken where nothing was changed', async () => {
    for (const text of [completed(lines), forged(() => {})]) {
      expect((await (await imported(text)).verifyAll()).problems).toEqual([]);
    }
  });
});

describe('an edited archive with counts, heads and digest made right', () => {
  const versionEdits: NaiveRecord = {
    version: 9,
    requestId: 'other',
    createdAt: '2025-10-01T10:00:00.001Z',
    createdBy: { id: 'eve' },
    changeNotes: 'edited',
    label: 'v0',
    title: 'edited',
    effectiveAt: '2025-10-01T10:00:00.001Z',
    withdraws: 1,
    origin: { type: 'merged' },
    schema: { name: 'limits', contentHash: 'a'.repeat(64) },
    contentHash: 'a'.repeat(64),
    previousHash: 'a'.repeat(64),
    hash: 'a'.repeat(64),
    policy: { budgetTokens: 2 },
    policyId: '!',
  };

  it.each(Object.keys(versionEdits))('is refused for the `%s` of a version', async (member) => {
    const { code } = await refused(edited('version', 0, (record) => ({ ...record, [member]: versionEdits[member] })));
    expect(code).toBe('archive_invalid');
  });

  const pinEdits: NaiveRecord = {
    policyId: 'limits-1',
    subject: { type: 'run', id: 'run-0', version: '' },
    policyVersion: 2,
    versionRequestId: 'other',
    contentHash: 'a'.repeat(64),
    pinnedAt: '2025-10-01T10:00:00.001Z',
    pinnedBy: null,
    hash: 'a'.repeat(64),
  };

  it.each(Object.keys(pinEdits))('is refused for the `%s` of a pin', async (member) => {
    const { code } = await refused(edited('pin', 0, (record) => ({ ...record, [member]: pinEdits[member] })));
    expect(code).toBe('archive_invalid');
  });

  it('is taken where only a display name is another: those are not sealed', async () => {
    const renamed = edited('version', 0, (record) => ({
      ...record,
      createdBy: { id: 'ana', name: 'Anna', onBehalfOf: { id: 'bo', name: 'Bob' } },
    }));
    const trail = await imported(renamed);
    expect((await trail.version('__proto__', 1))?.createdBy?.name).toBe('Anna');
    expect((await trail.verifyAll()).valid).toBe(true);
  });

  it.each([
    ['a member more in a version', () => edited('version', 0, (record) => ({ ...record, extra: 1 }))],
    ['a member less in a version', () => edited('version', 0, ({ title: _, ...record }) => record)],
    [
      'a member more in an origin',
      () => edited('version', 0, (record) => ({ ...record, origin: { type: 'saved', extra: 1 } })),
    ],
    [
      'a member more in an author',
      () => edited('version', 0, (record) => ({ ...record, createdBy: { id: 'ana', extra: 1 } })),
    ],
    [
      'a member more in a schema',
      () => edited('version', 5, (record) => ({ ...record, schema: { ...(record['schema'] as object), extra: 1 } })),
    ],
    ['a member more in a pin', () => edited('pin', 0, (record) => ({ ...record, extra: 1 }))],
    [
      'a subject whose version is a number',
      () => edited('pin', 3, (record) => ({ ...record, subject: { type: 'quote', id: 'Q-123', version: 3 } })),
    ],
    ['a line of another kind', () => completed([...lines, '{"note":{}}'])],
    [
      'a line of two kinds',
      () => completed(lines.with(0, canonical({ pin: {}, ...(JSON.parse(lines[0] ?? '') as object) }))),
    ],
    ['a pin before a version', () => completed([lines.at(-1) ?? '', ...lines.slice(0, -1)])],
    ['a pin twice', () => completed([...lines, lines.at(-1) ?? ''])],
    ['pins in another order', () => completed([...lines.slice(0, -2), lines.at(-1) ?? '', lines.at(-2) ?? ''])],
    ['policies in another order', () => completed([lines.at(9) ?? '', ...lines.toSpliced(9, 1)])],
    ['a version left out', () => completed(lines.toSpliced(1, 1))],
    ['the first version left out', () => completed(lines.toSpliced(0, 1))],
    ['the version of a pin left out', () => completed(lines.toSpliced(4, 1))],
    ['a policy that comes twice', () => completed([...lines.slice(0, 10), ...lines.slice(0, 5), ...lines.slice(10)])],
  ])('is refused with %s', async (_, text) => {
    expect((await refused(text())).code).toBe('archive_invalid');
  });

  it('is refused where the manifest has other heads, or more than the format has', async () => {
    const [manifest = ''] = completed(lines).split('\n');
    expect(completed(lines, manifest)).toBe(completed(lines));
    const others = [manifest.replace('"version":5', '"version":4'), manifest.replace('"heads"', '"extra":1,"heads"')];
    for (const other of others) {
      expect(other).not.toBe(manifest);
      expect((await refused(completed(lines, other))).code).toBe('archive_invalid');
    }
  });
});

describe('a forged archive with every hash made right', () => {
  it.each([
    ['a date before the version before', change(1, { createdAt: inDays(-1) })],
    ['an effect in its past', change(1, { effectiveAt: inDays(0) })],
    ['a date that is none', change(1, { createdAt: '2025-02-30T00:00:00.000Z' })],
    ['a label used twice', change(1, { label: 'v1' })],
    ['the withdrawal of what was in force', change(3, { withdraws: 1 })],
    ['the withdrawal of a version to come', change(3, { withdraws: 5 })],
    ['a withdrawal made twice', change(4, { withdraws: 2 })],
    ['an origin that is unknown', change(1, { origin: { type: 'guessed' } })],
    ['a restore of no version', change(1, { origin: { type: 'restored' } })],
    ['a label that is too long', change(1, { label: 'x'.repeat(101) })],
    ['a request id that is none', change(1, { requestId: '' })],
    ['an author without an id', change(1, { createdBy: { id: '' } })],
    ['a content hash of something else', change(1, { contentHash: 'b'.repeat(64) })],
    ['a policy that is a list', change(1, { policy: [], contentHash: sha256('[]') })],
    ['a definition under the request id of another', change(7, { requestId: `schema:${'a'.repeat(64)}` })],
    [
      'a pin before its version took effect',
      ({ pins }: Records) => void pins.splice(1, 1, { ...pins[1], pinnedAt: inDays(0) }),
    ],
    [
      'a pin of a definition',
      ({ versions, pins }: Records) => {
        const { policyId, requestId, contentHash } = versions[7] ?? {};
        pins.push({ ...pins[3], policyId, policyVersion: 1, versionRequestId: requestId, contentHash });
      },
    ],
  ])('is refused for %s', async (_, edit) => {
    const text = forged(edit);
    expect(text).not.toBe(completed(lines));
    expect((await refused(text)).code).toBe('archive_invalid');
  });

  it('is refused where one request made two versions', async () => {
    expect((await refused(forged(change(2, { requestId: 'request-6' })))).code).toBe('sync_conflict');
  });

  it('is refused where a policy is larger or deeper than the trail allows', async () => {
    const { trail, store } = await aRichTrail();
    const text = await contentOf(store);
    const small = aTrail({ limits: { maxBytes: 40 } }).trail;
    const flat = aTrail({ limits: { maxDepth: 1 } }).trail;
    expect(await codeOf(() => small.importArchive(bytes(text)))).toBe('archive_invalid');
    expect(await codeOf(() => flat.importArchive(bytes(text)))).toBe('archive_invalid');
    expect((await trail.verifyAll()).valid).toBe(true);
  });

  it('that rewrites a history is only told by what is there already', async () => {
    const text = forged(change(0, { changeNotes: 'rewritten' }));
    expect((await (await imported(text)).version('__proto__', 1))?.changeNotes).toBe('rewritten');
    const { trail, store } = await aRichTrail();
    const before = await contentOf(store);
    expect(await codeOf(() => trail.importArchive(bytes(text)))).toBe('sync_conflict');
    expect(await contentOf(store)).toBe(before);
  });
});
