import { memoryStore, type PolicyStore } from '@policytrail/core';
import { aTrail } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../src/index.js';
import { presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';

/** All that an archive can hold, odd ids and keys included. */
async function fillRichly(store: PolicyStore): Promise<void> {
  const { trail, setClock } = aTrail(store);
  const agent = { id: 'agent', kind: 'service', name: 'Agent', onBehalfOf: { id: 'ana', name: 'Ana' } };
  await trail.save('\u{1F600}', JSON.parse('{"__proto__":{"constructor":1},"\u{1F600}":"\uFF5E\\n","\uFF5E":0.1}'));
  await trail.save('\uFF5E', { budgetTokens: 1 });
  await trail.save(
    '__proto__',
    { budgetTokens: 1 },
    { by: agent, changeNotes: 'größer\n', label: 'v1', title: '\u{1F600}' },
  );
  await trail.pin('__proto__', { type: 'run', id: '\u{1F600}', version: 3 }, { by: agent });
  await trail.pin('__proto__', { type: 'run', id: '\uFF5E' });
  setClock('2025-10-02T10:00:00.000Z');
  await trail.save('__proto__', { budgetTokens: 2 }, { effectiveAt: '2026-01-01T00:00:00.000Z' });
  await trail.withdraw('__proto__', 2);
  await trail.restore('__proto__', 2, { label: 'v4' });
}

async function bytesOf(store: PolicyStore): Promise<Uint8Array> {
  return new Uint8Array(await new Response(aTrail(store).trail.exportArchive() as ReadableStream).arrayBuffer());
}

describe.each(presentDrivers)('an archive, on $name', ({ name }) => {
  const openFresh = () => openSqliteStore(freshPath(), { driver: name });

  it('goes from SQLite through memory to SQLite and is the same, byte for byte', async () => {
    const first = await openFresh();
    await fillRichly(first);
    const bytes = await bytesOf(first);
    const between = memoryStore();
    await aTrail(between).trail.importArchive(bytes);
    expect(await bytesOf(between)).toEqual(bytes);
    const last = await openFresh();
    const counts = await aTrail(last).trail.importArchive(aTrail(between).trail.exportArchive());
    expect(counts).toMatchObject({ versions: { appended: 7 }, pins: { appended: 2 } });
    expect(await bytesOf(last)).toEqual(bytes);
    const { trail } = aTrail(last);
    expect((await trail.verifyAll()).problems).toEqual([]);
    expect(await trail.history('__proto__')).toEqual(await aTrail(first).trail.history('__proto__'));
    await Promise.all([first.close(), last.close()]);
  });

  it('is the same whether memory or SQLite was filled', async () => {
    const sqlite = await openFresh();
    const memory = memoryStore();
    for (const store of [sqlite, memory]) await fillRichly(store);
    expect(await bytesOf(sqlite)).toEqual(await bytesOf(memory));
    await sqlite.close();
  });

  it('that does not fit is refused, and nothing is stored', async () => {
    const sqlite = await openFresh();
    const other = memoryStore();
    await fillRichly(other);
    const { trail } = aTrail(sqlite, 'mine-');
    await trail.save('\u{1F600}', { budgetTokens: 7 });
    const before = await bytesOf(sqlite);
    await expect(trail.importArchive(await bytesOf(other))).rejects.toMatchObject({ code: 'sync_conflict' });
    expect(await bytesOf(sqlite)).toEqual(before);
    await sqlite.close();
  });
});
