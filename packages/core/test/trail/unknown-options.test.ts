import { createPolicyTrail, createVersionTrail, definePolicy, memoryStore } from '@policytrail/core';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { aTrail, bytesOf, failureOf, tokens } from './kit.js';

const store = memoryStore();
const { trail } = aTrail();
const misspelt: readonly (readonly [string, (options: never) => unknown, object])[] = [
  ['authorise', createPolicyTrail, { store, authorise: () => false }],
  ['definiton', createVersionTrail, { store, definiton: undefined }],
  ['defaultRule', definePolicy, { name: 'budget', policy: z.object({}), defaultRule: [] }],
  ['checkpont', (options) => trail.verify('p', options), { checkpont: { version: 1, hash: '' } }],
  ['checkpoint', (options) => trail.verifyAll(options), { checkpoint: {} }],
  ['policies', (options) => bytesOf(trail.exportArchive(options)), { policies: ['p'] }],
  ['maxbytes', (options) => trail.importArchive(new Uint8Array(), options), { maxbytes: 1 }],
  ['keepUnchanged', (options) => trail.importHistory(new Uint8Array(), options), { keepUnchanged: true }],
  ['expectedversion', (options) => trail.save('p', tokens(1), options), { expectedversion: 1 }],
];

it.each(misspelt)('a misspelt option is refused, not ignored: %s', async (argument, call, options) => {
  const failure = await failureOf(() => call(options as never));
  expect(failure).toMatchObject({ code: 'invalid_argument', details: { argument } });
  expect(failure.message).toContain(`has no option \`${argument}\`; it takes `);
});
