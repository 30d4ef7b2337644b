import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/values/canonical/canonical-json.js';
import { randomDocuments } from './random-json.js';

const documents = Number(process.env['PROVE_DOCUMENTS'] ?? 5_000);

/** The first document for which a canonicaliser gives another text than the reference. */
function firstDifference(canonical: (value: unknown) => string | undefined, count: number): unknown {
  for (const document of randomDocuments(count, 8785)) {
    if (canonical(document) !== canonicalize(document)) return { document };
  }
  return undefined;
}

function localeSorted(value: unknown): string | undefined {
  if (Array.isArray(value)) return `[${value.map(localeSorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => a.localeCompare(b));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${localeSorted(member)}`).join(',')}}`;
}

describe('canonical JSON of random documents', () => {
  it('is the same text as from a second implementation', () => {
    expect(firstDifference((document) => canonicalJson(document), documents)).toBeUndefined();
  });

  it('is not, where keys keep their order or are sorted by locale', () => {
    expect(firstDifference((document) => JSON.stringify(document), 100)).toBeDefined();
    expect(firstDifference(localeSorted, 1_000)).toBeDefined();
  });

  it('is a fixed point: parsed and written again it is the same text', () => {
    for (const document of randomDocuments(1_000, 1)) {
      const text = canonicalJson(document);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }
  });

  it('leaves Object.prototype as it was', () => {
    const before = Reflect.ownKeys(Object.prototype);
    for (const document of randomDocuments(1_000, 2)) canonicalJson(document);
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
    expect(Object.getPrototypeOf(Object.prototype)).toBeNull();
  });
});

describe('canonical JSON', () => {
  it('sorts keys by UTF-16 code units, integer-like ones too', () => {
    expect(canonicalJson({ 10: 'a', 9: 'b', '\ufb33': 'c', '😀': 'd', é: 'e', Z: 'f', a: 'g', '': 'h' })).toBe(
      '{"":"h","10":"a","9":"b","Z":"f","a":"g","é":"e","😀":"d","\ufb33":"c"}',
    );
  });

  it('keeps the members of objects of one kind apart that differ in the order of their keys', () => {
    const alike = [{ b: 1, a: 2 }, { a: 3, b: 4 }, { b: 5 }, { b: 6, a: 7, c: 8 }, {}, { b: 9, a: 10 }];
    expect(canonicalJson([alike, alike])).toBe(JSON.stringify([alike, alike].map((list) => list.map(sortedCopy))));
  });

  it('takes `__proto__` and `constructor` as the names they are', () => {
    const document = JSON.parse('{"constructor":1,"__proto__":{"isAdmin":true}}');
    expect(canonicalJson(document)).toBe('{"__proto__":{"isAdmin":true},"constructor":1}');
  });

  it('takes objects without a prototype', () => {
    expect(canonicalJson(Object.assign(Object.create(null), { b: [1], a: null }))).toBe('{"a":null,"b":[1]}');
  });

  it('takes scalars, and a value that stands in two places', () => {
    expect([null, true, -0, 'é"', []].map((value) => canonicalJson(value))).toEqual([
      'null',
      'true',
      '0',
      '"é\\""',
      '[]',
    ]);
    const shared = { a: 1 };
    expect(canonicalJson({ one: shared, two: [shared, shared] })).toBe('{"one":{"a":1},"two":[{"a":1},{"a":1}]}');
  });

  it('keeps objects of thousands of kinds apart', () => {
    for (let key = 0; key < 3_000; key += 1) expect(canonicalJson({ [`k${key}`]: key })).toBe(`{"k${key}":${key}}`);
  });
});

function sortedCopy(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
