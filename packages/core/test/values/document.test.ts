import { describe, expect, it } from 'vitest';
import { documentText } from '../../src/values/document/document-text.js';
import { parseDocument } from '../../src/values/document/parse-document.js';
import { isPolicytrailError } from '../../src/values/error.js';
import { randomDocuments } from './random-json.js';

describe('the text of a document', () => {
  it('is its canonical text', () => {
    expect(documentText({ b: [1, { d: '2.50', c: null }], a: true })).toBe('{"a":true,"b":[1,{"c":null,"d":"2.50"}]}');
  });

  it('takes integers up to 2^53-1 and refuses those beyond with path and advice', () => {
    expect(documentText({ a: [9_007_199_254_740_991, -9_007_199_254_740_991, 0.1] })).toContain(
      '-9007199254740991,0.1',
    );
    for (const beyond of [9_007_199_254_740_992, -9_007_199_254_740_992, 1e21, 1.7e308]) {
      const error = refusalOf(() => documentText({ a: [0, beyond] }));
      expect(error).toEqual({ path: '/a/1', message: expect.stringContaining('write it as decimal text') });
    }
  });

  it('refuses all that is no object', () => {
    for (const value of [null, 1, 'text', true, [], [{}]]) {
      expect(refusalOf(() => documentText(value))).toEqual({ path: '', message: 'a document must be a JSON object' });
    }
    expect(refusalOf(() => documentText(undefined)).path).toBe('');
  });

  it('keeps to the limits given', () => {
    expect(() => documentText({ a: { b: 1 } }, { maxDepth: 1 })).toThrow('nested deeper than 1 levels');
    expect(() => documentText({ a: 1 }, { maxBytes: 6 })).toThrow('larger than 6 bytes');
  });
});

/** Text that JSON.parse takes and loses something of, and the path and line of what it would lose. */
const lossy: readonly (readonly [text: string, path: string, line: number])[] = [
  ['{"a":1,"a":1}', '/a', 1],
  ['{"a":{"b":1,\n"c":[{"d":1,\n"d":2}]}}', '/a/c/0/d', 3],
  ['{"a":1,"\\u0061":2}', '/a', 1],
  ['{"__proto__":1,"__proto__":2}', '/__proto__', 1],
  ['{"a":9007199254740993}', '/a', 1],
  ['{"a":[1,\n9007199254740992]}', '/a/1', 2],
  ['{"a":-9007199254740992}', '/a', 1],
  ['{"a":9007199254740992.5}', '/a', 1],
  ['{"a":1e21}', '/a', 1],
  ['{"a":1e400}', '/a', 1],
  ['{"a":-1e400}', '/a', 1],
  ['{"a":1e-400}', '/a', 1],
  ['{"a":0.1000000000000000055511151231257827}', '/a', 1],
  ['{"a":3.14159265358979323846}', '/a', 1],
  ['{"a":"\\ud800"}', '/a', 1],
  ['{"a":"\\u0000"}', '/a', 1],
  ['{"a":{"\\udfff":1}}', '/a/\udfff', 1],
];

/** The lossy texts that a parser takes, or refuses without their path and line. */
function letThrough(parse: (text: string) => unknown): string[] {
  return lossy.filter(([text, path, line]) => !isRefused(() => parse(text), { path, line })).map(([text]) => text);
}

