import { gunzipSync, gzipSync } from 'node:zlib';
import type { ByteSource, PolicytrailError } from '@policytrail/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { archiveLines, bytes, gzipped, joined } from './archive-kit.js';
import { aTrail, failureOf, tokens } from './kit.js';
import { aFullTrail } from './records-kit.js';

let lines: readonly string[] = [];
let text = '';

beforeAll(async () => {
  lines = await archiveLines((await aFullTrail()).store);
  text = joined(lines);
});

/** Imports what must be refused into a store that has something of its own, and answers with the error. */
async function refused(
  source: ByteSource | string,
  options: { readonly maxBytes?: number } = {},
): Promise<PolicytrailError> {
  const { trail, store } = aTrail();
  await trail.save('mine', tokens(1));
  const error = await failureOf(() =>
    trail.importArchive(typeof source === 'string' ? bytes(source) : source, options),
  );
  const { policies } = await trail.policies({ includeInternal: true });
  expect([await store.listPolicyIds(), policies[0]?.head]).toEqual([['mine'], 1]);
  return error;
}

function unpacked(gzip: Uint8Array): string | undefined {
  try {
    return gunzipSync(gzip).toString();
  } catch {
    return undefined;
  }
}

describe('a damaged archive is refused as a whole', () => {
  it('cut after any line', async () => {
    for (let count = 0; count < lines.length; count++) {
      const { code } = await refused(joined(lines.slice(0, count)));
      expect([count, code]).toEqual([count, 'archive_invalid']);
    }
  });

  it('cut after any byte', async () => {
    const whole = bytes(text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 2 }), async (length) => {
        expect((await refused(whole.subarray(0, length))).code).toBe('archive_invalid');
      }),
      { seed: 1, numRuns: 120 },
    );
  });

  it('cut after any byte of its gzip', async () => {
    const whole = gzipped(text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        expect((await refused(whole.subarray(0, length))).code).toBe('archive_invalid');
      }),
      { seed: 1, numRuns: 120 },
    );
  });

  it('with a bit of its gzip flipped, unless it unpacks to the same', async () => {
    const whole = gzipped(text);
    await fc.assert(
      // The first ten bytes say what system wrote it and when.
      fc.asyncProperty(
        fc.integer({ min: 10, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          const flipped = whole.slice();
          flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
          fc.pre(unpacked(flipped) !== text);
          expect(['archive_invalid', 'limit_exceeded']).toContain((await refused(flipped)).code);
        },
      ),
      { seed: 1, numRuns: 120 },
    );
  });

  it('with two lines in each other’s place', async () => {
    for (let at = 0; at + 1 < lines.length; at++) {
      const swapped = [...lines.slice(0, at), lines[at + 1] ?? '', lines[at] ?? '', ...lines.slice(at + 2)];
      expect([at, (await refused(joined(swapped))).code]).toEqual([at, 'archive_invalid']);
    }
  });

  it('with a line twice, a line left out or a line moved to the front', async () => {
    for (const [at, line] of lines.entries()) {
      const rest = lines.toSpliced(at, 1);
      const damaged = [lines.toSpliced(at, 0, line), rest, ...(at === 0 ? [] : [[line, ...rest]])];
      for (const some of damaged) expect([at, (await refused(joined(some))).code]).toEqual([at, 'archive_invalid']);
    }
  });

  it('with any character edited', async () => {
    const characters = [...text];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: characters.length - 2 }),
        fc.constantFrom('0', 'a', ' ', '"', '\n'),
        async (at, character) => {
          fc.pre(characters[at] !== character);
          expect((await refused(characters.with(at, character).join(''))).code).toBe('archive_invalid');
        },
      ),
      { seed: 1, numRuns: 250 },
    );
  });

  it('with a line edited, each of them, and the line is named', async () => {
    for (const [at, line] of lines.entries()) {
      const edited = lines.with(
        at,
        line.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
      );
      const error = await refused(joined(edited));
      expect(error.code).toBe('archive_invalid');
      expect(error.details).toHaveProperty('line');
      expect(error.message).toMatch(/^line \d+: /);
    }
  });

  it.each([
    ['more after the end', () => `${text}{"end":{}}\n`],
    ['an empty line at the end', () => `${text}\n`],
    ['an empty line in between', () => text.replace('\n', '\n\n')],
    ['line ends of Windows', () => text.replaceAll('\n', '\r\n')],
    ['two archives in one', () => text + text],
    ['a space', () => text.replace('":', '": ')],
    ['a number written otherwise', () => text.replace('"version":1}', '"version":1.0}')],
    ['text written otherwise', () => text.replace('größer', 'gr\\u00f6ßer')],
    ['a key twice', () => text.replace('"label":"v1"', '"label":"v0","label":"v1"')],
    ['a lone surrogate', () => text.replace('größer', '\\ud800')],
    ['U+0000', () => text.replace('größer', '\\u0000')],
    ['a version of the format that is unknown', () => text.replace('archive/v1', 'archive/v2')],
    ['lists where objects belong', () => '[]\n[]\n'],
    ['numbers where objects belong', () => '1\n'],
    ['no JSON', () => 'policyId,createdAt\n'],
    ['nothing', () => ''],
  ])('with %s', async (_, damaged) => {
    expect(damaged()).not.toBe(text);
    expect((await refused(damaged())).code).toBe('archive_invalid');
  });

  it('where it is not UTF-8', async () => {
    const whole = bytes(text);
    whole[text.indexOf('version')] = 0xff;
    expect((await refused(whole)).code).toBe('archive_invalid');
    const utf16 = new Uint8Array([...text].flatMap((character) => [character.charCodeAt(0) & 0xff, 0]));
    expect((await refused(utf16)).code).toBe('archive_invalid');
  });

  it('where the gzip is broken, or followed by something else', async () => {
    expect((await refused(new Uint8Array([0x1f, 0x8b]))).code).toBe('archive_invalid');
    expect((await refused(new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))).code).toBe('archive_invalid');
    const followed = new Uint8Array([...gzipped(text), 1, 2, 3, 4]);
    expect((await refused(followed)).code).toBe('archive_invalid');
  });

  it('where it is larger than allowed', async () => {
    expect((await refused(text, { maxBytes: text.length - 1 })).code).toBe('limit_exceeded');
    expect((await refused(gzipped(text), { maxBytes: 1000 })).code).toBe('limit_exceeded');
  });

  it('where a little gzip unpacks to very much: it stops long before', async () => {
    const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024));
    const error = await refused(new Uint8Array(bomb));
    expect([error.code, error.details]).toEqual(['limit_exceeded', { limit: 100 }]);
  });

  it('where the source itself fails, with its own error', async () => {
    const breaking = async function* (beginning: Uint8Array) {
      yield beginning.slice(0, 500);
      throw new Error('the network is gone');
    };
    for (const whole of [bytes(text), gzipped(text)]) {
      const { trail, store } = aTrail();
      await expect(trail.importArchive(breaking(whole))).rejects.toThrow('the network is gone');
      expect(await store.listPolicyIds()).toEqual([]);
    }
  });
});
