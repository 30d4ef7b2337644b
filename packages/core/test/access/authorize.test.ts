import { type AccessRequest, type Authorize, memoryStore, type WatchEvent } from '@policytrail/core';
import { expect, test } from 'vitest';
import { aTrail, bytesOf, codeOf, contentOf, failureOf, tokens } from '../trail/kit.js';

const onlyReads: Authorize = ({ action }) => action === 'read' || 'look, don’t touch';
const later =
  (authorize: Authorize): Authorize =>
  async (request) =>
    authorize(request);

test('a refusal names who, what, where and why, and nothing is stored', async () => {
  const { trail, store } = aTrail({ authorize: onlyReads });
  const before = await contentOf(store);

  const failure = await failureOf(() => trail.as('ben').save('project', tokens(1)));

  expect(failure.message).toBe('`ben` may not save `project`: look, don’t touch');
  expect(failure.details).toEqual({ operation: 'save', policyId: 'project', reason: 'look, don’t touch' });
  expect(await contentOf(store)).toBe(before);
});

test.each([false, '', undefined, null, 0, 1, {}])('%j does not allow', async (answer) => {
  const { trail } = aTrail({ authorize: () => answer as boolean });

  expect(await failureOf(() => trail.current('project'))).toMatchObject({ code: 'forbidden' });
});

test('what authorize throws, the caller gets', async () => {
  const { trail } = aTrail({
    authorize: () => {
      throw new RangeError('no directory');
    },
  });

  await expect(trail.current('project')).rejects.toThrow('no directory');
});

test('one that answers later and refuses ends nothing but the call that can’t wait for it', async () => {
  const { trail } = aTrail({ authorize: async () => Promise.reject(new Error('no directory')) });
  expect(await codeOf(() => trail.sync.save('project', tokens(1)))).toBe('invalid_argument');
  // A rejection that nobody hears is told once all that waits is done.
  await new Promise((resolve) => setTimeout(resolve));
});

test('an authorize that answers later is waited for', async () => {
  const { trail } = aTrail({ authorize: later(({ actor }) => actor?.id === 'ana') });

  await trail.save('project', tokens(1), { by: 'ana' });

  expect(await failureOf(() => trail.save('project', tokens(2), { by: 'ben' }))).toMatchObject({ code: 'forbidden' });
  expect((await trail.as('ana').history('project')).head).toBe(1);
});

test('a batch is refused whole where one of its policies is', async () => {
  const { trail, store } = aTrail({ authorize: ({ policyId }) => policyId === 'mine' });
  const drafts = ['mine', 'theirs'].map((policyId) => ({ policyId, policy: tokens(1) }));
  const before = await contentOf(store);

  expect(await failureOf(() => trail.saveMany(drafts))).toMatchObject({ details: { policyId: 'theirs' } });
  expect(await contentOf(store)).toBe(before);
});

test('a dry run only reads', async () => {
  const { trail } = aTrail({ authorize: onlyReads });

  expect(await trail.save('project', tokens(1), { dryRun: true })).toMatchObject({ status: 'saved' });
});

test('a bound trail speaks for nobody else', async () => {
  const { trail } = aTrail({ authorize: () => true });
  const bound = trail.as({ id: 'ana', kind: 'user' });

  expect(await failureOf(() => bound.save('project', tokens(1), { by: 'root' }))).toMatchObject({ code: 'forbidden' });
  expect(await failureOf(() => bound.save('project', tokens(1), { by: { id: 'ana', kind: 'system' } }))).toMatchObject({
    code: 'forbidden',
  });
  const { version } = await bound.save('project', tokens(1), { by: { id: 'ana', kind: 'user' } });
  expect(version.createdBy).toEqual({ id: 'ana', kind: 'user' });
});

