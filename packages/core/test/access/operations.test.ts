import { type AccessRequest, createPolicyTrail, createVersionTrail, memoryStore, operations } from '@policytrail/core';
import { expect, test } from 'vitest';
import { guarded } from '../../src/access/permit.js';
import { failureOf, tokens } from '../trail/kit.js';
import { callsOf } from './calls.js';

/** Views of a trail, each of which asks for itself, and what touches no policy. */
const unasked = ['as', 'of', 'sync', 'close', 'permissions', 'evaluationRecorder'];

test('every method of a trail has a rule, and every rule a method', () => {
  const methods = Object.keys(createPolicyTrail({ store: memoryStore() })).filter((name) => !unasked.includes(name));

  expect(methods.toSorted()).toEqual(Object.keys(operations).toSorted());
});

test('a method without a rule is refused to everybody', async () => {
  let isCalled = false;
  const shred = async () => {
    isCalled = true;
  };
  const methods: object = { shred };
  const { shred: refused } = guarded({ authorize: () => true, actor: null }, methods) as { shred: typeof shred };

  expect(await failureOf(() => refused())).toMatchObject({ code: 'forbidden', details: { operation: 'shred' } });
  expect(isCalled).toBe(false);
});

test.each(Object.keys(callsOf(createPolicyTrail({ store: memoryStore() }))))(
  '%s asks before it does anything',
  async (name) => {
    const untouched = new Proxy(memoryStore(), {
      get(store, property, receiver) {
        const member: unknown = Reflect.get(store, property, receiver);
        if (typeof member !== 'function' || property === 'watch') return member;
        return () => {
          throw new Error(`${name} reached ${String(property)} of the store`);
        };
      },
    });
    const asked: AccessRequest[] = [];
    const authorize = (request: AccessRequest) => {
      asked.push(request);
      return 'not today';
    };
    const trail = createPolicyTrail({ store: untouched, authorize }).as('ana');
    const call = callsOf(trail)[name];

    expect(await failureOf(() => call?.())).toMatchObject({ code: 'forbidden', details: { reason: 'not today' } });
    expect(asked[0]).toMatchObject({ actor: { id: 'ana' } });
  },
);

test('a trail of versions alone asks as well', async () => {
  const trail = createVersionTrail({ store: memoryStore(), authorize: () => false });

  expect(await failureOf(() => trail.save('project', tokens(1)))).toMatchObject({ code: 'forbidden' });
  expect(await failureOf(() => trail.current('project'))).toMatchObject({ code: 'forbidden' });
});
