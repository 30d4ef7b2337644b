import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/values/canonical/canonical-json.js';
import { isPolicytrailError } from '../../src/values/error.js';
import { cyclic, hostileValues, nested } from './hostile-values.js';

/** The hostile values that a canonicaliser lets through or refuses at another path. */
function letThrough(canonical: (value: unknown) => unknown): string[] {
  return hostileValues
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
    expect(letThrough(JSON.stringify)).toHaveLength(hostileValues.length);
  });

  it('is refused by a message that names the path and holds no text of the document', () => {
    const secret = { notes: ['s3cr3t\ud800'] };
    expect(() => canonicalJson(secret)).toThrow('the value at `/notes/0` is text with U+0000 or a lone surrogate');
    expect(() => canonicalJson(cyclic)).toThrow('holds itself');
    expect(() => canonicalJson({ a: Object.defineProperty({}, 'b', { value: 1 }) })).toThrow('a hidden member');
    expect(() => canonicalJson({ a: 's3cr3t'.repeat(200_000) })).toThrow(/^the value is larger than 1048576 bytes$/);
  });

  it('never calls toJSON', () => {
    let calls = 0;
    const toJSON = () => {
      calls += 1;
      return 1;
    };
    for (const value of [{ toJSON }, Object.create({ toJSON })]) expect(() => canonicalJson(value)).toThrow();
    expect(calls).toBe(0);
  });

  it('reads an accessor as it does a value', () => {
    const answering = (get: () => unknown) => ({ a: Object.defineProperty({}, 'b', { enumerable: true, get }) });
    expect(canonicalJson(answering(() => '2.50'))).toBe('{"a":{"b":"2.50"}}');
    expect(() => canonicalJson(answering(() => new Date(0)))).toThrow('the value at `/a/b` is neither');
    const cause = new RangeError('no such price');
    const cannot = () => {
      throw cause;
    };
    expect(() => canonicalJson(answering(cannot))).toThrow(
      expect.objectContaining({ message: "the value at `/a/b` can't be read: see the cause", cause }),
    );
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
