import { type PolicyStore, type Problem, type StoredVersion, sealPin, sealVersion, sha256Hex } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { aTrail, inDays, tokens } from './kit.js';
import { replacing, type Tampering, tampered, wrapped } from './wrapped-store.js';

const run = { type: 'run', id: 'run-1' };
const noRecords = { evaluations: 0, reviews: 0 };

/** Five versions: a label on 2, 4 a plan, 5 plain; a pin of version 2. */
async function aHistory() {
  const kit = aTrail();
  const { trail, clock } = kit;
  await trail.save('p', tokens(1));
  clock.set(inDays(1));
  await trail.save('p', tokens(2), { label: 'v2' });
  await trail.pin('p', run);
  clock.set(inDays(2));
  await trail.save('p', tokens(3));
  await trail.save('p', tokens(4), { effectiveAt: inDays(9) });
  await trail.save('p', tokens(5));
  return kit;
}

async function problemsOf(store: PolicyStore): Promise<readonly Problem[]> {
  return (await aTrail({ store }).trail.verifyAll()).problems;
}

/** Changes a version and seals it and all after it anew, as somebody would who knows how. */
function resealing(version: number, change: (row: StoredVersion) => StoredVersion): NonNullable<Tampering['versions']> {
  return (rows) => {
    let previous: StoredVersion | undefined;
    return replacing(
      version,
      change,
    )(rows).map((row) => {
      if (row.version < version) return row;
      const isLinked = row.version === version || previous === undefined;
      const linked = isLinked ? row : { ...row, previousHash: previous?.hash ?? null };
      previous = { ...linked, hash: sealVersion(linked) };
      return previous;
    });
  };
}

async function tamperedBy(versions: NonNullable<Tampering['versions']>): Promise<PolicyStore> {
  const { store } = await aHistory();
  const rows = versions(await store.readVersions({ policyId: 'p', after: 0, limit: 100 }));
  const last = rows.at(-1);
  return tampered(store, { versions, head: (row) => ({ ...row, hash: last?.hash ?? row.hash }) });
}

// Each of these is found by one check alone: were it not made, the change would not be seen.
const edits: readonly (readonly [string, Problem['kind'], number, NonNullable<Tampering['versions']>])[] = [
  ['a version deleted', 'missing', 3, (rows) => rows.filter(({ version }) => version !== 3)],
  ['a row that cannot be read', 'unreadable', 5, replacing(5, (row) => ({ ...row, corrupt: 'origin is not JSON' }))],
  [
    'a policy edited together with its list of changes',
    'content',
    5,
    replacing(5, (row) => {
      const change = { kind: 'changed', path: '/budgetTokens', field: '/budgetTokens', before: 4, after: 6 } as const;
      return {
        ...row,
        policyJson: '{"budgetTokens":6}',
        changes: { total: 1, fields: ['/budgetTokens'], first: [change] },
      };
    }),
  ],
  ['notes edited', 'hash', 3, replacing(3, (row) => ({ ...row, changeNotes: 'something else' }))],
  ['a link cut, all sealed anew', 'link', 3, resealing(3, (row) => ({ ...row, previousHash: 'a'.repeat(64) }))],
  ['a link taken away, all sealed anew', 'link', 3, resealing(3, (row) => ({ ...row, previousHash: null }))],
  ['a first version with a link', 'link', 1, resealing(1, (row) => ({ ...row, previousHash: 'a'.repeat(64) }))],
  ['a date before the version before', 'dates', 3, resealing(3, (row) => ({ ...row, createdAt: inDays(0) }))],
  [
    'a date that is none',
    'dates',
    5,
    resealing(5, (row) => ({ ...row, createdAt: '2025-10-03', effectiveAt: '2025-10-03' })),
  ],
  ['an effect before the version was made', 'dates', 5, resealing(5, (row) => ({ ...row, effectiveAt: inDays(1) }))],
  ['a label used twice', 'duplicate', 3, resealing(3, (row) => ({ ...row, label: 'v2' }))],
  ['a version withdrawn that was in force', 'withdrawal', 5, resealing(5, (row) => ({ ...row, withdraws: 3 }))],
  ['a version withdrawn that comes later', 'withdrawal', 3, resealing(3, (row) => ({ ...row, withdraws: 4 }))],
  [
    'a list of changes edited',
    'changes',
    2,
    replacing(2, (row) => ({ ...row, changes: { total: 0, fields: [], first: [] } })),
  ],
  ['a list of changes taken away', 'changes', 2, replacing(2, (row) => ({ ...row, changes: null }))],
  [
    'a list of changes on the first version',
    'changes',
    1,
    replacing(1, (row) => ({ ...row, changes: { total: 0, fields: [], first: [] } })),
  ],
];

