import { describe, expect, it } from 'vitest';
import { aTrail, codeOf, contentOf, failureOf, inDays, later, tokens } from './kit.js';
import { wrapped } from './wrapped-store.js';

async function withPlans() {
  const kit = aTrail();
  await kit.trail.save('p', tokens(1));
  await kit.trail.save('p', tokens(2), { effectiveAt: inDays(20) });
  await kit.trail.save('p', tokens(3), { effectiveAt: inDays(10) });
  return kit;
}

describe('a planned version', () => {
  it('takes effect at its instant, not a millisecond before', async () => {
    const { trail, clock } = await withPlans();
    const currentAt = async (instant: string) => {
      clock.set(instant);
      return (await trail.current('p'))?.version;
    };
    expect(await currentAt(later(inDays(10), -1))).toBe(1);
    expect(await currentAt(inDays(10))).toBe(3);
    expect(await currentAt(later(inDays(20), -1))).toBe(3);
    expect(await currentAt(inDays(20))).toBe(2);
  });

  it('is listed until then, soonest first', async () => {
    const { trail, clock } = await withPlans();
    const planned = async () => (await trail.planned('p')).map(({ version }) => version.version);
    expect(await planned()).toEqual([3, 2]);
    clock.set(inDays(10));
    expect(await planned()).toEqual([2]);
    clock.set(inDays(20));
    expect(await planned()).toEqual([]);
    expect(await trail.planned('unknown')).toEqual([]);
  });

  it('of the same instant counts in the order of the numbers: the highest is in force', async () => {
    const { trail, clock } = await withPlans();
    await trail.save('p', tokens(4), { effectiveAt: inDays(10) });
    expect((await trail.planned('p')).map(({ version }) => version.version)).toEqual([3, 4, 2]);
    clock.set(inDays(10));
    expect((await trail.current('p'))?.version).toBe(4);
  });

  it('is shown with the newer versions that it would overrule', async () => {
    const { trail, clock } = await withPlans();
    const overrules = async () =>
      (await trail.planned('p')).map(({ version, overrules }) => [version.version, overrules]);
    expect(await overrules()).toEqual([
      [3, []],
      [2, [3]],
    ]);
    clock.advance(1);
    await trail.save('p', tokens(4));
    expect(await overrules()).toEqual([
      [3, [4]],
      [2, [3, 4]],
    ]);
    await trail.save('p', tokens(5), { effectiveAt: inDays(30) });
    clock.set(inDays(12));
    expect(await overrules()).toEqual([
      [2, [3]],
      [5, []],
    ]);
  });

  it('is a header: it carries no policy', async () => {
    const { trail } = await withPlans();
    const [first] = await trail.planned('p');
    expect(Object.keys(first?.version ?? {})).not.toContain('policyJson');
    expect(first?.version).toMatchObject({ version: 3, effectiveAt: inDays(10), withdraws: null });
  });
});

