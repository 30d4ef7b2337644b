import { describe, expect, it } from 'vitest';
import { aTrail, codeOf, contentOf, failureOf, inDays, start, tokens } from './kit.js';
import { type Tampering, tampered } from './wrapped-store.js';

const run = { type: 'run', id: 'run-1' };

describe('a pin', () => {
  it('records the version in force', async () => {
    const { trail } = aTrail();
    const { version } = await trail.save('p', tokens(1));
    await trail.save('p', tokens(2), { effectiveAt: inDays(1) });
    const { status, pin } = await trail.pin('p', run, { by: 'ana' });
    expect(status).toBe('pinned');
    expect(pin).toEqual({
      policyId: 'p',
      subject: { type: 'run', id: 'run-1', version: '' },
      policyVersion: 1,
      versionRequestId: 'request-1',
      contentHash: version.contentHash,
      pinnedAt: start,
      pinnedBy: { id: 'ana' },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await trail.pinned('p', run)).toEqual({ pin, version });
  });

  it('is written once: later saves and later pins leave it as it is', async () => {
    const { trail, clock } = aTrail();
    await trail.save('p', tokens(1));
    const { pin } = await trail.pin('p', run, { by: 'ana' });
    clock.set(inDays(1));
    await trail.save('p', tokens(2));
    expect(await trail.pin('p', run, { by: 'bo' })).toEqual({ status: 'already_pinned', pin });
    expect((await trail.pinned('p', run))?.version.policy).toEqual(tokens(1));
    expect((await trail.pin('p', { type: 'run', id: 'run-2' })).pin.policyVersion).toBe(2);
  });

  it('is one where many ask at once', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1));
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, rival) => trail.pin('p', run, { by: `a-${rival}` })),
    );
    expect(results.filter(({ status }) => status === 'pinned')).toHaveLength(1);
    expect(new Set(results.map(({ pin }) => pin.hash)).size).toBe(1);
  });

  it('is of a subject: its type, id and version tell it apart', async () => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1));
    const subjects = [run, { ...run, version: 3 }, { ...run, version: '03' }, { type: 'quote', id: 'run-1' }];
    const results = [];
    for (const subject of subjects) results.push((await trail.pin('p', subject)).status);
    expect(results).toEqual(['pinned', 'pinned', 'pinned', 'pinned']);
    expect((await trail.pin('p', { ...run, version: '3' })).status).toBe('already_pinned');
    expect((await trail.pinned('p', { ...run, version: 3 }))?.pin.subject.version).toBe('3');
    expect(await trail.pinned('p', { ...run, version: '4' })).toBeUndefined();
    expect(await trail.pinned('q', run)).toBeUndefined();
  });

  it('goes by the clock, but never behind the head', async () => {
    const { trail, clock } = aTrail();
    await trail.save('p', tokens(1));
    await trail.save('p', tokens(2), { effectiveAt: inDays(1) });
    clock.set('2025-09-01T00:00:00.000Z');
    expect((await trail.pin('p', run)).pin).toMatchObject({ pinnedAt: start, policyVersion: 1 });
    clock.set(inDays(1));
    expect((await trail.pin('p', { ...run, id: 'run-2' })).pin).toMatchObject({
      pinnedAt: inDays(1),
      policyVersion: 2,
    });
  });

  it('is refused where no version is in force', async () => {
    const { trail, store } = aTrail();
    const nothing = await failureOf(() => trail.pin('p', run));
    expect([nothing.code, nothing.details]).toEqual(['missing_version', { policyId: 'p', at: start }]);
    await trail.save('p', tokens(1), { effectiveAt: inDays(1) });
    const before = await contentOf(store);
    expect(await codeOf(() => trail.pin('p', run))).toBe('missing_version');
    expect(await contentOf(store)).toBe(before);
  });

  it.each([
    ['an empty type', { type: '', id: 'run-1' }],
    ['an empty id', { type: 'run', id: '' }],
    ['a fraction as version', { ...run, version: 1.5 }],
    ['a long version', { ...run, version: 'x'.repeat(65) }],
    ['a lone surrogate', { ...run, id: '\ud800' }],
  ])('is refused for %s', async (_, subject) => {
    const { trail } = aTrail();
    await trail.save('p', tokens(1));
    expect(await codeOf(() => trail.pin('p', subject))).toBe('invalid_argument');
    expect(await codeOf(() => trail.pinned('p', subject))).toBe('invalid_argument');
  });

  it.each([undefined, null, 'run:1'])('is refused for what is no subject: %j', async (subject) => {
    const { trail } = aTrail();
    await trail.save('project', tokens(1));
    const calls = [trail.pin, trail.pinned, trail.erase, trail.explain, trail.reevaluate];
    for (const call of calls) expect(await codeOf(() => call('project', subject as never))).toBe('invalid_argument');
  });

  it('is refused for a policy of Policytrail itself', async () => {
    expect(await codeOf(() => aTrail().trail.pin('~schema/p', run))).toBe('invalid_argument');
  });
});

describe('a pin whose version was touched', () => {
  const pinnedVersion = 1;
  const after = async (versions: Tampering['versions'] & object) => {
    const { trail, store } = aTrail();
    await trail.save('p', tokens(1));
    await trail.pin('p', run);
    await trail.save('p', tokens(2));
    return aTrail({ store: tampered(store, { versions }) }).trail;
  };

  it('says that it is missing where it was deleted, and names no other in its place', async () => {
    const trail = await after((rows) => rows.filter(({ version }) => version !== pinnedVersion));
    const error = await failureOf(() => trail.pinned('p', run));
    expect([error.code, error.details]).toEqual(['missing_version', { policyId: 'p', version: 1 }]);
    expect(error.message).toContain('run:run-1');
  });

  it('does not take the version that has its number now', async () => {
    const trail = await after((rows) => rows.map((row) => ({ ...row, version: 3 - row.version })));
    expect(await codeOf(() => trail.pinned('p', run))).toBe('missing_version');
  });
});
