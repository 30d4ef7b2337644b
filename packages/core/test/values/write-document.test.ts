import { describe, expect, it } from 'vitest';
import { documentText } from '../../src/values/document/document-text.js';
import { type WrittenDocument, writeDocument } from '../../src/values/document/write-document.js';
import { isPolicytrailError } from '../../src/values/error.js';
import type { JsonObject } from '../../src/values/json.js';
import { randomPair } from '../policy/diff/random-policies.js';
import { hostileValues } from './hostile-values.js';
import { randomDocuments } from './random-json.js';

const pairs = Array.from({ length: 2_000 }, (_, seed) => randomPair(seed)).filter(
  (pair): pair is { before: JsonObject; after: JsonObject } => isObject(pair.before) && isObject(pair.after),
);

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A fresh copy, with the members of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('a document written after another', () => {
  it('is what it would be by itself: text and value', () => {
    expect(pairs.length).toBeGreaterThan(1_800);
    for (const { before, after } of pairs) {
      const known = writeDocument(before, {});
      for (const given of [after, reversed(after), before, reversed(before)]) {
        const written = writeDocument(given, {}, known);
        expect(written.text).toBe(documentText(given));
        expect(written.value).toEqual(JSON.parse(written.text));
      }
    }
  });

  it('is so along a chain of documents that have nothing to do with each other', () => {
    let before: WrittenDocument | undefined;
    for (const value of randomDocuments(2_000, 20251130)) {
      const given = { '': value, __proto__: 1, same: { list: [1, 2] } };
      const write = () => {
        before = writeDocument(given, {}, before);
        return before.text;
      };
      expect(textOrRefusal(write)).toEqual(textOrRefusal(() => documentText(given)));
    }
  });

  it('shares what is the same, however it is ordered, and parses nothing of it again', () => {
    const first = writeDocument({ limits: { b: 1, a: [2, { 10: 'x', 9: 'y' }] }, note: 'x', on: true }, {});
    const second = writeDocument({ on: false, note: 'x', limits: { a: [2, { 9: 'y', 10: 'x' }], b: 1 } }, {}, first);
    expect(second.value['limits']).toBe(first.value['limits']);
    const noteOf = ({ members }: WrittenDocument) => members.documents[members.names.indexOf('note')];
    expect(noteOf(second)).toBe(noteOf(first));
    expect(second.text).toBe('{"limits":{"a":[2,{"10":"x","9":"y"}],"b":1},"note":"x","on":false}');
  });

  it('has nothing in common with the object it was given', () => {
    const given = { rules: [{ id: 'a' }] };
    const first = writeDocument(given, {});
    given.rules.push({ id: 'b' });
    const second = writeDocument(given, {}, first);
    expect([first.text, second.text]).toEqual(['{"rules":[{"id":"a"}]}', '{"rules":[{"id":"a"},{"id":"b"}]}']);
    given.rules.length = 0;
    expect(second.value).toEqual({ rules: [{ id: 'a' }, { id: 'b' }] });
  });

  it('refuses what JSON cannot say also where it reads like what was before', () => {
    const objects = hostileValues.filter(([, value]) => isObject(value));
    expect(objects.length).toBeGreaterThan(25);
    for (const [name, value, path] of objects) {
      const before = knownLike(value);
      const refusal = textOrRefusal(() => writeDocument(value, {}, before).text);
      expect({ name, refusal }).toEqual({ name, refusal: { path } });
    }
  });

  it('holds what an accessor answered as it was written, whatever it answers next', () => {
    let answers = 0;
    const changing = { limits: Object.defineProperty({}, 'a', { enumerable: true, get: () => ++answers }) };
    const before = writeDocument({ limits: { a: 5 } }, {});
    for (let times = 0; times < 8; times += 1) {
      const { text, value } = writeDocument(changing, {}, before);
      expect(JSON.parse(text)).toEqual(value);
    }
  });

  it('is not fooled by a prototype that was given members', () => {
    const prototype = Object.prototype as Record<string, unknown>;
    const before = writeDocument({ limits: { a: 1 }, list: [1] }, {});
    Object.assign(prototype, { flag: true, none: undefined });
    try {
      expect(writeDocument({ limits: { a: 1, flag: true }, list: [1] }, {}, before).text).toBe(
        '{"limits":{"a":1,"flag":true},"list":[1]}',
      );
      expect(() => writeDocument({ limits: { a: 1, none: undefined }, list: [1] }, {}, before)).toThrow('is undefined');
      expect(writeDocument({ limits: { a: 1 }, list: [1] }, {}, before).text).toBe(before.text);
    } finally {
      delete prototype['flag'];
      delete prototype['none'];
    }
  });

  it('keeps to the limits, also with what it shares', () => {
    const before = writeDocument({ a: 'x'.repeat(600_000), b: { c: { d: 1 } } }, {});
    const larger = { a: 'x'.repeat(600_000), b: { c: { d: 1 } }, more: 'y'.repeat(600_000) };
    expect(() => writeDocument(larger, {}, before)).toThrow('larger than 1048576 bytes');
    expect(() => writeDocument({ a: 1 }, { maxDepth: 0 })).toThrow('nested deeper than 0 levels');
    expect(writeDocument({ a: 1 }, { maxDepth: 1 }).text).toBe('{"a":1}');
    expect(() => writeDocument({ a: { b: 1 } }, { maxDepth: 1 })).toThrow('nested deeper than 1 levels');
    for (const value of [null, 1, 'text', [], undefined]) expect(() => writeDocument(value, {}, before)).toThrow();
  });
});

/** A known document that a careless comparison takes for the same. */
function knownLike(value: unknown): WrittenDocument | undefined {
  try {
    return writeDocument(JSON.parse(JSON.stringify(value)), {});
  } catch {
    return undefined;
  }
}

function textOrRefusal(write: () => string): string | { readonly path: string | undefined } {
  try {
    return write();
  } catch (error) {
    if (!isPolicytrailError(error, 'invalid_argument')) throw error;
    return { path: error.details.path };
  }
}
