import { canonicalJson, describeFields, type FieldMeta, humanizeSegment, type JsonObject } from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { budget, pricing } from './samples.js';

const fieldsOf = (shape: z.core.$ZodShape): readonly FieldMeta[] => describeFields(jsonSchemaOf(z.object(shape)));

function jsonSchemaOf(schema: z.ZodType): JsonObject {
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema)));
}

/** The only field of an object with the one property `x`, without path, label and whether it is required. */
function fieldOf(schema: z.core.$ZodType): Partial<FieldMeta> {
  const { path: _path, label: _label, required: _required, ...rest } = fieldsOf({ x: schema })[0] as FieldMeta;
  return rest;
}

const pathsOf = (jsonSchema: JsonObject): string[] => describeFields(jsonSchema).map(({ path }) => path);

describe('the running examples', () => {
  const budgetFields: readonly FieldMeta[] = [
    { path: '/allowNetwork', label: 'Allow network', display: 'boolean', required: true },
    {
      path: '/budgetTokens',
      label: 'Token budget',
      display: 'integer',
      unit: 'tokens',
      min: 0,
      required: true,
      stricter: 'lower',
    },
    {
      path: '/budgetUsd',
      label: 'USD budget',
      display: 'money',
      currency: 'USD',
      min: '0',
      step: 0.01,
      required: true,
    },
    { path: '/budgetNatureCost', label: 'Budget nature cost', display: 'number', min: '0', required: true },
  ];

  it('are described in the order of their properties', () => {
    expect(describeFields(budget.document.policy)).toEqual(budgetFields);
    expect(describeFields(pricing.document.policy).map(({ label }) => label)).toEqual([
      'Maximum discount',
      'VP discount pct',
      'Minimum margin',
      'Deal value limit',
    ]);
  });

  it('keep that order when they come back from canonical text', () => {
    const stored = JSON.parse(canonicalJson(budget.document));
    expect(describeFields(stored.policy)).toEqual(budgetFields);
    const { 'x-policytrail': _order, ...unordered } = stored.policy;
    expect(describeFields(unordered)).not.toEqual(budgetFields);
  });
});

describe('the display of a field', () => {
  it.each<[FieldMeta['display'], z.core.$ZodType]>([
    ['text', z.string()],
    ['text', z.email()],
    ['date', z.iso.date()],
    ['datetime', z.iso.datetime()],
    ['duration', z.iso.duration()],
    ['number', z.number()],
    ['number', decimal()],
    ['integer', z.int()],
    ['boolean', z.boolean()],
    ['boolean', z.literal(true)],
    ['enum', z.enum(['a', 'b'])],
    ['enum', z.literal('a')],
    ['json', z.object({})],
    ['json', z.array(z.string())],
    ['json', z.record(z.string(), z.number())],
    ['json', z.union([z.object({ a: z.string() }), z.object({ b: z.string() })])],
    [undefined, z.union([z.string(), z.number()])],
    [undefined, z.null()],
    [undefined, z.unknown()],
  ])('is %s', (display, schema) => {
    expect(fieldOf(schema).display).toBe(display);
    expect(fieldOf(z.nullable(schema)).display).toBe(display);
  });

  it('is what the field says, before what its type says', () => {
    expect(fieldOf(z.string().meta(field({ display: 'secret' }))).display).toBe('secret');
  });
});

describe('the limits of a field', () => {
  it('are the inclusive bounds and step of a number', () => {
    expect(fieldOf(z.number().min(1).max(9).multipleOf(0.5))).toEqual({ display: 'number', min: 1, max: 9, step: 0.5 });
    expect(fieldOf(z.int().positive().lt(10))).toEqual({ display: 'integer', min: 1, max: 9 });
    expect(fieldOf(z.number().gt(0))).toEqual({ display: 'number' });
  });

  it('are decimal text and the scale of a decimal', () => {
    const price = decimal({ scale: 2, min: '0.50', max: 100 });
    expect(fieldOf(price)).toEqual({ display: 'number', min: '0.5', max: '100', step: 0.01 });
  });

  it('leave out the bounds of a double', () => {
    expect(fieldOf(z.int())).toEqual({ display: 'integer' });
    expect(fieldOf(z.float64())).toEqual({ display: 'number' });
  });
});

