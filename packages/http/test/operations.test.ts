import { createPolicyTrail, memoryStore, operations } from '@policytrail/core';
import { routes } from '@policytrail/http';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { type RemoteOperation, remoteOperations } from '../src/operations/operations.js';
import { answers } from '../src/schemas/answers/answers.js';
import { requests } from '../src/schemas/asked/requests.js';
import { connected } from './support/connected.js';

/** What a trail has that is not asked of a store: views of it, and its end. */
const local = ['as', 'of', 'sync', 'close', 'evaluationRecorder'];

it('has a route for every method of a trail, and none besides', () => {
  const methods = Object.keys(createPolicyTrail({ store: memoryStore() })).filter((name) => !local.includes(name));
  expect(remoteOperations.toSorted()).toEqual(methods.toSorted());
  expect(Object.keys(operations).filter((name) => !methods.includes(name))).toEqual([]);
});

it('has every method of a trail in the client', () => {
  const methods = Object.keys(createPolicyTrail({ store: memoryStore() }));
  expect(Object.keys(connected().client).toSorted()).toEqual(methods.toSorted());
});

it('has one operation at a method and path', () => {
  const places = remoteOperations.map((name) => `${routes[name].method} ${routes[name].path}`);
  expect(new Set(places).size).toBe(places.length);
});

it.each(remoteOperations)('%s says in its row what its schema takes', (name) => {
  const { parameters, options, takes, retryId, each, conditional, signed, isRead, method } = routes[name];
  const taken = Object.keys(requests[name].shape);
  const inEach = each === undefined ? [] : Object.keys(eachOf(name, each));
  const given = parameters.filter((parameter) => takes !== 'bytes' || parameter !== 'source');

  expect(given.filter((parameter) => !taken.includes(parameter))).toEqual([]);
  expect(taken.length > given.length).toBe(options === true);
  expect(taken.includes('expectedVersion')).toBe(conditional === true);
  expect([...taken, ...inEach].includes('by')).toBe(signed === true);
  expect(retryId === undefined || [...taken, ...inEach].includes(retryId)).toBe(true);
  // What changes something can be sent again: by an id, or as it is the same twice.
  const isWrite = method === 'POST' && isRead !== true;
  const isSameTwice = ['pin', 'erase', 'importArchive', 'importHistory'].includes(name);
  expect(isWrite).toBe(retryId !== undefined || isSameTwice);
});

it.each(remoteOperations)('%s says in its row what its answer has', (name) => {
  const { gives, holds } = routes[name];
  expect(holds !== undefined).toBe(gives === 'json' || gives === 'found');
  const answer = answers[name];
  if (holds === '[]') expect(answer).toBeInstanceOf(z.ZodArray);
  else if (holds !== undefined && answer instanceof z.ZodObject && name !== 'definitionOf') {
    expect(answer.shape[holds], holds).toBeDefined();
    expect(answer.shape[holds]).not.toBeInstanceOf(z.ZodExactOptional);
  }
});

it('calls a write what core calls one', () => {
  const writes = remoteOperations.filter((name) => routes[name].method === 'POST' && routes[name].isRead !== true);
  const expected = remoteOperations.filter((name) => name !== 'permissions' && operations[name].action !== 'read');
  expect(writes.toSorted()).toEqual(expected.toSorted());
});

function eachOf(name: RemoteOperation, each: string): object {
  const list = requests[name].shape[each] as { element?: { shape?: object } };
  return list.element?.shape ?? {};
}
