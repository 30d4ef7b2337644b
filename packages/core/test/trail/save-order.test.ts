import type { SaveOptions } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { aTrail, codeOf, contentOf, day, failureOf, inDays, later, start, tokens } from './kit.js';

const asked: SaveOptions = {
  requestId: 'r-1',
  by: { id: 'agent', kind: 'service', name: 'Agent', onBehalfOf: { id: 'ana', name: 'Ana' } },
  changeNotes: 'notes',
  label: 'v1',
  title: 'First',
  effectiveAt: inDays(1),
};

describe('a request id that is known', () => {
  it('answers with the version it made, whatever has happened since', async () => {
    const { trail, clock, store } = aTrail();
    const first = await trail.save('p', tokens(1), { ...asked, expectedVersion: 0 });
    clock.set(inDays(2));
    await trail.save('p', tokens(2));
    const before = await contentOf(store);
    const again = await trail.save('p', tokens(1), { ...asked, expectedVersion: 0 });
    expect(again).toEqual({ status: 'already_saved', version: first.version, pending: [] });
    expect(await contentOf(store)).toBe(before);
  });

  it('comes before the expected version, which comes before the content', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1), { requestId: 'r-1' });
    const replay = await trail.save('p', tokens(1), { requestId: 'r-1', expectedVersion: 7 });
    expect(replay.status).toBe('already_saved');
    expect(await codeOf(() => trail.save('p', tokens(2), { requestId: 'r-1', expectedVersion: 7 }))).toBe(
      'idempotency_mismatch',
    );
    expect(await codeOf(() => trail.save('p', tokens(1), { expectedVersion: 7 }))).toBe('version_conflict');
    expect((await trail.save('p', tokens(1), { expectedVersion: 1 })).status).toBe('unchanged');
  });

  it('lists as pending what has yet to take effect now, not what has since', async () => {
    const { trail, clock } = aTrail();
    await trail.save('p', tokens(1), { requestId: 'r-1' });
    clock.advance(1);
    await trail.save('p', tokens(2));
    await trail.save('p', tokens(3), { effectiveAt: inDays(1) });
    await trail.save('p', tokens(4), { effectiveAt: inDays(3) });
    clock.set(inDays(2));
    expect((await trail.save('p', tokens(1), { requestId: 'r-1' })).pending).toEqual([4]);
  });

  it('is the same request where only display names differ, and where the effective date is not given again', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1), asked);
    const by = { id: 'agent', kind: 'service', name: 'Renamed', onBehalfOf: { id: 'ana' } };
    const { effectiveAt: _, ...undated } = asked;
    expect((await trail.save('p', tokens(1), { ...asked, by })).status).toBe('already_saved');
    expect((await trail.save('p', tokens(1), undated)).status).toBe('already_saved');
  });

  const others: readonly (readonly [string, SaveOptions])[] = [
    ['other notes', { changeNotes: 'other' }],
    ['another label', { label: 'v2' }],
    ['another title', { title: 'Second' }],
    ['another effective date', { effectiveAt: inDays(2) }],
    ['another author', { by: { id: 'bo', kind: 'service', onBehalfOf: { id: 'ana' } } }],
    ['another kind of author', { by: { id: 'agent', kind: 'user', onBehalfOf: { id: 'ana' } } }],
    ['another principal', { by: { id: 'agent', kind: 'service', onBehalfOf: { id: 'bo' } } }],
    ['no principal', { by: { id: 'agent', kind: 'service' } }],
  ];

  it.each(others)('is refused with %s', async (_, other) => {
    const { trail, store } = aTrail();
    await trail.save('p', tokens(1), asked);
    const before = await contentOf(store);
    const error = await failureOf(() => trail.save('p', tokens(1), { ...asked, ...other }));
    expect([error.code, error.details]).toEqual([
      'idempotency_mismatch',
      { policyId: 'p', requestId: 'r-1', version: 1 },
    ]);
    expect(await contentOf(store)).toBe(before);
  });

  it.each(['by', 'changeNotes', 'label', 'title'] as const)('is refused without its `%s`', async (member) => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1), asked);
    const { [member]: _, ...rest } = asked;
    expect(await codeOf(() => trail.save('p', tokens(1), rest))).toBe('idempotency_mismatch');
  });

  it('is refused with another policy, and with another operation', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1), { requestId: 'r-1', changeNotes: 'x' });
    await trail.save('p', tokens(2));
    const edited = () => trail.save('p', tokens(3), { requestId: 'r-1', changeNotes: 'x' });
    expect(await codeOf(edited)).toBe('idempotency_mismatch');
    const restored = () => trail.restore('p', 1, { requestId: 'r-1', changeNotes: 'x' });
    expect(await codeOf(restored)).toBe('idempotency_mismatch');
  });

  it('belongs to its policy: another policy may use it, too', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1), { requestId: 'r-1' });
    expect((await trail.save('q', tokens(9), { requestId: 'r-1' })).status).toBe('saved');
  });
});