describe('the options of a field', () => {
  it('are the values of an enum, null apart', () => {
    const options = [
      { value: 'low', label: 'low' },
      { value: 'high', label: 'high' },
    ];
    expect(fieldOf(z.enum(['low', 'high']))).toEqual({ display: 'enum', options });
    expect(fieldOf(z.literal(['low', null, 'high']))).toEqual({ display: 'enum', options });
    expect(fieldOf(z.literal([1, 2])).options).toEqual([
      { value: 1, label: '1' },
      { value: 2, label: '2' },
    ]);
  });

  it('are labelled by the titles of a choice', () => {
    const approver = z.union([z.literal('vp').meta({ title: 'VP of finance' }), z.literal('sales')]).nullable();
    expect(fieldOf(approver)).toEqual({
      display: 'enum',
      options: [
        { value: 'vp', label: 'VP of finance' },
        { value: 'sales', label: 'sales' },
      ],
    });
  });

  it('are none where one choice is open', () => {
    expect(fieldOf(z.union([z.literal('none'), z.string().min(1)]))).toEqual({ display: 'text' });
  });

  it('are those the field gives, before those of its type', () => {
    const options = [{ value: 'a', label: 'Alpha' }];
    expect(fieldOf(z.enum(['a', 'b']).meta(field({ options }))).options).toEqual(options);
  });
});

describe('nested fields', () => {
  const rules = z.array(z.object({ id: z.string(), when: z.string().optional() }).meta({ title: 'Rule' }));

  it('stand under their object, and under `*` for any item', () => {
    const shape = { limits: z.object({ maxUsd: decimal() }), rules: rules.meta(field({ key: 'id', ordered: true })) };
    expect(fieldsOf(shape)).toEqual([
      { path: '/limits', label: 'Limits', display: 'json', required: true },
      { path: '/limits/maxUsd', label: 'Max USD', display: 'number', required: true },
      { path: '/rules', label: 'Rules', display: 'json', required: true, key: 'id', ordered: true },
      { path: '/rules/*', label: 'Rule', display: 'json' },
      { path: '/rules/*/id', label: 'ID', display: 'text', required: true },
      { path: '/rules/*/when', label: 'When', display: 'text' },
    ]);
  });

  it('stand under `*` for any entry of a record, under their index in a tuple', () => {
    const shape = {
      caps: z.record(z.string(), z.int()),
      pair: z.tuple([z.string(), z.int()]),
      open: z.looseObject({}),
    };
    expect(fieldsOf(shape).map(({ path, display }) => [path, display])).toEqual([
      ['/caps', 'json'],
      ['/caps/*', 'integer'],
      ['/pair', 'json'],
      ['/pair/0', 'text'],
      ['/pair/1', 'integer'],
      ['/open', 'json'],
    ]);
    expect(fieldsOf({ tags: z.array(z.string()) })[1]?.label).toBe('Tags');
  });

  it('of a union are those of all its branches, each once', () => {
    const card = z.object({ kind: z.literal('card'), network: z.string() });
    const cash = z.object({ kind: z.literal('cash'), drawer: z.int() });
    const shape = { pay: z.discriminatedUnion('kind', [card, cash]).nullable() };
    expect(fieldsOf(shape).slice(1)).toEqual([
      {
        path: '/pay/kind',
        label: 'Kind',
        display: 'enum',
        required: true,
        options: [
          { value: 'card', label: 'card' },
          { value: 'cash', label: 'cash' },
        ],
      },
      { path: '/pay/network', label: 'Network', display: 'text' },
      { path: '/pay/drawer', label: 'Drawer', display: 'integer' },
    ]);
  });

  it('have escaped pointers, whatever their names', () => {
    const properties = JSON.parse('{ "a/b~c": { "type": "string" }, "__proto__": { "type": "integer" }, "": {} }');
    expect(describeFields({ properties }).map(({ path, display }) => [path, display])).toEqual([
      ['/a~1b~0c', 'text'],
      ['/__proto__', 'integer'],
      ['/', undefined],
    ]);
  });
});

