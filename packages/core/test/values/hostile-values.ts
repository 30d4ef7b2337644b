import { runInNewContext } from 'node:vm';

class Money {
  amount = 1;
}
class Items extends Array {}

const sparse = new Array(3);
sparse[1] = 1;
export const cyclic: { inner: unknown[] } = { inner: [] };
cyclic.inner.push(0, cyclic);
const deep = nested(65);

function cannot(): never {
  throw new Error('not to be read');
}

const throwing = Object.defineProperty({}, 'b', { enumerable: true, get: cannot });
const withHiddenItem = Object.assign(Object.defineProperty([1, 2], 0, { enumerable: false }), { note: 'lost' });
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

/** Values that JSON cannot say, each with the path of what is wrong with it. */
export const hostileValues: readonly (readonly [name: string, value: unknown, path: string])[] = [
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
  ['an array with a hidden property', { a: Object.defineProperty([1, 2], 'note', { value: 3 }) }, '/a'],
  ['an array with a symbol as key', { a: Object.assign([1, 2], { [Symbol('x')]: 3 }) }, '/a'],
  ['an array whose hidden item makes room for a property', { a: withHiddenItem }, '/a'],
  ['an accessor that throws', { a: throwing }, '/a/b'],
  ['a proxy that throws', { a: [new Proxy({}, { ownKeys: cannot })] }, '/a/0'],
  ['a revoked proxy', { a: { b: revoked } }, '/a/b'],
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
  ['a setter', { a: { set b(_: number) {} } }, '/a/b'],
  ['a hidden property', { a: Object.defineProperty({}, 'b', { value: 1 }) }, '/a'],
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

/** Arrays inside each other. */
export function nested(depth: number): unknown {
  let value: unknown[] = [];
  for (let level = 1; level < depth; level += 1) value = [value];
  return value;
}
