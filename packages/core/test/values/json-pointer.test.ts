import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPolicytrailError } from '../../src/values/error.js';
import { appendPointer, parsePointer, readPointer } from '../../src/values/json-pointer.js';

const sample = JSON.parse(
  String.raw`{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8,"__proto__":{"x":9}}`,
);

describe('a JSON Pointer', () => {
  // RFC 6901, section 5.
  it.each([
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
    ['/__proto__/x', 9],
  ])('reads %s', (pointer, value) => {
    expect(readPointer(sample, pointer)).toEqual(value);
  });

  it('reads the whole document where it is empty', () => {
    expect(readPointer(sample, '')).toBe(sample);
  });

  it.each([
    '/nothing',
    '/foo/2',
    '/foo/-',
    '/foo/00',
    '/foo/+0',
    '/foo/1e0',
    '/foo/length',
    '/foo/0/0',
    '/constructor',
    '/toString',
    '/a/b',
    '/ /x',
  ])('reads undefined at %s', (pointer) => {
    expect(readPointer(sample, pointer)).toBeUndefined();
  });

  it.each(['foo', 'foo/bar', '/a~', '/a~2', '~0', '#/foo'])('is not %j', (pointer) => {
    const isRefused = (act: () => unknown) => {
      try {
        act();
        return false;
      } catch (error) {
        return isPolicytrailError(error, 'invalid_argument');
      }
    };
    expect(isRefused(() => parsePointer(pointer))).toBe(true);
    expect(isRefused(() => readPointer(sample, pointer))).toBe(true);
  });

  it('gives back the segments it was made of', () => {
    const segments = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('~', '/', '~1', '~01', '', '0')));
    fc.assert(
      fc.property(segments, (given) => {
        expect(parsePointer(given.reduce<string>(appendPointer, ''))).toEqual(given);
      }),
      { seed: 6901, numRuns: 2_000 },
    );
  });

  it('takes indices as segments', () => {
    expect(appendPointer(appendPointer('', 'rules'), 0)).toBe('/rules/0');
  });
});