describe('verify', () => {
  it('finds nothing in a history that nobody touched, and counts what it checked', async () => {
    const { trail } = await aHistory();
    const head = { version: 5, hash: (await trail.version('p', 5))?.hash };
    expect(await trail.verify('p')).toEqual({ valid: true, versions: 5, pins: 1, ...noRecords, head, problems: [] });
    expect(await trail.verifyAll()).toEqual({
      valid: true,
      policies: 1,
      versions: 5,
      pins: 1,
      ...noRecords,
      heads: { p: head },
      problems: [],
    });
    expect(await trail.verify('unknown')).toEqual({
      valid: true,
      versions: 0,
      pins: 0,
      ...noRecords,
      head: undefined,
      problems: [],
    });
  });

  it.each(edits)('finds %s, by the check of its `%s` alone', async (_, kind, version, versions) => {
    const found = (await problemsOf(await tamperedBy(versions))).filter((problem) => problem.kind !== 'pin');
    expect(found.map((problem) => [problem.policyId, problem.version, problem.kind])).toEqual([['p', version, kind]]);
    expect(found[0]?.message).toMatch(/^[a-z].*[^.]$/);
  });

  it('lists every problem of every policy', async () => {
    const { store, trail } = await aHistory();
    await trail.save('q', tokens(1));
    const broken = tampered(store, { versions: (rows) => rows.map((row) => ({ ...row, title: 'x' })) });
    const { valid, problems } = await aTrail({ store: broken }).trail.verifyAll();
    expect(valid).toBe(false);
    expect(problems.map(({ policyId, version, kind }) => `${policyId} ${version} ${kind}`)).toEqual([
      'p 1 hash',
      'p 2 hash',
      'p 3 hash',
      'p 4 hash',
      'p 5 hash',
      'q 1 hash',
    ]);
  });

  it('goes on after rows that hold what no policy can hold', async () => {
    const odd = ['', '{', '[]', 'null', '{"a":1e999}', '{"a":"\\ud800"}', '"text"'];
    for (const policyJson of odd) {
      const contentHash = sha256Hex(policyJson);
      const found = await problemsOf(await tamperedBy(resealing(2, (row) => ({ ...row, policyJson, contentHash }))));
      expect(found.filter(({ version }) => version === 2).length).toBeGreaterThan(0);
    }
  });

  it('takes policies as deep as they may be and keys as long', async () => {
    const { trail } = aTrail();
    const nested = JSON.parse(`${'{"a":'.repeat(63)}{}${'}'.repeat(63)}`);
    await trail.save('p', { b: 1 });
    await trail.save('p', nested);
    await trail.save('p', { ['k'.repeat(400_000)]: 1 });
    await trail.save('p', { b: [nested.a.a] });
    expect((await trail.verify('p')).problems).toEqual([]);
  });

  it('tells the progress, version by version', async () => {
    const { trail } = await aHistory();
    const done: number[] = [];
    await trail.verifyAll({ onProgress: (progress) => void done.push(progress.done) });
    expect(done).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('the head row', () => {
  const withHead = async (head: NonNullable<Tampering['head']>) => {
    const { store } = await aHistory();
    return (await problemsOf(tampered(store, { head }))).map(({ version, kind }) => [version, kind]);
  };

  it('is compared with the versions', async () => {
    expect(await withHead((row) => ({ ...row, hash: 'a'.repeat(64) }))).toEqual([[5, 'head']]);
    expect(await withHead((row) => ({ ...row, version: 7 }))).toEqual([[7, 'head']]);
    expect(await withHead((row) => ({ ...row, version: 4 }))).toEqual([[4, 'head']]);
    expect(await withHead(() => undefined)).toEqual([[5, 'head']]);
  });

  it('of an earlier version, with its hash, is out of date', async () => {
    const { store } = await aHistory();
    const third = await store.readVersion('p', 3);
    const stale = tampered(store, { head: () => ({ version: 3, hash: third?.hash ?? '' }) });
    expect((await problemsOf(stale)).map(({ version, kind }) => [version, kind])).toEqual([[5, 'head']]);
  });

  it('reveals a tail that was cut, and a policy of which nothing else is left', async () => {
    const { store } = await aHistory();
    const cut = (count: number) => tampered(store, { versions: (rows) => rows.slice(0, count) });
    expect((await problemsOf(cut(4))).map(({ version, kind }) => [version, kind])).toEqual([[5, 'head']]);
    expect((await problemsOf(cut(0))).map(({ version, kind }) => [version, kind])).toEqual([
      [5, 'head'],
      [2, 'pin'],
    ]);
  });

  it('that moves on while verify walks is no problem', async () => {
    const { store, trail } = await aHistory();
    let saved = 0;
    const busy = wrapped(store, {
      async readVersions(query) {
        const rows = await store.readVersions(query);
        await trail.save('p', tokens(100 + ++saved));
        return rows;
      },
    });
    expect(await problemsOf(busy)).toEqual([]);
    expect(saved).toBeGreaterThan(0);
  });
});

describe('a checkpoint', () => {
  it('reveals what was cut together with its head row, which verify alone cannot see', async () => {
    const { store, trail } = await aHistory();
    const { heads: checkpoints } = await trail.verifyAll();
    const fourth = await store.readVersion('p', 4);
    const cut = tampered(store, {
      versions: (rows) => rows.slice(0, 4),
      head: () => ({ version: 4, hash: fourth?.hash ?? '' }),
    });
    const later = aTrail({ store: cut }).trail;
    expect((await later.verifyAll()).valid).toBe(true);
    const { problems } = await later.verifyAll({ checkpoints });
    expect(problems.map(({ version, kind }) => [version, kind])).toEqual([[5, 'checkpoint']]);
    const checkpoint = checkpoints['p'];
    expect((await later.verify('p', checkpoint === undefined ? {} : { checkpoint })).problems).toEqual(problems);
  });

  it('reveals a history that was sealed anew as a whole', async () => {
    const { trail } = await aHistory();
    const { heads: checkpoints } = await trail.verifyAll();
    const rewritten = await tamperedBy(resealing(2, (row) => ({ ...row, changeNotes: 'rewritten' })));
    expect(await problemsOf(rewritten)).toEqual([]);
    const { problems } = await aTrail({ store: rewritten }).trail.verifyAll({ checkpoints });
    expect(problems.map(({ version, kind }) => [version, kind])).toEqual([[5, 'checkpoint']]);
  });

  it('reveals a policy that is gone', async () => {
    const { trail } = aTrail();
    const checkpoints = { gone: { version: 1, hash: 'a'.repeat(64) } };
    const { problems, policies } = await trail.verifyAll({ checkpoints });
    expect([policies, problems.map(({ policyId, kind }) => [policyId, kind])]).toEqual([1, [['gone', 'checkpoint']]]);
  });

  it('still holds after further versions', async () => {
    const { trail } = await aHistory();
    const { heads: checkpoints } = await trail.verifyAll();
    await trail.save('p', tokens(9));
    expect((await trail.verifyAll({ checkpoints })).valid).toBe(true);
  });
});

describe('a pin', () => {
  const withPin = async (pin: NonNullable<Tampering['pin']>) => {
    const { store } = await aHistory();
    return (await problemsOf(tampered(store, { pin }))).map(({ version, subject, kind }) => [version, subject, kind]);
  };

  it('is compared with its seal and with its version', async () => {
    const fault = [[2, 'run:run-1', 'pin']];
    expect(await withPin((row) => row)).toEqual([]);
    expect(await withPin((row) => ({ ...row, pinnedAt: inDays(3) }))).toEqual(fault);
    expect(await withPin((row) => ({ ...row, pinnedBy: { id: 'bo' } }))).toEqual(fault);
    expect(await withPin((row) => ({ ...row, contentHash: 'a'.repeat(64) }))).toEqual(fault);
    expect(await withPin((row) => ({ ...row, versionRequestId: 'request-3' }))).toEqual(fault);
    expect(await withPin((row) => ({ ...row, policyVersion: 3 }))).toEqual([[3, 'run:run-1', 'pin']]);
    expect(await withPin((row) => ({ ...row, policyVersion: 9 }))).toEqual([[9, 'run:run-1', 'pin']]);
  });

  it('sealed anew for another version is found by what that version is, and by when it took effect', async () => {
    const sealed = (members: object) => (row: Parameters<NonNullable<Tampering['pin']>>[0]) => {
      const moved = { ...row, ...members };
      return { ...moved, hash: sealPin(moved) };
    };
    const fault = [[2, 'run:run-1', 'pin']];
    expect(await withPin(sealed({ versionRequestId: 'request-3' }))).toEqual(fault);
    expect(await withPin(sealed({ contentHash: 'a'.repeat(64) }))).toEqual(fault);
    expect(await withPin(sealed({ pinnedAt: inDays(0) }))).toEqual(fault);
  });
});
