import { canonicalJson, isPolicytrailError } from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

type Io = 'input' | 'output';

const target = 'draft-2020-12';
const bare = { format: 'decimal', 'x-policytrail-decimal': { scale: 2, min: '0' } };
const said = { output: { type: 'string', ...bare }, input: { type: ['string', 'number'], ...bare } };
const price = () => decimal({ scale: 2, min: 0 });

function jsonSchema(schema: z.ZodType, io: Io): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = schema['~standard'].jsonSchema[io]({ target });
  return rest;
}

describe('a decimal', () => {
  it('gives decimal text in normal form for text and numbers', () => {
    expect(['10', 10, '10.5', 0.1, '-0'].map((value) => decimal().parse(value))).toEqual([
      '10',
      '10',
      '10.5',
      '0.1',
      '0',
    ]);
    expect(price().parse(10)).toBe('10.00');
  });

  it('normalises what it encodes as well', () => {
    expect(z.encode(price(), '10')).toBe('10.00');
    expect(z.safeEncode(price(), '-1').success).toBe(false);
  });

  it.each([undefined, null, true, {}, [[]], 1n, new Date(0)])('refuses %o', (value: unknown) => {
    expect(decimal().safeParse(value).success).toBe(false);
  });

  it.each(['', 'ten', '1.005', '-1', Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'refuses %o in its format',
    (value) => {
      const { success, error } = z.object({ price: price() }).safeParse({ price: value });
      expect(success).toBe(false);
      expect(error?.issues.map(({ path }) => path)).toEqual([['price']]);
    },
  );

  it('goes into Standard Schema issues', () => {
    expect(price()['~standard'].validate('-1')).toMatchObject({ issues: [{ path: [] }] });
  });

  it.each([{ scale: -1 }, { scale: 1.5 }, { scale: 35 }, { min: 'x' }, { max: Number.NaN }])(
    'cannot be made with %o',
    (options) => {
      expect(() => decimal(options)).toThrow(
        expect.toSatisfy((error) => isPolicytrailError(error, 'invalid_argument')),
      );
    },
  );
});

describe.each<Io>(['output', 'input'])('the JSON Schema of a decimal, %s', (io) => {
  const own = said[io];

  it.each<[string, z.ZodType, object]>([
    ['alone', price(), own],
    ['meta', price().meta({ title: 'Price' }), { ...own, title: 'Price' }],
    ['meta twice', price().meta({ title: 'A' }).meta({ title: 'B' }), { ...own, title: 'B' }],
    ['describe', price().describe('What it costs'), { ...own, description: 'What it costs' }],
    ['optional', price().optional(), own],
    ['nullable', price().nullable(), { anyOf: [own, { type: 'null' }] }],
    ['nullish', price().nullish(), { anyOf: [own, { type: 'null' }] }],
    ['readonly', price().readonly(), { ...own, readOnly: true }],
    ['refine', price().refine(() => true), own],
    ['brand', price().brand<'Price'>(), own],
    ['lazy', z.lazy(price), own],
    ['prefault', price().prefault('1'), io === 'input' ? { ...own, default: '1' } : own],
    ['array', z.array(price()), { type: 'array', items: own }],
    [
      'meta in optional in array',
      z.array(price().meta({ title: 'P' }).optional()),
      { type: 'array', items: { ...own, title: 'P' } },
    ],
    ['union', z.union([price(), z.boolean()]), { anyOf: [own, { type: 'boolean' }] }],
  ])('survives %s', (_, schema, expected) => {
    expect(jsonSchema(schema, io)).toEqual(expected);
  });

  it('survives nesting, records and tuples', () => {
    const schema = z.object({
      in: z.object({ price: price() }),
      by: z.record(z.string(), price()),
      pair: z.tuple([price()]),
    });
    expect(jsonSchema(schema, io)).toMatchObject({
      properties: {
        in: { properties: { price: own } },
        by: { additionalProperties: own },
        pair: { prefixItems: [own] },
      },
    });
  });

  it('survives an id, as a definition', () => {
    const schema = z.object({ price: price().meta({ id: 'Price', title: 'Price' }) });
    expect(jsonSchema(schema, io)).toMatchObject({
      properties: { price: { $ref: '#/$defs/Price' } },
      $defs: { Price: { ...own, title: 'Price' } },
    });
  });

  it('stands beside what field() says', () => {
    const words = field({ label: 'Price', display: 'money', currency: 'USD' });
    expect(jsonSchema(price().meta(words), io)).toEqual({ ...own, ...words });
  });

  it('would be lost under the keyword that field() sets', () => {
    const broken = z.string();
    broken._zod.toJSONSchema = () => ({ type: 'string', 'x-policytrail': { scale: 2 } });
    const words = field({ unit: 'USD' });
    expect(jsonSchema(broken.pipe(z.string()).meta(words), 'input')).toEqual({ type: 'string', ...words });
  });

  it('is its own object each time, also where one decimal stands in two places', () => {
    const shared = price();
    const schema = z.object({ one: shared.meta({ title: 'One' }), two: shared, three: shared });
    const [first, second] = [jsonSchema(schema, io), jsonSchema(schema, io)];
    expect(canonicalJson(first)).toBe(canonicalJson(second));
    expect(first).toMatchObject({ properties: { one: { ...own, title: 'One' }, two: own, three: own } });
    const { one, two } = first.properties as Record<string, object>;
    expect(one).not.toBe(two);
    expect(two).toEqual(own);
    Object.assign((two as typeof bare)['x-policytrail-decimal'], { scale: 9 });
    expect(jsonSchema(schema, io)).toEqual(second);
    // Extraction into definitions empties the object that zod is handed.
    expect(z.toJSONSchema(schema, { io, reused: 'ref' })).toMatchObject({ $defs: { __schema0: own } });
    expect(jsonSchema(schema, io)).toEqual(second);
  });
});
