import { canonicalJson, createPolicyTrail, memoryStore, type PolicyVersion, sha256Hex } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { aClock, aTrail, codeOf, contentOf, day, failureOf, inDays, later, minute, start, tokens } from './kit.js';
import { wrapped } from './wrapped-store.js';

describe('a saved version', () => {
  it('says all that it was saved with, and nothing that was not given', async () => {
    const { trail } = aTrail();
    const { status, version, pending } = await trail.save('project-123', tokens(1000), { by: 'ana' });
    expect({ status, pending }).toEqual({ status: 'saved', pending: [] });
    const { contentHash, hash, ...rest } = version;
    expect(rest).toEqual({
      policyId: 'project-123',
      version: 1,
      requestId: 'request-1',
      policy: { budgetTokens: 1000 },
      createdAt: start,
      createdBy: { id: 'ana' },
      changeNotes: null,
      label: null,
      title: null,
      effectiveAt: start,
      withdraws: null,
      origin: { type: 'saved' },
      schema: null,
      previousHash: null,
    });
    expect([contentHash, hash].every((text) => /^[0-9a-f]{64}$/.test(text))).toBe(true);
  });

  it('tells the store that a request is new only where it made the id at random itself', async () => {
    const told: unknown[] = [];
    const store = memoryStore();
    const listening = wrapped(store, {
      append(writes) {
        told.push(...writes.map((write) => 'isNewRequest' in write && write.isNewRequest));
        return store.append(writes);
      },
    });
    const trail = createPolicyTrail({ store: listening });
    await trail.save('project-123', tokens(1000));
    await trail.save('project-123', tokens(2000), { requestId: 'given' });
    await createPolicyTrail({ store: listening, newId: () => 'made' }).save('project-123', tokens(3000));
    expect(told).toEqual([true, false, false]);
  });

  it('links to the one before', async () => {
    const { trail } = aTrail();
    const first = await trail.save('project-123', tokens(1000));
    const second = await trail.save('project-123', tokens(2000));
    expect([second.version.version, second.version.previousHash]).toEqual([2, first.version.hash]);
  });

  it('reads back the same, by number, by label and as current', async () => {
    const { trail } = aTrail();
    const { version } = await trail.save('project-123', tokens(1000), {
      label: 'v1.0.0',
      title: 'First',
      changeNotes: 'why',
    });
    const found = [
      await trail.version('project-123', 1),
      await trail.labelled('project-123', 'v1.0.0'),
      await trail.current('project-123'),
    ];
    expect(found).toEqual([version, version, version]);
  });

  it('gives every reader a policy of their own', async () => {
    const { trail } = aTrail();
    const given = { limits: { tokens: 1 } };
    const saved = (await trail.save('project-123', given)).version as PolicyVersion<typeof given>;
    given.limits.tokens = 2;
    saved.policy.limits.tokens = 3;
    const read = (await trail.version('project-123', 1)) as PolicyVersion<typeof given>;
    read.policy.limits.tokens = 4;
    expect((await trail.version('project-123', 1))?.policy).toEqual({ limits: { tokens: 1 } });
  });

  it('keeps an actor as given, in each of its forms', async () => {
    const { trail } = aTrail();
    const agent = { id: 'agent-7', name: 'Planner', kind: 'agent', onBehalfOf: { id: 'ana', name: 'Ana' } };
    const authors = [];
    for (const options of [{}, { by: 'ana' }, { by: agent }, { by: { id: 'bo' } }]) {
      authors.push((await trail.save('p', tokens(authors.length), options)).version.createdBy);
    }
    expect(authors).toEqual([null, { id: 'ana' }, agent, { id: 'bo' }]);
    expect((await trail.version('p', 3))?.createdBy).toEqual(agent);
  });

  it('is undefined where there is none', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1));
    expect([await trail.current('q'), await trail.version('p', 2), await trail.labelled('p', 'v1')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the clock', () => {
  it('never makes a version older than the one before it', async () => {
    const { trail, clock } = aTrail();
    await trail.save('p', tokens(1));
    clock.set(later(start, -day));
    const { version } = await trail.save('p', tokens(2));
    expect([version.createdAt, version.effectiveAt]).toEqual([start, start]);
    expect((await trail.current('p'))?.version).toBe(2);
  });

  it('has to say an instant', async () => {
    const trail = createPolicyTrail({ store: memoryStore(), clock: () => 'yesterday' });
    expect(await codeOf(() => trail.save('p', tokens(1)))).toBe('invalid_argument');
  });

  it('refuses what was to take effect in the past', async () => {
    const { trail } = aTrail();
    const error = await failureOf(() => trail.save('p', tokens(1), { effectiveAt: later(start, -1) }));
    expect([error.code, error.details]).toEqual(['invalid_argument', { argument: 'effectiveAt' }]);
    expect(await trail.current('p')).toBeUndefined();
  });

  it('refuses what was to take effect before the version before was made', async () => {
    const { trail, clock } = aTrail();
    await trail.save('p', tokens(1));
    clock.set(later(start, -day));
    expect(await codeOf(() => trail.save('p', tokens(2), { effectiveAt: later(start, -minute) }))).toBe(
      'invalid_argument',
    );
    expect((await trail.save('p', tokens(2), { effectiveAt: start })).version.effectiveAt).toBe(start);
  });

  it('takes a Date and an offset as the instant they mean', async () => {
    const { trail } = aTrail();
    const first = await trail.save('p', tokens(1), { effectiveAt: new Date(inDays(1)) });
    const second = await trail.save('p', tokens(2), { effectiveAt: '2025-10-03T12:00:00+02:00' });
    expect([first.version.effectiveAt, second.version.effectiveAt]).toEqual([inDays(1), inDays(2)]);
  });
});

describe('what cannot be saved', () => {
  const { trail, store } = aTrail({ limits: { maxBytes: 40, maxDepth: 3 } });
  const refused: readonly (readonly [string, () => unknown])[] = [
    ['an id that is empty', () => trail.save('', tokens(1))],
    ['an id of Policytrail itself', () => trail.save('~schema/budget', tokens(1))],
    ['an id with a line break', () => trail.save('a\nb', tokens(1))],
    ['a policy that is a list', () => trail.save('p', [] as never)],
    ['a policy that is nothing', () => trail.save('p', null as never)],
    ['a policy that is text', () => trail.save('p', '{}' as never)],
    ['a policy with undefined in it', () => trail.save('p', { a: undefined } as never)],
    ['a policy with a Date in it', () => trail.save('p', { a: new Date(0) } as never)],
    ['a number that is none', () => trail.save('p', { a: Number.NaN })],
    ['an integer that would be rounded', () => trail.save('p', { a: 2 ** 53 })],
    ['a lone surrogate', () => trail.save('p', { a: '\ud800' })],
    ['U+0000', () => trail.save('p', { 'a\0b': 1 })],
    ['more bytes than allowed', () => trail.save('p', { a: 'ä'.repeat(20) })],
    ['more levels than allowed', () => trail.save('p', { a: { b: { c: {} } } })],
    ['an empty label', () => trail.save('p', tokens(1), { label: '' })],
    ['a long label', () => trail.save('p', tokens(1), { label: 'x'.repeat(101) })],
    ['a long title', () => trail.save('p', tokens(1), { title: 'x'.repeat(201) })],
    ['long notes', () => trail.save('p', tokens(1), { changeNotes: 'x'.repeat(10_001) })],
    ['a request id with an umlaut', () => trail.save('p', tokens(1), { requestId: 'ä' })],
    ['a long request id', () => trail.save('p', tokens(1), { requestId: 'x'.repeat(129) })],
    ['an expected version that is no number', () => trail.save('p', tokens(1), { expectedVersion: 1.5 })],
    ['a negative expected version', () => trail.save('p', tokens(1), { expectedVersion: -1 })],
    ['an effective date that is none', () => trail.save('p', tokens(1), { effectiveAt: '2025-02-30T00:00:00Z' })],
    ['an author without an id', () => trail.save('p', tokens(1), { by: { id: '' } })],
  ];

  it.each(refused)('refuses %s', async (_, operation) => {
    expect(await codeOf(operation)).toBe('invalid_argument');
    expect(await contentOf(store)).toBe(await contentOf(memoryStore()));
  });

  it('says where in the policy it is, and nothing of what it holds', async () => {
    const error = await failureOf(() => aTrail().trail.save('p', { outer: [{ secret: 'canary\ud800' }] }));
    expect(error.details).toMatchObject({ path: '/outer/0/secret' });
    expect(error.message).not.toContain('canary');
  });

  it('refuses a label that another version has, and stores nothing', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1), { label: 'v1' });
    const error = await failureOf(() => trail.save('p', tokens(2), { label: 'v1' }));
    expect([error.code, error.details]).toEqual(['label_taken', { policyId: 'p', label: 'v1', version: 1 }]);
    expect((await trail.save('q', tokens(2), { label: 'v1' })).status).toBe('saved');
    expect((await trail.history('p')).total).toBe(1);
  });
});