describe('a document read from text', () => {
  it('is what JSON.parse gives, however it is written', () => {
    let objects = 0;
    for (const value of randomDocuments(2_000, 4)) {
      const text = JSON.stringify({ value: withSafeNumbers(value) }, null, objects % 3);
      expect(JSON.stringify(parseDocument(text))).toBe(JSON.stringify(JSON.parse(text)));
      objects += 1;
    }
    expect(objects).toBe(2_000);
  });

  it('takes numbers however the same decimal is written', () => {
    const text = '{"a":[1.0,1.50,-0,0e999,1E2,1e+2,100e-2,0.1,5e-324,123456789012345.6,9007199254740991]}';
    expect(parseDocument(text)).toEqual(JSON.parse(text));
  });

  it('is refused where JSON.parse would lose something', () => {
    expect(letThrough(parseDocument)).toEqual([]);
    expect(letThrough(JSON.parse)).toHaveLength(lossy.length);
  });

  it('is refused where it is no JSON, with the line and column', () => {
    const broken: readonly (readonly [text: string, place: string])[] = [
      ['', 'line 1, column 1 must be a value'],
      ['  ', 'line 1, column 3 must be a value'],
      ['{"a":1', 'line 1, column 7 must be a comma or }'],
      ['{\n  "a": 1,\n}', 'line 3, column 1 must be a name in double quotes'],
      ['{"a" 1}', 'line 1, column 6 must be a colon'],
      ['{"a":[1 2]}', 'line 1, column 9 must be a comma or ]'],
      ['{"a":[1,]}', 'line 1, column 9 must be a value'],
      ['{a:1}', 'line 1, column 2 must be a name in double quotes or }'],
      ["{'a':1}", 'line 1, column 2 must be a name in double quotes or }'],
      ['{"a":01}', 'line 1, column 7 must be a comma or }'],
      ['{"a":+1}', 'line 1, column 6 must be a value'],
      ['{"a":.5}', 'line 1, column 6 must be a value'],
      ['{"a":NaN}', 'line 1, column 6 must be a value'],
      ['{"a":undefined}', 'line 1, column 6 must be a value'],
      ['{"a":"tab\there"}', 'line 1, column 6 must be a value'],
      ['{"a":"\\x41"}', 'line 1, column 6 must be a value'],
      ['{"a":"open}', 'line 1, column 6 must be a value'],
      ['{"a":1}}', 'line 1, column 8 must be the end'],
      ['{} // comment', 'line 1, column 4 must be the end'],
      ['\ufeff{}', 'line 1, column 1 must be a value'],
      ['{"a":[}]}', 'line 1, column 7 must be a value or ]'],
    ];
    for (const [text, place] of broken) {
      expect(() => JSON.parse(text)).toThrow();
      expect(refusalOf(() => parseDocument(text)).message).toBe(`the text is not JSON: ${place}`);
    }
  });

  it('is refused where it is no object', () => {
    for (const text of ['null', '[]', '"text"', '1', 'true']) {
      expect(() => parseDocument(text)).toThrow('a document must be a JSON object');
    }
  });

  it('agrees with JSON.parse on what is JSON, whatever character of it is changed', () => {
    const text = '{"a":[1.5,-2e3,"x\\n\\u00e9"],"b":{"c":null,"d":true,"":[]}}';
    const reasons = /stands twice|beyond 2\^53-1|would be rounded|must be a JSON object/;
    for (const character of '{}[],:"\\ 0159.-+eEunt\n\t') {
      for (let at = 0; at < text.length; at += 1) {
        for (const end of [at, at + 1]) {
          const changed = text.slice(0, at) + character + text.slice(end);
          const parsed = valueOrUndefined(() => JSON.parse(changed));
          const document = valueOrUndefined(() => parseDocument(changed));
          if (document !== undefined || parsed === undefined) expect(document).toEqual(parsed);
          else expect(refusalOf(() => parseDocument(changed)).message).toMatch(reasons);
        }
      }
    }
  });

  it('never sets a prototype', () => {
    const document = parseDocument('{"__proto__":{"isAdmin":true},"constructor":{"prototype":1}}');
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
    expect(Object.keys(document)).toEqual(['__proto__', 'constructor']);
    expect('isAdmin' in document).toBe(false);
  });

  it('keeps to its limits', () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;
    expect(() => parseDocument(nested(64))).not.toThrow();
    expect(refusalOf(() => parseDocument(nested(65)))).toEqual({
      path: '/a'.repeat(64),
      message: expect.stringContaining('is nested deeper than 64 levels'),
    });
    expect(() => parseDocument(nested(100_000), { maxDepth: 100_000 })).not.toThrow();
    expect(() => parseDocument(`{"a":"${'x'.repeat(1_048_576)}"}`)).toThrow('the text is larger than 1048576 bytes');
    expect(() => parseDocument('{"a":"é"}', { maxBytes: 9 })).toThrow('the text is larger than 9 bytes');
  });

  it('reads text of megabytes in one go', () => {
    const long = `x${'\\"'.repeat(2_000_000)}`;
    const text = `{"a":"${long}","b":[${'0.5,'.repeat(200_000)}1]}`;
    expect(parseDocument(text, { maxBytes: 10_000_000 })).toEqual(JSON.parse(text));
  });

  it('says nothing of the document but the path', () => {
    const error = refusalOf(() => parseDocument('{"notes":"s3cr3t","a":1,"a":2}'));
    expect(error.message).toBe('the value at `/a` in line 1 stands twice in one object');
    expect(refusalOf(() => parseDocument('{"notes":s3cr3t}')).message).not.toContain('s3cr3t');
  });
});

function withSafeNumbers(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, member) =>
    typeof member === 'number' && Math.abs(member) > Number.MAX_SAFE_INTEGER ? 1 / member : member,
  );
}

function valueOrUndefined(make: () => unknown): unknown {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function isRefused(act: () => unknown, { path, line }: { readonly path: string; readonly line: number }): boolean {
  try {
    act();
    return false;
  } catch (error) {
    return isPolicytrailError(error, 'invalid_argument') && error.details.path === path && error.details.line === line;
  }
}

function refusalOf(act: () => unknown): { readonly path: string | undefined; readonly message: string } {
  try {
    act();
  } catch (error) {
    if (isPolicytrailError(error, 'invalid_argument')) return { path: error.details.path, message: error.message };
    throw error;
  }
  throw new Error('nothing was refused');
}
