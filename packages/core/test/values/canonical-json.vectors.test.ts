import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/values/canonical/canonical-json.js';

/** RFC 8785, appendix B: the bits of a double, and its text. */
const numbers = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
] as const;

/** RFC 8785, sections 3.2.2 and 3.2.3, and what they leave open. */
const documents = [
  [
    String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  ],
  [
    String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  [String.raw`" \b\t\n\f\r\u000b\u001f\u007f\u2028\/"`, '" \\b\\t\\n\\f\\r\\u000b\\u001f\u007f\u2028/"'],
  ['[ ]', '[]'],
  ['[[],{},{"":[]}]', '[[],{},{"":[]}]'],
] as const;

describe('RFC 8785', () => {
  it('writes numbers as appendix B does', () => {
    for (const [bits, text] of numbers) expect(canonicalJson(doubleOf(bits))).toBe(text);
  });

  it('writes text, keys and nesting as section 3.2 does', () => {
    for (const [given, canonical] of documents) expect(canonicalJson(JSON.parse(given))).toBe(canonical);
  });

  // The vectors published with the RFC, https://github.com/cyberphone/json-canonicalization, are not kept here.
  it('gives the published vectors byte for byte, where they are at hand', () => {
    const folder = fileURLToPath(new URL('../../../../../shared/data/rfc8785', import.meta.url));
    if (!existsSync(folder)) {
      console.info(`the published RFC 8785 vectors are not at ${folder}: not compared`);
      return expect(existsSync(folder)).toBe(false);
    }
    const names = readdirSync(join(folder, 'input'));
    expect(names).toHaveLength(6);
    for (const name of names) {
      const text = canonicalJson(JSON.parse(readFileSync(join(folder, 'input', name), 'utf8')));
      expect(text).toBe(readFileSync(join(folder, 'output', name), 'utf8'));
      const hex = readFileSync(join(folder, 'outhex', name.replace('.json', '.txt')), 'utf8');
      expect(Buffer.from(text).toString('hex')).toBe(hex.replaceAll(/\s/g, ''));
    }
  });
});

function doubleOf(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE();
}
