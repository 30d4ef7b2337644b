import { describe, expect, it } from 'vitest';
import { leanParser } from '../lean-parser.js';
import { linkable } from '../parts/linkable.js';

describe('linkable', () => {
  const module = [
    '// src/verify.ts',
    'import {',
    '  sha256Hex,',
    '  canonicalJson as canonicalJson2',
    '} from "/src/values.ts";',
    'var limit = sha256Hex("a").length;',
    'import { clock } from "/src/clock.ts";',
    'import { sha256Hex as sha256Hex2 } from "/src/values.ts";',
    'function verify2() {',
    '  return [limit, canonicalJson2({}), clock(), sha256Hex2("")];',
    '}',
    'export {',
    '  limit,',
    '  verify2 as verify',
    '};',
    '',
  ].join('\n');
  const { text, needs } = linkable(module);

  it('names what a part needs once, in the order in which it is handed', async () => {
    expect(needs).toEqual([
      { file: '/src/values.ts', name: 'sha256Hex' },
      { file: '/src/values.ts', name: 'canonicalJson' },
      { file: '/src/clock.ts', name: 'clock' },
    ]);
  });

  it('makes the exports of what it is handed, once', async () => {
    const { open } = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as {
      open: (kit: readonly unknown[]) => { readonly limit: number; readonly verify: () => unknown };
    };
    const part = open([(given: string) => `${given}bc`, () => '{}', () => 'now']);
    expect([part.limit, part.verify()]).toEqual([3, [3, '{}', 'now', 'bc']]);
    expect(open([])).toBe(part);
  });

  it('leaves every line where it is, for the source map', () => {
    const place = (lines: string) => lines.split('\n').findIndex((line) => line.includes('function verify2'));
    expect(place(text)).toBe(place(module));
  });

  it.each(['import clock from "clock";', 'import * as z from "zod";', 'import "side-effect";', 'export default 1;'])(
    'refuses %s, which it could not hand over',
    (line) => expect(() => linkable(`${line}\n${module}`)).toThrow('imports a package'),
  );
});

it('refuses a parser that is not the one the build was made for', () => {
  expect(() => leanParser('export class Parser {}')).toThrow(/not the one that the build was made for: .*ASTNode/);
});
