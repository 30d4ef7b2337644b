import { canonicalJson, definePolicy } from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as mini from 'zod/mini';
import { budget, pricing } from './samples.js';
import { anySchema, thrownBy } from './schemas.js';

const flag = z.object({ isOn: z.boolean() });

describe('the document of a definition', () => {
  it('holds the JSON Schemas of what the schemas return', () => {
    expect(budget.document).toEqual({
      name: 'budget',
      policy: {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        properties: {
          allowNetwork: { type: 'boolean' },
          budgetTokens: {
            type: 'integer',
            minimum: 0,
            maximum: Number.MAX_SAFE_INTEGER,
            title: 'Token budget',
            'x-policytrail': { unit: 'tokens', stricter: 'lower' },
          },
          budgetUsd: {
            type: 'string',
            format: 'decimal',
            title: 'USD budget',
            'x-policytrail': { display: 'money', currency: 'USD' },
            'x-policytrail-decimal': { scale: 2, min: '0' },
          },
          budgetNatureCost: { type: 'string', format: 'decimal', 'x-policytrail-decimal': { min: '0' } },
        },
        required: ['allowNetwork', 'budgetTokens', 'budgetUsd', 'budgetNatureCost'],
        additionalProperties: false,
        'x-policytrail': { propertyOrder: ['allowNetwork', 'budgetTokens', 'budgetUsd', 'budgetNatureCost'] },
      },
      input: {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        properties: {
          tokens: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
          usd: { type: 'string', format: 'decimal', 'x-policytrail-decimal': {} },
          usesNetwork: { type: 'boolean' },
        },
        required: ['tokens', 'usd', 'usesNetwork'],
        additionalProperties: false,
        'x-policytrail': { propertyOrder: ['tokens', 'usd', 'usesNetwork'] },
      },
    });
  });

  it('is plain JSON with no input where there is none', () => {
    const { document } = definePolicy({ name: 'flag', policy: flag });
    expect(document.input).toBeNull();
    expect(Object.getOwnPropertyNames(document.policy)).not.toContain('~standard');
    expect(JSON.parse(canonicalJson(document))).toEqual(document);
  });

  it('is the same each time the same schemas are defined', () => {
    const shape = () =>
      z.object({
        price: decimal({ scale: 2 })
          .meta(field({ label: 'Price' }))
          .optional(),
        on: flag,
      });
    const [first, second] = [shape(), shape()].map((policy) => definePolicy({ name: 'same', policy }));
    expect(canonicalJson(first?.document)).toBe(canonicalJson(second?.document));
  });

  it('keeps the order of properties wherever they stand', () => {
    const zebra = z.object({ zebra: z.string(), ant: z.string() });
    const policy = z.object({
      list: z.array(zebra),
      either: z.union([zebra, z.null()]),
      named: zebra.meta({ id: 'Zebra' }),
    });
    const order = { propertyOrder: ['zebra', 'ant'] };
    const { document } = definePolicy({ name: 'order', policy });
    expect(document.policy).toMatchObject({
      properties: {
        list: { items: { 'x-policytrail': order } },
        either: { anyOf: [{ 'x-policytrail': order }, { type: 'null' }] },
      },
      $defs: { Zebra: { 'x-policytrail': order } },
    });
  });

  it('takes a property named `properties` for a property', () => {
    const { document } = definePolicy({
      name: 'odd',
      policy: z.object({ properties: z.object({ items: z.string() }) }),
    });
    expect(Object.keys(document.policy.properties as object)).toEqual(['properties']);
    expect(document.policy).toMatchObject({
      properties: {
        properties: { properties: { items: { type: 'string' } }, 'x-policytrail': { propertyOrder: ['items'] } },
      },
    });
  });

  it('is made of the given JSON Schema where the schema has none, as in zod/mini', () => {
    const policy = mini.object({ limit: mini.number() });
    const { document } = definePolicy({ name: 'mini', policy, jsonSchema: { policy: mini.toJSONSchema(policy) } });
    expect(document.policy).toMatchObject({ type: 'object', properties: { limit: { type: 'number' } } });
  });

  it('prefers a given JSON Schema, and shares nothing with it', () => {
    const given = { type: 'object', title: 'Given' };
    const { document } = definePolicy({ name: 'given', policy: flag, input: flag, jsonSchema: { policy: given } });
    given.title = 'Changed';
    expect(document.policy).toEqual({ type: 'object', title: 'Given' });
    expect(document.input).toMatchObject({ properties: { isOn: { type: 'boolean' } } });
  });
});

describe('definePolicy refuses', () => {
  it.each([
    ['a schema that does not say its JSON Schema', anySchema],
    ['a schema whose JSON Schema cannot be made', z.object({ at: z.date() })],
  ])('%s, with advice', (_, policy) => {
    expect(thrownBy(() => definePolicy({ name: 'mute', policy }))).toMatchObject({
      code: 'invalid_argument',
      details: { argument: 'jsonSchema.policy' },
      message: expect.stringContaining('give one as `jsonSchema: { policy }`'),
    });
    expect(thrownBy(() => definePolicy({ name: 'mute', policy: flag, input: policy }))).toMatchObject({
      details: { argument: 'jsonSchema.input' },
    });
  });

  it.each([
    ['no object', ['array']],
    ['undefined inside', { title: undefined }],
    ['a function inside', { title: () => 'x' }],
    ['not a number', { maximum: Number.NaN }],
  ])('a JSON Schema that is not plain JSON: %s', (_, jsonSchema) => {
    const define = () => definePolicy({ name: 'odd', policy: anySchema, jsonSchema: { policy: jsonSchema } });
    expect(thrownBy(define).code).toBe('invalid_argument');
  });

  it.each(['', '.hidden', '-x', 'a b', 'a/b', 'ü', 'a\n', 'x'.repeat(101)])('the name %j', (name) => {
    expect(thrownBy(() => definePolicy({ name, policy: flag }))).toMatchObject({
      code: 'invalid_argument',
      details: { argument: 'name' },
    });
  });

  it('what is not a Standard Schema', () => {
    const policy = { type: 'object' } as unknown as typeof anySchema;
    expect(thrownBy(() => definePolicy({ name: 'raw', policy })).details).toEqual({ argument: 'policy' });
    expect(thrownBy(() => definePolicy({ name: 'raw', policy: flag, input: policy })).details).toEqual({
      argument: 'input',
    });
  });

  it('anything but text or a function to say where it applies', () => {
    const appliesTo = /x/ as unknown as string;
    expect(thrownBy(() => definePolicy({ name: 'x', policy: flag, appliesTo })).details).toEqual({
      argument: 'appliesTo',
    });
  });
});

describe('a definition', () => {
  it.each(['a', '9', 'a.b_c-D', 'x'.repeat(100)])('takes the name %j', (name) => {
    expect(definePolicy({ name, policy: flag }).name).toBe(name);
  });

  it('applies to the ids that begin with its prefix', () => {
    expect(['pricing', 'pricing-eu', 'budget'].filter(pricing.appliesTo)).toEqual(['pricing', 'pricing-eu']);
  });

  it('applies where its predicate says so', () => {
    const { appliesTo } = definePolicy({
      name: 'even',
      policy: flag,
      appliesTo: (policyId) => policyId.length % 2 === 0,
    });
    expect(['ab', 'abc'].filter(appliesTo)).toEqual(['ab']);
  });

  it('applies to every policy but Policytrail’s own where nothing else is said', () => {
    expect(['project-123', '~schema/budget'].filter(budget.appliesTo)).toEqual(['project-123']);
  });
});
