import { type Action, createPolicyTrail, memoryStore, operations, roles } from '@policytrail/core';
import { expect, it } from 'vitest';
import { calls, fill } from '../support/calls.js';
import { connected, origin } from '../support/connected.js';
import { codeOf } from '../support/outcome.js';
import { touchedStore } from '../support/touched-store.js';

const authorize = roles({ viewer: ['vera'], editor: ['edo'], approver: ['abe'], admin: ['root'] });

const may: Readonly<Record<string, readonly Action[]>> = {
  vera: ['read'],
  edo: ['read', 'edit', 'run'],
  abe: ['read', 'run', 'review'],
  root: ['read', 'edit', 'run', 'review', 'administer'],
  nobody: [],
};

/** A filled trail behind a handler, whose store tells what of it was called. */
async function guardedTrail(actor: string) {
  const store = memoryStore();
  await fill(createPolicyTrail({ store, clock: () => '2025-10-01T10:00:00.000Z' }));
  const { store: watched, touched } = touchedStore(store);
  const { client, handler } = connected({
    trail: { store: watched, authorize },
    client: { headers: { 'x-actor': actor } },
  });
  return { client, handler, touched };
}

const matrix = Object.keys(may).flatMap((actor) => Object.keys(calls).map((name) => [actor, name] as const));

it.each(matrix)('%s is let do %s, or refused with nothing read or written', async (actor, name) => {
  const { client, touched } = await guardedTrail(actor);
  const operation = name as keyof typeof calls;
  // `permissions` says what may be done, and is refused to nobody. Approving comes before revoking, and is a review as well.
  const isAllowed = operation === 'permissions' || may[actor]?.includes(operations[operation].action);
  expect(await codeOf(() => calls[operation](client))).toBe(isAllowed ? 'answered' : 'forbidden');
  if (!isAllowed) expect(touched).toEqual([]);
});

it.each(Object.keys(may))('%s hears of versions, or is refused', async (actor) => {
  const { handler, touched } = await guardedTrail(actor);
  const aborting = new AbortController();
  const request = new Request(`${origin}/events?policyId=project`, {
    headers: { 'x-actor': actor },
    signal: aborting.signal,
  });
  const { status } = await handler(request);
  aborting.abort();
  expect(status).toBe(may[actor]?.includes('read') ? 200 : 403);
  if (status === 403) expect(touched).toEqual([]);
});

it.each(['edo', 'root'])('%s can’t act in the name of another', async (actor) => {
  const { client, touched } = await guardedTrail(actor);
  await expect(client.save('project', {}, { by: 'vera' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(client.as('vera').pin('project', { type: 'run', id: '1' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(client.saveMany([{ policyId: 'p', policy: {}, by: { id: actor, kind: 'x' } }])).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(touched).toEqual([]);
});

it('a name beside the actor’s id is not taken from the one who asks', async () => {
  const { client } = await guardedTrail('edo');
  const { version } = await client.save('project', { budget: 7 }, { by: { id: 'edo', name: 'The Boss' } });
  expect(version.createdBy).toEqual({ id: 'edo' });
});