test('an archive is asked for policy by policy, or as a whole', async () => {
  const asked: (string | null)[] = [];
  const { trail } = aTrail({ authorize: ({ policyId }) => asked.push(policyId) > 0 });
  await bytesOf(trail.exportArchive({ policyIds: [] }));
  expect(asked).toEqual([]);

  await bytesOf(trail.exportArchive());

  expect(asked).toEqual([null]);
});

test('a recorder asks for each evaluation', async () => {
  const authorize: Authorize = ({ actor }) => actor?.id === 'ana' || 'who are you?';
  const { trail } = aTrail({ authorize });
  await trail.save('project', tokens(1), { by: 'ana' });
  const recorder = trail.evaluationRecorder();

  expect(await failureOf(() => recorder.evaluate('project', {}, { by: 'ben' }))).toMatchObject({ code: 'forbidden' });
  expect(await recorder.evaluate('project', {}, { by: 'ana' })).toMatchObject({ status: 'recorded' });
  await recorder.close();
});

test('who may not watch hears nothing, even where that is known only later', async () => {
  const store = memoryStore();
  const open = aTrail({ store }).trail;
  const heard: WatchEvent[] = [];
  const watched = async (authorize: Authorize) =>
    aTrail({ store, authorize }).trail.watch('project', (event) => heard.push(event));
  expect(await failureOf(() => watched(() => false))).toMatchObject({ code: 'forbidden' });
  const stopRefused = await watched(later(() => false));
  const stopEarly = await watched(later(() => true));
  stopEarly();

  await open.save('project', tokens(1));
  await open.save('project', tokens(2));
  expect(heard).toEqual([]);

  const stop = await watched(later(() => true));
  await bytesOf(open.exportArchive());
  await open.save('project', tokens(3));
  await open.current('project');
  expect(heard.map(({ version }) => version)).toEqual([3]);
  stop();
  stopRefused();
});

test('permissions say what would be answered', async () => {
  const asked: AccessRequest[] = [];
  const authorize: Authorize = (request) => {
    asked.push(request);
    return onlyReads(request);
  };
  const { trail } = aTrail({ authorize });

  expect(await trail.as('ana').permissions('project')).toEqual({
    view: true,
    compare: true,
    edit: 'look, don’t touch',
    restore: 'look, don’t touch',
    run: 'look, don’t touch',
    review: 'look, don’t touch',
  });
  expect(asked.map(({ actor }) => actor?.id)).toEqual(Array(6).fill('ana'));
  expect(await aTrail().trail.permissions('project')).toMatchObject({ edit: true, review: true });
});

test('authorize must be a function', async () => {
  expect(await failureOf(() => aTrail({ authorize: true as never }))).toMatchObject({ code: 'invalid_argument' });
});

test('what was asked about is what is done, whatever becomes of the arguments meanwhile', async () => {
  const asked: (string | null)[] = [];
  const { trail, store } = aTrail({
    authorize: async ({ policyId, action }) => {
      asked.push(policyId);
      return policyId !== 'secret' && action !== 'administer';
    },
  });
  const ben = trail.as('ben');
  const options: { by?: string; dryRun?: boolean } = {};
  const saving = ben.save('mine', tokens(1), options);
  options.by = 'root';
  const rehearsal = { dryRun: true };
  const rehearsing = ben.save('other', tokens(1), rehearsal);
  rehearsal.dryRun = false;
  const draft = { policyId: 'batch', policy: tokens(1) };
  const drafts = [draft];
  const batch = ben.saveMany(drafts);
  draft.policyId = 'secret';
  drafts.push({ policyId: 'secret', policy: tokens(2) });
  const chosen: string[] = [];
  const archive = bytesOf(ben.exportArchive({ policyIds: chosen, gzip: false }));
  chosen.push('secret');

  expect((await saving).version.createdBy).toEqual({ id: 'ben' });
  await Promise.all([rehearsing, batch, archive]);
  expect(asked).not.toContain('secret');
  expect(await store.listPolicyIds()).toEqual(['batch', 'mine']);
});