describe('the expected version', () => {
  it('0 means that there must be none yet', async () => {
    const { trail } = aTrail();
    expect((await trail.save('p', tokens(1), { expectedVersion: 0 })).status).toBe('saved');
    const error = await failureOf(() => trail.save('p', tokens(2), { expectedVersion: 0 }));
    expect([error.code, error.details]).toEqual([
      'version_conflict',
      { policyId: 'p', expectedVersion: 0, headVersion: 1 },
    ]);
    expect(await codeOf(() => trail.save('q', tokens(2), { expectedVersion: 1 }))).toBe('version_conflict');
  });

  it('is that of the head, also where a plan is the head', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1));
    await trail.save('p', tokens(2), { effectiveAt: inDays(1) });
    expect(await codeOf(() => trail.save('p', tokens(3), { expectedVersion: 1 }))).toBe('version_conflict');
    expect((await trail.save('p', tokens(3), { expectedVersion: 2 })).version.version).toBe(3);
  });

  it('lets one of many rivals win each number, and none is lost', async () => {
    const { trail } = aTrail();
    const rivals = Array.from({ length: 20 }, (_, rival) => trail.save('p', tokens(rival), { expectedVersion: 0 }));
    const ends = await Promise.allSettled(rivals);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await Promise.all(Array.from({ length: 20 }, (_, rival) => trail.save('p', tokens(100 + rival))));
    expect((await trail.history('p')).versions.map(({ version }) => version)).toEqual(
      Array.from({ length: 21 }, (_, index) => 21 - index),
    );
    expect((await trail.verify('p')).valid).toBe(true);
  });
});

describe('a save that changes nothing', () => {
  it('stores nothing and answers with the version in force', async () => {
    const { trail, store } = aTrail();
    const first = await trail.save('p', { a: 1, b: [1, 2] }, { label: 'v1' });
    const before = await contentOf(store);
    const again = await trail.save('p', { b: [1, 2], a: 1 }, { label: 'v2', changeNotes: 'no change' });
    expect(again).toEqual({ status: 'unchanged', version: first.version, pending: [] });
    expect(await contentOf(store)).toBe(before);
  });

  it('is kept where that is asked for', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1));
    const { status, version } = await trail.save('p', tokens(1), { allowUnchanged: true, label: 'v2' });
    expect([status, version.version, version.label]).toEqual(['saved', 2, 'v2']);
    expect((await trail.history('p')).versions[0]?.changes).toEqual({ total: 0, fields: [], first: [] });
  });

  it('is compared with the version it would replace, not with the newest', async () => {
    const { trail, clock } = aTrail();
    await trail.save('p', tokens(1));
    await trail.save('p', tokens(2), { effectiveAt: inDays(10) });
    expect((await trail.save('p', tokens(1))).status).toBe('unchanged');
    expect((await trail.save('p', tokens(1))).version.version).toBe(1);
    expect((await trail.save('p', tokens(1))).pending).toEqual([2]);
    const now = await trail.save('p', tokens(2));
    expect([now.status, now.version.version, now.pending]).toEqual(['saved', 3, [2]]);
    clock.set(inDays(11));
    expect((await trail.save('p', tokens(1))).status).toBe('saved');
  });

  it('is compared with the plan, where it is to take effect after one', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1));
    await trail.save('p', tokens(2), { effectiveAt: inDays(10) });
    const like = (budget: number, days: number) => trail.save('p', tokens(budget), { effectiveAt: inDays(days) });
    const atOnce = await like(2, 10);
    expect([atOnce.status, atOnce.version.version, atOnce.pending]).toEqual(['unchanged', 2, []]);
    expect((await like(2, 12)).status).toBe('unchanged');
    expect((await like(1, 9)).status).toBe('unchanged');
    expect((await like(1, 12)).status).toBe('saved');
  });

  it('goes by the clock: what was replaced yesterday is no longer compared with', async () => {
    const { trail, clock } = aTrail();
    await trail.save('p', tokens(1));
    await trail.save('p', tokens(2), { effectiveAt: inDays(1) });
    clock.set(later(inDays(1), -1));
    expect((await trail.save('p', tokens(1))).status).toBe('unchanged');
    clock.set(inDays(1));
    expect((await trail.save('p', tokens(2))).status).toBe('unchanged');
    expect((await trail.save('p', tokens(1))).status).toBe('saved');
  });
});

describe('pending', () => {
  it('names the other versions that have yet to take effect, lowest first', async () => {
    const { trail, clock } = aTrail();
    const pendingAfter = async (budget: number, options: SaveOptions = {}) =>
      (await trail.save('p', tokens(budget), options)).pending;
    expect(await pendingAfter(1)).toEqual([]);
    expect(await pendingAfter(2, { effectiveAt: inDays(10) })).toEqual([]);
    expect(await pendingAfter(3, { effectiveAt: inDays(5) })).toEqual([2]);
    expect(await pendingAfter(4)).toEqual([2, 3]);
    clock.set(later(start, 6 * day));
    expect(await pendingAfter(5)).toEqual([2]);
    clock.set(later(start, 10 * day));
    expect(await pendingAfter(6)).toEqual([]);
  });
});
