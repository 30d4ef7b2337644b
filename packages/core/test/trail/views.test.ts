import { createPolicyTrail, memoryStore, type PolicyStore, type WatchEvent } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { aClock, aTrail, codeOf, inDays, later, minute, start, tokens } from './kit.js';
import { wrapped } from './wrapped-store.js';

describe('a trail as somebody', () => {
  it('names them as the author of what names none', async () => {
    const { trail } = aTrail();
    const ana = trail.as({ id: 'ana', name: 'Ana' });
    const authors = [
      (await ana.save('p', tokens(1))).version.createdBy,
      (await ana.save('p', tokens(2), { by: 'bo' })).version.createdBy,
      (await ana.restore('p', 1)).version.createdBy,
      (await ana.as('cy').save('p', tokens(3))).version.createdBy,
      (await trail.save('p', tokens(4))).version.createdBy,
    ];
    expect(authors.map((author) => author?.id)).toEqual(['ana', 'bo', 'ana', 'cy', undefined]);
    expect((await ana.pin('p', { type: 'run', id: 'r' })).pin.pinnedBy).toEqual({ id: 'ana', name: 'Ana' });
    const [saved] = await ana.saveMany([{ policyId: 'q', policy: tokens(1) }]);
    expect(saved?.version.createdBy?.id).toBe('ana');
    await trail.save('q', tokens(2), { effectiveAt: inDays(1) });
    expect((await ana.withdraw('q', 2)).version.createdBy?.id).toBe('ana');
  });

  it('refuses somebody without an id', () => {
    expect(() => aTrail().trail.as({ id: '' })).toThrow(/by.id/);
  });
});

