import { describe, expect, it } from 'vitest';
import { createPolicyTrail, memoryStore, type PolicyStore } from '../../src/index.js';
import { type LegacyMigrationOptions, type LegacyOutcome, migrateLegacy } from '../../src/legacy.js';
import { aPolicyRow, aRunRow, aSource, type LegacyRows } from './kit.js';

const now = '2026-01-01T00:00:00.000Z';
const secret = 'canary-7f3a';

interface Outcome {
  readonly rows: readonly LegacyOutcome[];
  readonly counts: Awaited<ReturnType<typeof migrateLegacy>>;
}

async function migrate(
  store: PolicyStore,
  legacy: LegacyRows,
  options: Partial<LegacyMigrationOptions> = {},
): Promise<Outcome> {
  const rows: LegacyOutcome[] = [];
  const given = { store, source: aSource(legacy), clock: () => now, onRow: (row: LegacyOutcome) => rows.push(row) };
  return { counts: await migrateLegacy({ ...given, ...options }), rows };
}

function trailOver(store: PolicyStore, at: string = now) {
  return createPolicyTrail({ store, clock: () => at });
}

describe('a legacy policy', () => {
  it('becomes version 1 by system, since its date, with a note, and verifies', async () => {
    const store = memoryStore();
    const { rows } = await migrate(store, { policies: [aPolicyRow()] });
    expect(rows).toMatchObject([{ table: 'policies', row: 'rowid 1', policyId: 'p', status: 'saved', version: 1 }]);
    expect(await trailOver(store).version('p', 1)).toMatchObject({
      createdAt: '2025-10-01T10:00:00.000Z',
      effectiveAt: '2025-10-01T10:00:00.000Z',
      createdBy: { id: 'system', kind: 'system' },
      changeNotes: expect.stringContaining('Migrated from the table policies'),
      origin: { type: 'migrated' },
      policy: { budgetTokens: 1000 },
    });
    expect(await trailOver(store).verifyAll()).toMatchObject({ valid: true, versions: 1 });
  });

  it('without a date is in force from the migration on, or since when somebody gives his word', async () => {
    const policies = [aPolicyRow({ changedAt: null })];
    const [store, vouched] = [memoryStore(), memoryStore()];
    await migrate(store, { policies });
    await migrate(vouched, { policies }, { unchangedSince: '2025-06-01T00:00:00Z' });
    expect((await trailOver(store).version('p', 1))?.createdAt).toBe(now);
    expect((await trailOver(vouched).version('p', 1))?.createdAt).toBe('2025-06-01T00:00:00.000Z');
    await expect(
      migrate(memoryStore(), { policies }, { unchangedSince: '2027-01-01T00:00:00Z' }),
    ).rejects.toMatchObject({ code: 'invalid_argument', details: { argument: 'unchangedSince' } });
  });

  it('is saved once, whenever it is migrated again', async () => {
    const store = memoryStore();
    const legacy = { policies: [aPolicyRow({ changedAt: null })], runs: [aRunRow({ startedAt: now })] };
    expect((await migrate(store, legacy)).counts).toMatchObject({ policies: { saved: 1 }, runs: { pinned: 1 } });
    const again = await migrate(store, legacy, { clock: () => '2026-02-01T00:00:00.000Z' });
    expect(again.counts).toMatchObject({
      policies: { rows: 1, saved: 0, alreadySaved: 1 },
      runs: { rows: 1, pinned: 0, alreadyPinned: 1 },
    });
    expect(await trailOver(store).verifyAll()).toMatchObject({ valid: true, versions: 1, pins: 1 });
  });

  it('whose history in the trail has begun is skipped, with or without its content', async () => {
    const store = memoryStore();
    await trailOver(store).save('p', { budgetTokens: 1000 });
    const same = await migrate(store, { policies: [aPolicyRow()] });
    expect(same.rows).toMatchObject([{ status: 'skipped', reason: 'has_versions', version: null }]);
    expect(same.rows[0]?.message).toContain('with the same content');
    const other = await migrate(store, { policies: [aPolicyRow({ document: '{}' })] });
    expect(other.rows[0]?.message).toContain('with other content');
    expect((await trailOver(store).history('p')).total).toBe(1);
  });

  it('gets its prefix, which can not make an empty id whole', async () => {
    const store = memoryStore();
    const policies = [aPolicyRow({ policyId: '123' }), aPolicyRow({ policyId: '' })];
    const { rows } = await migrate(store, { policies }, { idPrefix: 'project-' });
    expect(rows).toMatchObject([
      { policyId: 'project-123', id: '123', status: 'saved' },
      { id: '', status: 'refused', reason: 'id' },
    ]);
  });

  it.each<[string, Parameters<typeof aPolicyRow>[0], string]>([
    ['no id', { policyId: null }, 'id'],
    ['an empty id', { policyId: '' }, 'id'],
    ['an id of 201 characters', { policyId: 'x'.repeat(201) }, 'id'],
    ['an id with a line end', { policyId: 'a\nb' }, 'id'],
    ['an id of our own', { policyId: '~schema/x' }, 'id'],
    ['an id that is no text', { policyId: { unreadable: 'is binary' } }, 'id'],
    ['an id that another row has', { rowsOfId: 2 }, 'duplicate'],
    ['no document', { document: null }, 'document'],
    ['a document that is no text', { document: { unreadable: 'is binary' } }, 'document'],
    ['no JSON', { document: `{"a":${secret}` }, 'document'],
    ['an array', { document: `["${secret}"]` }, 'document'],
    ['a key twice', { document: `{"a":"${secret}","a":1}` }, 'document'],
    ['an integer that would not come back', { document: `{"b":"${secret}","a":9007199254740993}` }, 'document'],
    ['a lone surrogate', { document: `{"b":"${secret}","a":"\\ud800"}` }, 'document'],
    ['a depth of 65', { document: `${'{"a":'.repeat(64)}{}${'}'.repeat(64)}` }, 'document'],
    ['more than a mebibyte', { document: `{"a":"${'x'.repeat(1_048_576)}"}` }, 'document'],
    ['a date that is none', { changedAt: 'yesterday' }, 'date'],
    ['a day without a time', { changedAt: '2025-10-01' }, 'date'],
    ['a date to come', { changedAt: '2027-01-01T00:00:00Z' }, 'date'],
  ])('is refused with %s, and nothing of the document is said', async (_, over, reason) => {
    const store = memoryStore();
    const { rows, counts } = await migrate(store, { policies: [aPolicyRow(over), aPolicyRow({ policyId: 'fine' })] });
    expect(rows).toMatchObject([
      { status: 'refused', reason, version: null },
      { policyId: 'fine', status: 'saved' },
    ]);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(counts.policies).toEqual({ rows: 2, saved: 1, alreadySaved: 0, skipped: 0, refused: 1 });
    expect((await trailOver(store).policies()).total).toBe(1);
  });

  it('keeps keys that are names of objects, and leaves the objects alone', async () => {
    const store = memoryStore();
    const document = '{"__proto__":{"polluted":true},"constructor":1}';
    await migrate(store, { policies: [aPolicyRow({ document })] });
    expect((await store.readVersion('p', 1))?.policyJson).toBe(document);
    expect({}).not.toHaveProperty('polluted');
  });

  it('is told to those who watch it', async () => {
    const store = memoryStore();
    const told: number[] = [];
    trailOver(store).watch('p', ({ version }) => told.push(version));
    await migrate(store, { policies: [aPolicyRow()] });
    expect(told).toEqual([1]);
  });
});

