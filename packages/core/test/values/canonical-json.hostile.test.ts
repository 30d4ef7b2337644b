import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/values/canonical-json.js';
import { isPolicytrailError } from '../../src/values/error.js';

class Money {
  amount = 1;
}
class Items extends Array {}

const sparse = new Array(3);
sparse[1] = 1;
const cyclic: { inner: unknown[] } = { inner: [] };
cyclic.inner.push(0, cyclic);
const deep = nested(65);

/** Each value, and the path of what is wrong with it. */
const refused: readonly (readonly [name: string, value: unknown, path: string])[] = [
  ['undefined', undefined, ''],
  ['undefined in an object', { a: undefined }, '/a'],
  ['undefined in an array', { list: [1, undefined] }, '/list/1'],
  ['a function', { run() {} }, '/run'],
  ['a symbol', [Symbol('x')], '/0'],
  ['a bigint', { tokens: 1n }, '/tokens'],
  ['NaN', { a: [{ b: Number.NaN }] }, '/a/0/b'],
  ['Infinity', Number.POSITIVE_INFINITY, ''],
  ['-Infinity', [Number.NEGATIVE_INFINITY], '/0'],
  ['a hole', { a: sparse }, '/a'],
  ['an array with a further property', { a: Object.assign([1], { index: 0 }) }, '/a'],
  ['the array of a match', { a: 'ab'.match(/b/) }, '/a'],
  ['an array of a class', { a: Items.from([1]) }, '/a'],
  ['a Date', { at: new Date(0) }, '/at'],
  ['a Map', { a: new Map() }, '/a'],
  ['a Set', { a: new Set() }, '/a'],
  ['a class instance', { price: new Money() }, '/price'],
  ['a typed array', { a: new Uint8Array(1) }, '/a'],
  ['a boxed string', { a: Object('text') }, '/a'],
  ['a regular expression', { a: /x/ }, '/a'],
  ['an error', { a: new Error('x') }, '/a'],
  ['a promise', { a: Promise.resolve(1) }, '/a'],
  ['an object with an inherited member', { a: Object.create({ b: 1 }) }, '/a'],
  ['an object below one without a prototype', { a: Object.create(Object.create(null)) }, '/a'],
  ['a foreign Date', { at: runInNewContext('new Date(0)') }, '/at'],
  ['a symbol key', { a: { [Symbol('x')]: 1 } }, '/a'],
  [
    'a getter',
    {
      a: {
        get b() {
          return 1;
        },
      },
    },
    '/a/b',
  ],
  ['a setter', { a: { set b(_: number) {} } }, '/a/b'],
  ['a hidden property', { a: Object.defineProperty({}, 'b', { value: 1 }) }, '/a/b'],
  ['an own toJSON', { a: { toJSON: () => 1 } }, '/a/toJSON'],
  ['an inherited toJSON', { a: Object.create({ toJSON: () => 1 }) }, '/a'],
  ['a lone high surrogate', { a: 'x\ud800' }, '/a'],
  ['a lone low surrogate', ['\udc00x'], '/0'],
  ['surrogates in the wrong order', ['\udc00\ud800'], '/0'],
  ['a lone surrogate in a key', { a: { '\ud83d': 1 } }, '/a/\ud83d'],
  ['U+0000', { a: 'x\0' }, '/a'],
  ['U+0000 in a key', { a: { 'b\0': 1 } }, '/a/b\0'],
  ['a key that a pointer escapes', { 'a/b~c': undefined }, '/a~1b~0c'],
  ['65 levels', deep, '/0'.repeat(64)],
  ['an object that holds itself', cyclic, `${'/inner/1'.repeat(32)}`],
  ['1 MiB and a byte', { a: 'x'.repeat(1_048_576 - 7) }, ''],
  ['1 MiB and a byte of UTF-8', ['é'.repeat(524_287)], ''],
];

/** The hostile values that a canonicaliser lets through or refuses at another path. */
function letThrough(canonical: (value: unknown) => unknown): string[] {
  return refused
    .filter(([, value, path]) => {
      try {
        canonical(value);
        return true;
      } catch (error) {
        return !(isPolicytrailError(error, 'invalid_argument') && error.details.path === path);
      }
    })
    .map(([name]) => name);
}