describe('words that stand beside or behind a type', () => {
  const note = field({ label: 'Note', description: 'For people', group: 'Texts', readOnly: true });
  const words = { label: 'Note', description: 'For people', group: 'Texts', readOnly: true, display: 'text' };

  it.each<[string, z.core.$ZodType]>([
    ['anyOf, outside', z.string().nullable().meta(note)],
    ['anyOf, inside', z.email().meta(note).nullable()],
    ['allOf', z.string().regex(/a/).regex(/b/).meta(note)],
    ['$ref', z.string().meta({ ...note, id: 'Note' })],
    ['a pipe', z.string().meta(note).pipe(z.string()).meta(note)],
    ['optional', z.string().meta(note).optional()],
  ])('are read: %s', (_, schema) => {
    expect(fieldsOf({ x: schema })[0]).toMatchObject(words);
  });

  it('win outside over inside, member by member', () => {
    const jsonSchema: JsonObject = {
      properties: {
        price: { $ref: '#/$defs/a~1b%25', title: 'Price', 'x-policytrail': { currency: 'EUR' } },
        cost: { oneOf: [{ type: 'null' }, { allOf: [{ $ref: '#/$defs/a~1b%25' }, { minimum: 1 }] }] },
      },
      $defs: { 'a/b%': { title: 'Money', type: 'number', 'x-policytrail': { currency: 'USD', display: 'money' } } },
    };
    expect(describeFields(jsonSchema)).toEqual([
      { path: '/price', label: 'Price', display: 'money', currency: 'EUR' },
      { path: '/cost', label: 'Money', display: 'money', currency: 'USD', min: 1 },
    ]);
  });

  it('are passed over where they are not what they should be', () => {
    const extension = {
      group: 1,
      order: 'first',
      summary: 'yes',
      display: 'hologram',
      currency: 'dollars',
      unit: { one: 'token' },
      digits: -1,
      options: [{ label: 'no value' }],
      step: 0,
      key: null,
      stricter: 'always',
      path: '/elsewhere',
      unknown: true,
    };
    const x = { type: 'string', title: 5, description: [], readOnly: 'no', 'x-policytrail': extension };
    expect(describeFields({ properties: { x } })).toEqual([{ path: '/x', label: 'X', display: 'text' }]);
  });
});

describe('a schema that refers to itself', () => {
  it('is described down to where it comes back', () => {
    const tree = { properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#' } } } };
    expect(pathsOf(tree)).toEqual(['/name', '/children', '/children/*']);
  });

  it('is described through several definitions and unions', () => {
    const $defs = {
      a: { anyOf: [{ properties: { b: { $ref: '#/$defs/b' } } }, { properties: { b: { $ref: '#/$defs/b' }, c: {} } }] },
      b: { properties: { a: { $ref: '#/$defs/a' } } },
    };
    expect(pathsOf({ $ref: '#/$defs/a', $defs })).toEqual(['/b', '/b/a', '/c']);
  });

  it.each<[string, JsonObject]>([
    ['a reference to itself', { $ref: '#' }],
    ['two that refer to each other', { allOf: [{ $ref: '#/$defs/a' }], $defs: { a: { $ref: '#/allOf/0' } } }],
    ['a reference to nothing', { $ref: '#/$defs/gone' }],
    ['a reference elsewhere', { $ref: 'https://example.com/schema' }],
    ['a reference that is no text', { $ref: 5 }],
    ['a malformed reference', { $ref: '#/%E0%A4%A' }],
    ['a reference into a prototype', { $ref: '#/__proto__/constructor' }],
  ])('ends: %s', (_, jsonSchema) => {
    expect(describeFields({ properties: { x: {} }, ...jsonSchema })).toEqual([{ path: '/x', label: 'X' }]);
  });

  it('describes what a mixin adds at two levels apart from the mixin itself', () => {
    const mixin = { $ref: '#/$defs/audited' };
    const inner = { allOf: [mixin, { properties: { limit: { type: 'integer' } } }] };
    const jsonSchema = { allOf: [mixin, { properties: { inner } }], $defs: { audited: { properties: { by: {} } } } };
    expect(pathsOf(jsonSchema)).toEqual(['/by', '/inner', '/inner/limit']);
  });

  it('stops at 5,000 fields and 32 levels where definitions multiply', () => {
    const $defs: Record<string, JsonObject> = {};
    for (let level = 0; level < 40; level++) {
      const next = { $ref: `#/$defs/d${level + 1}` };
      $defs[`d${level}`] = { properties: { left: next, right: next } };
    }
    const paths = pathsOf({ $ref: '#/$defs/d0', $defs });
    expect(paths).toHaveLength(5000);
    expect(Math.max(...paths.map((path) => path.split('/').length - 1))).toBe(32);
  });
});

describe('an identifier in words', () => {
  it.each([
    ['budgetUsd', 'Budget USD'],
    ['budgetTokens', 'Budget tokens'],
    ['maxDiscountPct', 'Max discount pct'],
    ['vp_approval-id', 'VP approval ID'],
    ['apiURL', 'API URL'],
    ['APIKey', 'API key'],
    ['EUR', 'EUR'],
    ['MAX_VALUE', 'Max value'],
    ['tier2Limit', 'Tier2 limit'],
    ['größeMax', 'Größe max'],
    ['already two words', 'Already two words'],
    ['_', '_'],
    ['', ''],
  ])('%j is %j', (segment, words) => {
    expect(humanizeSegment(segment)).toBe(words);
  });
});