describe('a withdrawal', () => {
  it('is a new version with the policy in force', async () => {
    const { trail, clock } = await withPlans();
    const { status, version, pending } = await trail.withdraw('p', 3, { by: 'ana' });
    expect([status, pending]).toEqual(['saved', [2]]);
    expect(version).toMatchObject({
      version: 4,
      policy: tokens(1),
      withdraws: 3,
      changeNotes: 'Withdrew version 3',
      createdBy: { id: 'ana' },
      origin: { type: 'saved' },
    });
    clock.set(inDays(10));
    expect((await trail.current('p'))?.policy).toEqual(tokens(1));
    clock.set(inDays(20));
    expect((await trail.current('p'))?.version).toBe(2);
    expect((await trail.verify('p')).problems).toEqual([]);
  });

  it('leaves the withdrawn version in the history', async () => {
    const { trail } = await withPlans();
    await trail.withdraw('p', 3, { changeNotes: 'Not yet' });
    expect((await trail.version('p', 3))?.policy).toEqual(tokens(3));
    expect(
      (await trail.history('p')).versions.map(({ withdraws, changeNotes }) => [withdraws, changeNotes])[0],
    ).toEqual([3, 'Not yet']);
  });

  it('is refused once the version is in force, once it is withdrawn, and where there is none', async () => {
    const { trail, clock, store } = await withPlans();
    await trail.withdraw('p', 3);
    clock.set(inDays(20));
    const before = await contentOf(store);
    expect(await codeOf(() => trail.withdraw('p', 3))).toBe('invalid_argument');
    expect(await codeOf(() => trail.withdraw('p', 2))).toBe('invalid_argument');
    expect(await codeOf(() => trail.withdraw('p', 1))).toBe('invalid_argument');
    expect(await codeOf(() => trail.withdraw('p', 4))).toBe('invalid_argument');
    expect(await codeOf(() => trail.withdraw('p', 9))).toBe('not_found');
    expect(await codeOf(() => trail.withdraw('q', 1))).toBe('not_found');
    expect(await codeOf(() => trail.withdraw('~schema/p', 1))).toBe('invalid_argument');
    expect(await contentOf(store)).toBe(before);
  });

  it('is refused where nothing would be in force without the plan', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1), { effectiveAt: inDays(1) });
    const error = await failureOf(() => trail.withdraw('p', 1));
    expect([error.code, error.message]).toEqual([
      'invalid_argument',
      expect.stringContaining('no policy to go on with'),
    ]);
  });

  it('is made once for one request id, also where other versions came in between', async () => {
    const { trail, clock } = await withPlans();
    const first = await trail.withdraw('p', 3, { requestId: 'w-1' });
    clock.advance(1);
    await trail.save('p', tokens(9));
    const again = await trail.withdraw('p', 3, { requestId: 'w-1' });
    expect([again.status, again.version]).toEqual(['already_saved', first.version]);
    const other = { requestId: 'w-1', changeNotes: 'Withdrew version 3' };
    expect(await codeOf(() => trail.withdraw('p', 2, other))).toBe('idempotency_mismatch');
    expect(await codeOf(() => trail.withdraw('p', 3, { requestId: 'w-1', by: 'bo' }))).toBe('idempotency_mismatch');
  });

  it('expects the version it is told to, and the one it has seen where it is told none', async () => {
    const { trail } = await withPlans();
    expect(await codeOf(() => trail.withdraw('p', 3, { expectedVersion: 2 }))).toBe('version_conflict');
    expect((await trail.withdraw('p', 3, { expectedVersion: 3 })).version.version).toBe(4);
  });

  it('copies what a rival has brought into force meanwhile, never what it read before', async () => {
    const { store, clock, trail } = await withPlans();
    let rivals = 0;
    const raced = wrapped(store, {
      async append(writes) {
        if (rivals < 3) await trail.save('p', tokens(100 + ++rivals));
        return store.append(writes);
      },
    });
    const withdrawn = await aTrail({ store: raced, clock, newId: () => 'w-1' }).trail.withdraw('p', 3);
    expect(withdrawn.version).toMatchObject({ version: 7, policy: tokens(103), withdraws: 3 });
  });

  it('gives up where rivals never cease', async () => {
    const { store, clock, trail } = await withPlans();
    let rivals = 0;
    const raced = wrapped(store, {
      async append(writes) {
        await trail.save('p', tokens(100 + ++rivals));
        return store.append(writes);
      },
    });
    const { trail: late } = aTrail({ store: raced, clock, newId: () => 'w-1' });
    expect(await codeOf(() => late.withdraw('p', 3))).toBe('version_conflict');
    expect(rivals).toBe(5);
  });

  it('lets one of two rivals withdraw', async () => {
    const { trail } = await withPlans();
    const ends = await Promise.allSettled([trail.withdraw('p', 3), trail.withdraw('p', 3)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await trail.history('p')).head).toBe(4);
  });
});