describe('canonical JSON of hostile values', () => {
  it('is refused with invalid_argument and the path', () => {
    expect(letThrough(canonicalJson)).toEqual([]);
  });

  it('would not be refused by JSON.stringify', () => {
    expect(letThrough(JSON.stringify)).toHaveLength(refused.length);
  });

  it('is refused by a message that names the path and holds no text of the document', () => {
    const secret = { notes: ['s3cr3t\ud800'] };
    expect(() => canonicalJson(secret)).toThrow('the value at `/notes/0` is text with U+0000 or a lone surrogate');
    expect(() => canonicalJson(cyclic)).toThrow('holds itself');
    expect(() =>
      canonicalJson({
        a: {
          get b() {
            return 1;
          },
        },
      }),
    ).toThrow('the value at `/a/b` is an accessor');
    expect(() => canonicalJson({ a: 's3cr3t'.repeat(200_000) })).toThrow(/^the value is larger than 1048576 bytes$/);
  });

  it('never calls toJSON or an accessor', () => {
    let calls = 0;
    const count = () => {
      calls += 1;
      return 1;
    };
    const counting = [
      { toJSON: count },
      Object.create({ toJSON: count }),
      Object.defineProperty({}, 'a', { enumerable: true, get: count }),
    ];
    for (const value of counting) expect(() => canonicalJson(value)).toThrow();
    expect(calls).toBe(0);
  });

  it('is refused before it fills the memory', () => {
    let doubling: unknown = 'x'.repeat(1_000);
    for (let level = 0; level < 60; level += 1) doubling = [doubling, doubling];
    expect(() => canonicalJson(doubling)).toThrow('larger than 1048576 bytes');
    expect(() => canonicalJson(new Array(100_000).fill('x'.repeat(1_000_000)))).toThrow('larger than 1048576 bytes');
    expect(() => canonicalJson(new Array(10_000_000).fill(0))).toThrow('larger than 1048576 bytes');
  });

  it('survives objects that change while they are read', () => {
    const shrinking: unknown[] = [1, 2, 3];
    const trap = {
      getOwnPropertyDescriptor: () => ({
        value: shrinking.pop(),
        enumerable: true,
        configurable: true,
        writable: true,
      }),
    };
    const value = [new Proxy({ a: 0, b: 0 }, trap), shrinking];
    expect(() => canonicalJson([value, shrinking])).not.toThrow();
    expect(() => canonicalJson(new Proxy({ a: 1 }, { getOwnPropertyDescriptor: () => undefined }))).toThrow();
  });
});

describe('the limits of canonical JSON', () => {
  it('allow 64 levels and 1 MiB', () => {
    expect(canonicalJson(nested(64))).toBe('['.repeat(64) + ']'.repeat(64));
    expect(canonicalJson(['x'.repeat(1_048_572)])).toHaveLength(1_048_576);
    expect(canonicalJson([`x${'é'.repeat(524_285)}`])).toHaveLength(524_290);
  });

  it('can be raised and lowered', () => {
    expect(canonicalJson(nested(200_000), { maxDepth: 200_000 })).toHaveLength(400_000);
    expect(() => canonicalJson(nested(200_001), { maxDepth: 200_000 })).toThrow('nested deeper than 200000 levels');
    expect(canonicalJson('x'.repeat(2_000_000), { maxBytes: 2_000_002 })).toHaveLength(2_000_002);
    expect(() => canonicalJson('xx', { maxBytes: 3 })).toThrow('larger than 3 bytes');
    expect(() => canonicalJson('é', { maxBytes: 3 })).toThrow('larger than 3 bytes');
    expect(canonicalJson('é', { maxBytes: 4 })).toBe('"é"');
    expect(() => canonicalJson([], { maxDepth: 0 })).toThrow('nested deeper than 0 levels');
  });

  it('find a cycle also where depth has no limit', () => {
    expect(() => canonicalJson(cyclic, { maxDepth: Number.POSITIVE_INFINITY })).toThrow('holds itself');
  });
});

describe('canonical JSON of another realm', () => {
  it('takes its plain objects and arrays', () => {
    expect(canonicalJson(runInNewContext('({ b: [1, {}], a: null })'))).toBe('{"a":null,"b":[1,{}]}');
  });

  it('refuses its classes', () => {
    const foreign = [
      'new Map()',
      'new (class {})()',
      'new (class extends Array {})()',
      'Object.create([])',
      'Object(1)',
    ];
    for (const code of foreign) expect(() => canonicalJson(runInNewContext(code))).toThrow();
  });
});

function nested(depth: number): unknown {
  let value: unknown[] = [];
  for (let level = 1; level < depth; level += 1) value = [value];
  return value;
}