describe('keys that JavaScript has a meaning for', () => {
  it('are keys like any other, in policies and as policy ids', async () => {
    const { trail } = aTrail();
    const policy = JSON.parse('{"__proto__":{"polluted":true},"constructor":1,"toString":{"valueOf":2}}');
    for (const policyId of ['__proto__', 'constructor', 'toString']) {
      await trail.save(policyId, policy);
      expect(JSON.stringify((await trail.current(policyId))?.policy)).toBe(JSON.stringify(policy));
      expect((await trail.verify(policyId)).problems).toEqual([]);
    }
    expect(Object.hasOwn((await trail.verifyAll()).heads, '__proto__')).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('a trail', () => {
  it('refuses what is no store, and both a definition and definitions', () => {
    expect(() => createPolicyTrail({ store: {} as never })).toThrow(/store/);
    expect(() => createPolicyTrail({ store: memoryStore(), definition: {} as never, definitions: [] })).toThrow(
      /either/,
    );
  });

  it('answers nothing once it is closed', async () => {
    const { trail } = aTrail({ clock: aClock() });
    await trail.close();
    await trail.close();
    expect(await codeOf(() => trail.save('p', tokens(1)))).toBe('store_closed');
    expect(await codeOf(() => trail.current('p'))).toBe('store_closed');
  });
});

describe('what a trail remembers of the policies it wrote', () => {
  const lists = () => [{ id: 'a', limits: [1, 2] }];

  it('is no part of what callers get, and none of what they gave', async () => {
    const { trail } = aTrail();
    const given = { lists: lists(), step: 1 };
    await trail.save('p', given);
    given.lists.length = 0;
    await trail.save('p', { lists: [...lists(), { id: 'b', limits: [3] }], step: 2 });
    const { preview = [] } = await trail.save('p', { lists: lists(), step: 3 }, { dryRun: true });
    const { changes } = await trail.diff('p', 1, 2);
    const { versions } = await trail.history('p');
    const { version } = await trail.save('p', { lists: lists(), step: 4 });
    ruin([preview, changes, versions, version]);
    const { version: last } = await trail.save('p', { lists: lists(), step: 5 });
    expect(last.policy).toEqual({ lists: lists(), step: 5 });
    expect(last.contentHash).toBe(sha256Hex(canonicalJson({ lists: lists(), step: 5 })));
    expect((await trail.diff('p', 1, 4)).changes).toMatchObject([{ path: '/step' }]);
    expect((await trail.verify('p')).problems).toEqual([]);
  });

  it('does not take what a caller made of an answer for what was written', async () => {
    const { trail } = aTrail();
    await trail.save('p', { lists: [] });
    const edit = async (limit: number, changes: readonly unknown[]) => {
      const [added] = changes as readonly [{ readonly after: { limits: number[] } }];
      added.after.limits[0] = limit;
      const { version } = await trail.save('p', { lists: [{ id: 'a', limits: [limit, 2] }] });
      expect(version.policy).toEqual({ lists: [{ id: 'a', limits: [limit, 2] }] });
      expect((await trail.verify('p')).problems).toEqual([]);
    };
    const { preview = [] } = await trail.save('p', { lists: lists() }, { dryRun: true });
    await edit(98, preview);
    await edit(99, (await trail.diff('p', 1, 2)).changes);
  });

  it('has no author, origin or definition that a caller could change by what it got', async () => {
    const { trail, store } = aTrail();
    const anas = trail.as({ id: 'ana', onBehalfOf: { id: 'bo' } });
    const change = (header: object) => {
      for (const part of ['createdBy', 'origin', 'schema'] as const) {
        const its = (header as Record<string, unknown>)[part];
        if (typeof its === 'object' && its !== null)
          attempt(() => Object.assign(its, { id: 'eve', type: 'x', name: 'y' }));
      }
    };
    const attempt = (work: () => unknown) => {
      try {
        work();
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
      }
    };
    const saved = await anas.save('p', { step: 1 });
    change(saved.version);
    change((await anas.save('p', { step: 1 })).version);
    const current = await anas.current('p');
    change(current ?? {});
    const { version } = await anas.save('p', { step: 2 });
    expect(version).toMatchObject({ createdBy: { id: 'ana', onBehalfOf: { id: 'bo' } }, origin: { type: 'saved' } });
    const elsewhere = createPolicyTrail({ store: memoryStore() });
    expect((await elsewhere.save('q', { step: 1 })).version.origin).toEqual({ type: 'saved' });
    expect((await createPolicyTrail({ store }).verifyAll()).valid).toBe(true);
  });

  it('is not mixed up where a save fails in between, or another trail saves', async () => {
    const { trail, store } = aTrail();
    const other = createPolicyTrail({ store });
    await trail.save('p', { lists: lists(), step: 1 });
    await expect(trail.save('p', { lists: [], step: 2 }, { expectedVersion: 9 })).rejects.toThrow();
    await other.save('p', { lists: [], step: 3 });
    await trail.save('p', { lists: [], step: 2 });
    const { versions } = await trail.history('p');
    expect(versions.map(({ changes }) => changes?.fields)).toEqual([['/step'], ['/lists/*', '/step'], undefined]);
    expect((await trail.verify('p')).problems).toEqual([]);
  });
});

/** Empties every list and object in a value. */
function ruin(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  for (const inner of Object.values(value)) ruin(inner);
  for (const key of Object.keys(value)) Reflect.deleteProperty(value, key);
  if (Array.isArray(value)) value.length = 0;
}