describe('a legacy date', () => {
  it.each([
    ['2025-10-01T10:00:00.000Z', '2025-10-01T10:00:00.000Z'],
    ['2025-10-01T12:00:00+02:00', '2025-10-01T10:00:00.000Z'],
    ['2025-10-01 12:00:00.123456+02', '2025-10-01T10:00:00.124Z'],
    ['2025-10-01 12:00:00.123000+02', '2025-10-01T10:00:00.123Z'],
    ['2025-10-01 10:00:00', '2025-10-01T10:00:00.000Z'],
    ['2025-10-01 05:00:00-0500', '2025-10-01T10:00:00.000Z'],
    ['1759312800', '2025-10-01T10:00:00.000Z'],
    ['1759312800123', '2025-10-01T10:00:00.123Z'],
  ])('%s is read as %s', async (changedAt, instant) => {
    const store = memoryStore();
    await migrate(store, { policies: [aPolicyRow({ changedAt })] });
    expect((await trailOver(store).version('p', 1))?.createdAt).toBe(instant);
  });
});

describe('a legacy run', () => {
  it('is pinned, as of its start, to the version that was in force then', async () => {
    const store = memoryStore();
    const policies = [aPolicyRow()];
    await migrate(store, { policies });
    await trailOver(store, '2025-11-01T00:00:00.000Z').save('p', { budgetTokens: 2000 });
    const plan = { effectiveAt: '2025-12-01T00:00:00.000Z' };
    await trailOver(store, '2025-11-02T00:00:00.000Z').save('p', { budgetTokens: 3000 }, plan);
    const starts = ['2025-10-15T00:00:00Z', '2025-11-01T00:00:00Z', '2025-11-15T00:00:00Z', '2025-12-15T00:00:00Z'];
    const runs = starts.map((startedAt, index) => aRunRow({ runId: `r${index}`, startedAt }));
    const { rows } = await migrate(store, { policies, runs });
    expect(rows.filter(({ table }) => table === 'runs').map(({ version }) => version)).toEqual([1, 2, 2, 3]);
    expect(await trailOver(store).pinned('p', { type: 'run', id: 'r0' })).toMatchObject({
      pin: { pinnedAt: '2025-10-15T00:00:00.000Z', pinnedBy: { id: 'system' }, policyVersion: 1 },
      version: { policy: { budgetTokens: 1000 } },
    });
    expect(await trailOver(store).verifyAll()).toMatchObject({ valid: true, pins: 4 });
  });

  it('keeps the pin that it has', async () => {
    const store = memoryStore();
    await trailOver(store, '2025-10-01T00:00:00.000Z').save('p', {});
    await trailOver(store, '2025-10-01T00:00:00.000Z').pin('p', { type: 'run', id: 'r' }, { by: 'scheduler' });
    const { rows } = await migrate(store, { runs: [aRunRow()] });
    expect(rows).toMatchObject([{ status: 'already_pinned', version: 1 }]);
    const pinned = await trailOver(store).pinned('p', { type: 'run', id: 'r' });
    expect(pinned?.pin.pinnedBy).toEqual({ id: 'scheduler' });
  });

  it.each<[string, Parameters<typeof aRunRow>[0], string, string]>([
    ['began before the first version', { startedAt: '2025-10-01T09:59:59.999Z' }, 'unpinned', 'before_first_version'],
    ['has no date', { startedAt: null }, 'unpinned', 'date'],
    ['has a date that is none', { startedAt: 'soon' }, 'unpinned', 'date'],
    ['is to come', { startedAt: '2027-01-01T00:00:00Z' }, 'unpinned', 'date'],
    ['has a policy that is not there', { policyId: 'other' }, 'unpinned', 'no_version'],
    ['has no policy', { policyId: null }, 'refused', 'id'],
    ['has no id', { runId: null }, 'refused', 'id'],
    ['has an id with control characters', { runId: 'a\u0007' }, 'refused', 'id'],
    ['stands in two rows', { rowsOfId: 2 }, 'refused', 'duplicate'],
  ])('is listed with its reason and not pinned where it %s', async (_, over, status, reason) => {
    const store = memoryStore();
    const { rows } = await migrate(store, { policies: [aPolicyRow()], runs: [aRunRow(over)] });
    expect(rows[1]).toMatchObject({ table: 'runs', row: 'rowid 1', status, reason, version: null });
    expect(await trailOver(store).verifyAll()).toMatchObject({ valid: true, pins: 0 });
  });
});

