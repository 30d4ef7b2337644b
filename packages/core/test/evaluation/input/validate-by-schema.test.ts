import { definePolicy } from '@policytrail/core';
import { decimal } from '@policytrail/core/zod';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { validateInputBySchema } from '../../../src/evaluation/input/validate-by-schema.js';
import { validateInput } from '../../../src/evaluation/input/validate-input.js';
import type { JsonObject } from '../../../src/values/json.js';
import { thrownBy } from '../../policy/definition/schemas.js';

const order = z.object({
  id: z.string().min(2).max(5),
  amount: decimal({ scale: 2, min: 0, max: '1000' }),
  count: z.number().int().min(1).max(10),
  rate: z.number().gt(0).lt(1),
  isOpen: z.boolean(),
  region: z.enum(['EU', 'US']),
  kind: z.literal('order'),
  note: z.string().nullable(),
  tags: z.array(z.string()).max(2),
  pair: z.tuple([z.string(), z.number()]),
  payment: z.discriminatedUnion('type', [
    z.object({ type: z.literal('card'), digits: z.string() }),
    z.object({ type: z.literal('transfer'), fee: decimal({ scale: 2 }) }),
  ]),
  limits: z.record(z.string(), decimal({ scale: 1 })),
  reference: z.string().optional(),
  currency: z.string().default('EUR'),
});

const definition = definePolicy({ name: 'order', policy: z.object({}), input: order });
const schema = definition.document.input as JsonObject;

const anOrder: JsonObject = {
  id: 'abc',
  amount: 12.5,
  count: 3,
  rate: 0.5,
  isOpen: true,
  region: 'EU',
  kind: 'order',
  note: null,
  tags: ['x'],
  pair: ['a', 1],
  payment: { type: 'transfer', fee: '1' },
  limits: { a: 1, b: '2.5' },
};

const issuesOf = (input: unknown, by: JsonObject = schema) => {
  const { code, details } = thrownBy(() => validateInputBySchema(by, input));
  expect(code).toBe('invalid_input');
  return (details as { issues: { path: string; message: string }[] }).issues;
};

describe('the stored definition', () => {
  it('makes of an input what the host’s schema makes of it', () => {
    const checked = validateInputBySchema(schema, anOrder);
    expect(checked).toEqual(validateInput(definition, anOrder));
    expect(checked).toMatchObject({
      amount: '12.50',
      payment: { type: 'transfer', fee: '1.00' },
      limits: { a: '1.0', b: '2.5' },
      currency: 'EUR',
    });
  });

  it.each([
    ['id', 'a', 'must have at least 2 characters'],
    ['id', 'abcdef', 'must have at most 5 characters'],
    ['id', 5, 'must be text'],
    ['amount', '12.505', 'must have at most 2 digits after the point'],
    ['amount', '-1', 'must be at least 0'],
    ['amount', '1000.01', 'must be at most 1000'],
    ['amount', 'much', 'must be a decimal number such as 12.50'],
    ['amount', true, 'must be decimal text or a number'],
    ['count', 1.5, 'must be a whole number'],
    ['count', 0, 'must be at least 1'],
    ['count', 11, 'must be at most 10'],
    ['rate', 0, 'must be more than 0'],
    ['rate', 1, 'must be less than 1'],
    ['isOpen', 'true', 'must be true or false'],
    ['region', 'UK', 'must be one of 2 values'],
    ['kind', 'offer', 'must be the one value that is allowed'],
    ['note', 5, 'must be text or null'],
    ['tags', ['a', 'b', 'c'], 'must have at most 2 items'],
    ['payment', { type: 'cash' }, 'must have one of 2 forms'],
  ])('refuses %s %j, as the host’s does', (member, value, message) => {
    const input = { ...anOrder, [member]: value };
    expect(issuesOf(input)).toEqual([{ path: `/${member}`, message }]);
    expect(thrownBy(() => validateInput(definition, input)).code).toBe('invalid_input');
  });

  it('refuses within lists, tuples and records, with the place', () => {
    expect(issuesOf({ ...anOrder, tags: [5] })).toEqual([{ path: '/tags/0', message: 'must be text' }]);
    expect(issuesOf({ ...anOrder, pair: ['a', 'b'] })).toEqual([{ path: '/pair/1', message: 'must be a number' }]);
    expect(issuesOf({ ...anOrder, limits: { 'a/b': 'x' } })).toMatchObject([{ path: '/limits/a~1b' }]);
  });

  it('refuses members that are missing, and those that would be dropped', () => {
    const { id: _, ...rest } = anOrder;
    expect(issuesOf({ ...rest, discont: 1 })).toEqual([
      { path: '/discont', message: 'the schema would drop it' },
      { path: '/id', message: 'is missing' },
    ]);
    const proto = JSON.parse('{ "__proto__": 1 }');
    expect(issuesOf(proto, { type: 'object', properties: {}, additionalProperties: false })).toHaveLength(1);
  });

  it('never quotes the input in its message', () => {
    const { message } = thrownBy(() => validateInputBySchema(schema, { ...anOrder, region: 'hunter2' }));
    expect(message).toBe('the input does not fit the stored definition: see `/region`');
  });

  it('refuses what is not JSON', () => {
    expect(issuesOf({ ...anOrder, note: undefined })).toMatchObject([{ path: '/note' }]);
  });

  it('follows references, also into themselves', () => {
    const tree: JsonObject = {
      type: 'object',
      properties: { value: { type: 'integer' }, next: { $ref: '#' } },
      additionalProperties: false,
    };
    expect(validateInputBySchema(tree, { next: { next: { value: 1 } } })).toEqual({ next: { next: { value: 1 } } });
    expect(issuesOf({ next: { next: { value: 'x' } } }, tree)).toEqual([
      { path: '/next/next/value', message: 'must be a whole number' },
    ]);
  });

  it('takes anything where it says nothing', () => {
    expect(validateInputBySchema({}, { a: [1, null] })).toEqual({ a: [1, null] });
    expect(validateInputBySchema({ type: ['string', 'null'] }, null)).toBeNull();
  });

  it('gives up on choices within choices rather than take for ever', () => {
    const hostile: JsonObject = {
      $defs: {
        deep: {
          anyOf: Array.from({ length: 4 }, (_, index) => ({
            type: 'object',
            properties: { a: { $ref: '#/$defs/deep' }, b: { type: 'string', minLength: index } },
            required: ['b'],
          })),
        },
      },
      $ref: '#/$defs/deep',
    };
    let input: JsonObject = {};
    for (let depth = 0; depth < 30; depth += 1) input = { a: input };
    expect(thrownBy(() => validateInputBySchema(hostile, input)).code).toBe('limit_exceeded');
  });
});
