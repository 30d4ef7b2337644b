import { beforeAll, describe, expect, it } from 'vitest';
import { aTrail, codeOf, day, inDays, later, start, tokens } from './kit.js';

const { trail, clock } = aTrail();

beforeAll(async () => {
  for (let number = 1; number <= 12; number++) {
    clock.set(later(start, (number - 1) * day));
    const policy = number % 3 === 0 ? { budgetTokens: number, region: `r-${number}` } : tokens(number);
    await trail.save('p', policy, {
      by: number % 2 === 0 ? 'ana' : { id: 'bo', name: 'Bo Ek' },
      changeNotes: number === 5 ? 'Größer für Zürich' : `change ${number}`,
      ...(number === 7 ? { label: 'v7.0.0', title: 'Q3 Policy' } : {}),
    });
  }
  await trail.save('p', tokens(99), { effectiveAt: inDays(30) });
});

const numbersOf = async (query: Parameters<typeof trail.history>[1]) =>
  (await trail.history('p', query)).versions.map(({ version }) => version);

describe('a history', () => {
  it('is newest first, with head and current, and without policies', async () => {
    const history = await trail.history('p');
    expect(history.versions.map(({ version }) => version)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect([history.total, history.head, history.current]).toEqual([13, 13, 12]);
    expect(history.versions.every((version) => !('policyJson' in version) && !('policy' in version))).toBe(true);
  });

  it('is paged backwards by `before`', async () => {
    expect(await numbersOf({ limit: 5 })).toEqual([13, 12, 11, 10, 9]);
    expect(await numbersOf({ limit: 5, before: 9 })).toEqual([8, 7, 6, 5, 4]);
    expect(await numbersOf({ limit: 5, before: 4 })).toEqual([3, 2, 1]);
    expect(await numbersOf({ limit: 5, before: 1 })).toEqual([]);
    expect(await numbersOf({ limit: 2, before: 100 })).toEqual([13, 12]);
  });

  it('is paged forwards by `after`: the next ones, still newest first', async () => {
    expect(await numbersOf({ limit: 5, after: 4 })).toEqual([9, 8, 7, 6, 5]);
    expect(await numbersOf({ limit: 5, after: 0 })).toEqual([5, 4, 3, 2, 1]);
    expect(await numbersOf({ limit: 5, after: 11 })).toEqual([13, 12]);
    expect(await numbersOf({ limit: 5, after: 13 })).toEqual([]);
  });

  it('between two numbers begins at the newest', async () => {
    expect(await numbersOf({ after: 4, before: 9 })).toEqual([8, 7, 6, 5]);
    expect(await numbersOf({ after: 4, before: 9, limit: 2 })).toEqual([8, 7]);
  });

  it('counts all that match, whatever the page', async () => {
    const page = await trail.history('p', { limit: 2, before: 9, filter: { author: 'ana' } });
    expect([page.versions.map(({ version }) => version), page.total, page.head]).toEqual([[8, 6], 6, 13]);
  });

  it('of no policy is empty', async () => {
    expect(await trail.history('unknown')).toEqual({ versions: [], total: 0, head: undefined, current: undefined });
  });

  it.each([
    [{ limit: 0 }],
    [{ limit: 501 }],
    [{ limit: 1.5 }],
    [{ before: 0 }],
    [{ before: 1.5 }],
    [{ after: -1 }],
    [{ filter: { field: 'budgetTokens' } }],
    [{ filter: { from: 'yesterday' } }],
    [{ filter: { text: 'a\0' } }],
    [{ filter: { author: 7 as never } }],
  ])('refuses %j', async (query) => {
    expect(await codeOf(() => trail.history('p', query))).toBe('invalid_argument');
  });
});

describe('a filter', () => {
  it('finds an author by id, exactly', async () => {
    expect(await numbersOf({ filter: { author: 'bo' } })).toEqual([11, 9, 7, 5, 3, 1]);
    expect(await numbersOf({ filter: { author: 'Bo' } })).toEqual([]);
  });

  it('finds text in notes, label, title, author id and name, whatever the case and the form of the letters', async () => {
    expect(await numbersOf({ filter: { text: 'ZÜRICH' } })).toEqual([5]);
    expect(await numbersOf({ filter: { text: 'zu\u0308rich' } })).toEqual([5]);
    expect(await numbersOf({ filter: { text: 'V7.0' } })).toEqual([7]);
    expect(await numbersOf({ filter: { text: 'q3' } })).toEqual([7]);
    expect(await numbersOf({ filter: { text: 'ek' } })).toEqual([11, 9, 7, 5, 3, 1]);
    expect(await numbersOf({ filter: { text: '' } })).toHaveLength(13);
  });

  it('finds days: `from` included, `to` excluded', async () => {
    expect(await numbersOf({ filter: { from: inDays(3), to: inDays(5) } })).toEqual([5, 4]);
    expect(await numbersOf({ filter: { to: '2025-10-02T12:00:00+02:00' } })).toEqual([1]);
    expect(await numbersOf({ filter: { from: inDays(40) } })).toEqual([]);
  });

  it('finds versions by the field they changed', async () => {
    expect(await numbersOf({ filter: { field: '/region' } })).toEqual([12 + 1, 12, 10, 9, 7, 6, 4, 3]);
    expect(await numbersOf({ filter: { field: '/budgetTokens', author: 'ana', from: inDays(8) } })).toEqual([12, 10]);
    expect(await numbersOf({ filter: { field: '/other' } })).toEqual([]);
  });

  it('needs all of its members to hold', async () => {
    expect(await numbersOf({ filter: { author: 'bo', text: 'change', from: inDays(6) } })).toEqual([11, 9, 7]);
  });
});

describe('the list of policies', () => {
  it('is in code point order, paged and narrowed by prefix, and says where each stands', async () => {
    const kit = aTrail();
    for (const id of ['b/2', 'a', 'b/1', '\u{1F600}', '\uFF5E', 'b/10'])
      await kit.trail.save(id, tokens(1), { title: id });
    kit.clock.advance(day);
    await kit.trail.save('a', tokens(2), { title: 'second' });
    const ids = async (query: Parameters<typeof trail.policies>[0]) =>
      (await kit.trail.policies(query)).policies.map(({ policyId }) => policyId);
    expect(await ids({})).toEqual(['a', 'b/1', 'b/10', 'b/2', '\uFF5E', '\u{1F600}']);
    expect(await ids({ limit: 2 })).toEqual(['a', 'b/1']);
    expect(await ids({ limit: 2, after: 'b/1' })).toEqual(['b/10', 'b/2']);
    expect(await ids({ prefix: 'b/' })).toEqual(['b/1', 'b/10', 'b/2']);
    expect(await ids({ prefix: 'b/', after: 'b/10' })).toEqual(['b/2']);
    const { policies, total } = await kit.trail.policies({ limit: 1, prefix: 'a' });
    expect([policies, total]).toEqual([
      [{ policyId: 'a', head: 2, createdAt: start, changedAt: inDays(1), title: 'second' }],
      1,
    ]);
    expect(await codeOf(() => kit.trail.policies({ limit: 0 }))).toBe('invalid_argument');
    expect(await codeOf(() => kit.trail.policies({ prefix: '\ud800' }))).toBe('invalid_argument');
  });
});

describe('a diff', () => {
  it('goes either way, and is empty for a version and itself', async () => {
    const change = { kind: 'changed', path: '/budgetTokens', field: '/budgetTokens' };
    expect(await trail.diff('p', 1, 2)).toEqual({
      policyId: 'p',
      from: 1,
      to: 2,
      changes: [{ ...change, before: 1, after: 2 }],
    });
    expect((await trail.diff('p', 2, 1)).changes).toEqual([{ ...change, before: 2, after: 1 }]);
    expect((await trail.diff('p', 2, 2)).changes).toEqual([]);
  });

  it('of what is not there is refused', async () => {
    expect(await codeOf(() => trail.diff('p', 1, 99))).toBe('not_found');
    expect(await codeOf(() => trail.diff('q', 1, 1))).toBe('not_found');
    expect(await codeOf(() => trail.diff('p', 0, 1))).toBe('invalid_argument');
  });
});