describe('a dry run', () => {
  const legacy: LegacyRows = {
    policies: [
      aPolicyRow(),
      aPolicyRow({ policyId: 'begun' }),
      aPolicyRow({ policyId: 'bad', document: '[]' }),
      aPolicyRow({ policyId: 'q', changedAt: null }),
    ],
    runs: [
      aRunRow(),
      aRunRow({ runId: 'early', startedAt: '2025-01-01T00:00:00Z' }),
      aRunRow({ runId: 'lost', policyId: 'bad' }),
      aRunRow({ runId: 'q', policyId: 'q', startedAt: now }),
    ],
  };

  it('says row by row what the migration then does, and stores nothing', async () => {
    const store = memoryStore();
    await trailOver(store).save('begun', {});
    const before = await trailOver(store).verifyAll();
    const rehearsal = await migrate(store, legacy, { dryRun: true });
    expect(await trailOver(store).verifyAll()).toEqual(before);
    const done = await migrate(store, legacy);
    expect(rehearsal.rows).toEqual(done.rows);
    expect(rehearsal.counts).toEqual({ ...done.counts, dryRun: true });
    expect(done.counts).toMatchObject({
      policies: { rows: 4, saved: 2, skipped: 1, refused: 1 },
      runs: { rows: 4, pinned: 2, unpinned: 2 },
    });
    expect((await migrate(store, legacy, { dryRun: true })).rows).toEqual((await migrate(store, legacy)).rows);
  });
});

describe('a migration that was cut off', () => {
  it('goes on where it was, and comes to the same as one that was not', async () => {
    const policies = Array.from({ length: 9 }, (_, index) => aPolicyRow({ policyId: `p${index}` }));
    const runs = policies.map(({ policyId }, index) => aRunRow({ policyId, runId: `r${index}` }));
    const [cut, whole] = [memoryStore(), memoryStore()];
    await expect(migrate(cut, { policies, runs, failsAfter: 6 })).rejects.toThrow('the machine stopped');
    expect((await trailOver(cut).policies()).total).toBe(6);
    const { counts } = await migrate(cut, { policies, runs });
    expect(counts).toMatchObject({ policies: { saved: 3, alreadySaved: 6 }, runs: { pinned: 9 } });
    await migrate(whole, { policies, runs });
    expect(await textOf(cut)).toBe(await textOf(whole));
  });
});

async function textOf(store: PolicyStore): Promise<string> {
  return new Response(trailOver(store).exportArchive({ gzip: false })).text();
}