describe('a watcher', () => {
  async function watched() {
    const { trail, store } = aTrail();
    const events: WatchEvent[] = [];
    const stop = trail.watch('p', (event) => void events.push(event));
    return { trail, store, events, stop };
  }

  it('hears of every version of its policy, by any trail over the store', async () => {
    const { trail, store, events } = await watched();
    const other = createPolicyTrail({ store, clock: aClock(), newId: () => 'other' });
    await trail.save('p', tokens(1));
    await other.as('bo').save('p', tokens(2));
    await trail.saveMany([
      { policyId: 'q', policy: tokens(1) },
      { policyId: 'p', policy: tokens(3) },
    ]);
    await trail.restore('p', 1);
    expect(events.map(({ type, policyId, version }) => `${type} ${policyId} ${version}`)).toEqual([
      'versions p 1',
      'versions p 2',
      'versions p 3',
      'versions p 4',
    ]);
  });

  it('hears of plans, withdrawals and imports', async () => {
    const { trail, events } = await watched();
    const line = JSON.stringify({ policyId: 'p', policy: tokens(1), createdAt: '2025-01-01T00:00:00Z' });
    await trail.importHistory(new TextEncoder().encode(line));
    await trail.save('p', tokens(2), { effectiveAt: inDays(1) });
    await trail.withdraw('p', 2);
    const copy = aTrail();
    const copied: number[] = [];
    copy.trail.watch('p', ({ version }) => void copied.push(version));
    await copy.trail.importArchive(trail.exportArchive());
    expect([events.map(({ version }) => version), copied]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it('hears nothing of what stored nothing', async () => {
    const { trail, events } = await watched();
    await trail.save('p', tokens(1), { requestId: 'r', dryRun: true });
    await trail.save('p', tokens(1), { requestId: 'r' });
    await trail.save('p', tokens(1), { requestId: 'r' });
    await trail.save('p', tokens(1));
    await codeOf(() => trail.save('p', tokens(2), { expectedVersion: 0 }));
    await trail.importArchive(trail.exportArchive());
    await trail.pin('p', { type: 'run', id: 'r' });
    expect(events).toHaveLength(1);
  });

  it('hears no more once it has stopped, and stopping twice is nothing', async () => {
    const { trail, events, stop } = await watched();
    await trail.save('p', tokens(1));
    const last = trail.save('p', tokens(2));
    stop();
    stop();
    await last;
    expect(events.map(({ version }) => version)).toEqual([1]);
  });

  it('stopped by another that is told of the same version is not told', async () => {
    const { trail } = await watched();
    const heard: string[] = [];
    trail.watch('p', () => {
      heard.push('first');
      stop();
    });
    const stop = trail.watch('p', () => void heard.push('second'));
    await trail.save('p', tokens(1));
    expect(heard).toEqual(['first']);
  });

  it('is one of many, each told once', async () => {
    const { trail } = await watched();
    const heard: string[] = [];
    const listener = () => void heard.push('same');
    const stop = trail.watch('p', listener);
    trail.watch('p', listener);
    await trail.save('p', tokens(1));
    stop();
    await trail.save('p', tokens(2));
    expect(heard).toEqual(['same', 'same', 'same']);
  });
});

describe('a watcher of a store that can tell of other connections', () => {
  function tellingStore() {
    const listeners = new Map<string, (event: WatchEvent) => void>();
    const store: PolicyStore = {
      ...memoryStore(),
      watch(policyId, listener) {
        listeners.set(policyId, listener);
        return () => void listeners.delete(policyId);
      },
    };
    const tell = (policyId: string, version: number) => {
      listeners.get(policyId)?.({ type: 'versions', policyId, version });
    };
    return { store, listeners, tell };
  }

  it('hears of its policy, and of what is saved here once', async () => {
    const { store, tell } = tellingStore();
    const { trail } = aTrail({ store });
    const heard: string[] = [];
    trail.watch('p', ({ policyId, version }) => void heard.push(`${policyId} ${version}`));
    trail.watch('q', ({ policyId, version }) => void heard.push(`${policyId} ${version}`));
    tell('p', 7);
    tell('other', 1);
    await trail.save('q', tokens(1));
    expect(heard).toEqual(['p 7', 'q 1']);
  });

  it('listens to the store once a policy, and only while there is a watcher', () => {
    const { store, listeners } = tellingStore();
    const { trail } = aTrail({ store });
    const counts = [listeners.size];
    const stops = ['p', 'q', 'q'].map((policyId) => {
      const stop = trail.watch(policyId, () => undefined);
      counts.push(listeners.size);
      return stop;
    });
    for (const stop of [...stops, ...stops]) {
      stop();
      counts.push(listeners.size);
    }
    trail.watch('p', () => undefined);
    expect([...counts, listeners.size]).toEqual([0, 1, 2, 2, 1, 1, 0, 0, 0, 0, 1]);
  });
});

describe('the doctor', () => {
  const clockCheck = async (ahead: number) => {
    const { trail, clock, store } = aTrail();
    clock.set(later(start, ahead));
    await trail.save('p', tokens(1));
    const { checks } = await aTrail({ store }).trail.doctor();
    return checks.find(({ id }) => id === 'clock');
  };

  it('warns of a version that is more than 5 minutes ahead of the clock, and names its policy', async () => {
    expect(await clockCheck(5 * minute)).toMatchObject({ status: 'ok' });
    const warning = await clockCheck(5 * minute + 1);
    expect(warning).toMatchObject({ status: 'warning', message: expect.stringContaining('`p`') });
  });

  it('looks at all policies, page by page, and hands on what the store says', async () => {
    const { trail, clock, store } = aTrail();
    await trail.saveMany(
      Array.from({ length: 501 }, (_, index) => ({ policyId: `p-${index + 1000}`, policy: tokens(1) })),
    );
    clock.set(inDays(1));
    await trail.save('z', tokens(1));
    const report = await aTrail({ store }).trail.doctor();
    expect([report.store, report.durable, report.checks.map(({ id }) => id)]).toEqual([
      'memory',
      false,
      ['durability', 'clock'],
    ]);
    expect(report.checks.at(-1)?.message).toContain('`z`');
  });
});

describe('the synchronous trail', () => {
  it('needs a synchronous store', () => {
    const { sync: _, ...store } = memoryStore();
    expect(() => createPolicyTrail({ store }).sync).toThrow(/not synchronous/);
  });

  it('saves, reads and pins like the trail itself', async () => {
    const { trail, clock } = aTrail();
    const { sync } = trail.as('ana');
    const saved = sync.save('p', tokens(1), { label: 'v1', requestId: 'r-1' });
    expect(saved).toMatchObject({ status: 'saved', version: { version: 1, createdBy: { id: 'ana' } }, pending: [] });
    expect(sync.save('p', tokens(1), { label: 'v1', requestId: 'r-1' }).status).toBe('already_saved');
    expect(sync.save('p', tokens(1)).status).toBe('unchanged');
    sync.save('p', tokens(2), { effectiveAt: inDays(1) });
    expect(sync.current('p')).toEqual(await trail.current('p'));
    expect(sync.pin('p', { type: 'run', id: 'r' }).pin.policyVersion).toBe(1);
    clock.set(inDays(1));
    expect([sync.current('p')?.version, sync.current('q')]).toEqual([2, undefined]);
    expect(sync.pin('p', { type: 'run', id: 'r' }).status).toBe('already_pinned');
    expect(await codeOf(() => sync.save('p', tokens(3), { dryRun: true }))).toBe('invalid_argument');
    expect(await codeOf(() => sync.save('p', tokens(3), { expectedVersion: 1 }))).toBe('version_conflict');
    expect((await trail.verifyAll()).problems).toEqual([]);
  });
});

describe('a store that answers otherwise than it was asked', () => {
  it('is a mistake of the store, and is told as one', async () => {
    const store = memoryStore();
    const silent = wrapped(store, { append: async () => [] });
    const { trail } = aTrail({ store: silent });
    await expect(trail.save('p', tokens(1))).rejects.toThrow(TypeError);
    await expect(trail.pin('p', { type: 'run', id: 'r' })).rejects.toThrow(TypeError);
  });
});
