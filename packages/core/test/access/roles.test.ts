import { type Action, type Authorize, operations, type RoleGrants, roles } from '@policytrail/core';
import { describe, expect, test } from 'vitest';
import { aTrail, failureOf, tokens } from '../trail/kit.js';

const people: RoleGrants = {
  viewer: ['vera', { actor: 'victor', prefix: 'team-1/' }],
  editor: ['ed', { actor: 'edna', prefix: 'team-1/' }],
  approver: ['abe'],
  admin: ['root'],
};
const mayDo: Readonly<Record<string, readonly Action[]>> = {
  vera: ['read'],
  ed: ['read', 'edit', 'run'],
  abe: ['read', 'run', 'review'],
  root: ['read', 'edit', 'run', 'review', 'administer'],
  stranger: [],
};

describe.each(Object.entries(mayDo))('%s', (actor, actions) => {
  test.each(Object.entries(operations))('%s', async (operation, { action }) => {
    const authorize = roles(people);
    const request = { actor: { id: actor }, action, operation: operation as keyof typeof operations, policyId: 'any' };

    expect((await authorize(request)) === true).toBe(actions.includes(action));
  });
});

const authorize: Authorize = roles(people);

test('a refusal names the roles it takes', () => {
  const request = { actor: { id: 'vera' }, action: 'edit', operation: 'save', policyId: 'any' } as const;

  expect(authorize(request)).toBe('it takes the role editor or admin');
});

test('a role for some policies reaches them, their list, and the definitions', async () => {
  const { trail } = aTrail({ authorize });
  const edna = trail.as('edna');
  await edna.save('team-1/budget', tokens(1));
  await trail.as('ed').save('team-2/budget', tokens(1));

  expect(await failureOf(() => edna.current('team-2/budget'))).toMatchObject({ code: 'forbidden' });
  expect(await failureOf(() => edna.policies())).toMatchObject({ code: 'forbidden' });
  expect(await failureOf(() => edna.policies({ prefix: 'team' }))).toMatchObject({ code: 'forbidden' });
  expect((await edna.policies({ prefix: 'team-1/' })).policies).toHaveLength(1);
  expect(await failureOf(() => edna.verifyAll())).toMatchObject({ code: 'forbidden' });
  expect(await trail.as('victor').version('~schema/budget', 1)).toBeUndefined();
  expect(await failureOf(() => trail.as('stranger').version('~schema/budget', 1))).toMatchObject({ code: 'forbidden' });
});

test('the star is everybody, even nobody in particular', async () => {
  const { trail } = aTrail({ authorize: roles({ viewer: ['*'], editor: ['ed'] }) });

  expect(await trail.current('project')).toBeUndefined();
  expect(await failureOf(() => trail.save('project', tokens(1)))).toMatchObject({ code: 'forbidden' });
});

test.each([
  ['an unknown role', { owner: ['ana'] }, 'owner'],
  ['an empty actor', { viewer: [''] }, 'viewer/0'],
  ['no list', { viewer: 'ana' }, 'viewer'],
  ['nothing', null, 'grants'],
  ['a grant without a prefix', { viewer: ['ana', { actor: 'ben' }] }, 'viewer/1'],
])('%s is refused', async (_name, grants, argument) => {
  expect(await failureOf(() => roles(grants as RoleGrants))).toMatchObject({
    code: 'invalid_argument',
    details: { argument },
  });
});
