import { createHash, hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/values/canonical/canonical-json.js';
import { sha256Hex, sha256With } from '../../src/values/sha256.js';
import { randomDocuments } from './random-json.js';

const ways = {
  chosen: sha256Hex,
  'crypto.hash': sha256With({ hash }),
  '@noble/hashes': sha256With(undefined),
};

describe.each(Object.entries(ways))('SHA-256 by %s', (_name, sha256) => {
  // FIPS 180-4 examples; the last is 'é😀' in UTF-8.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('gives the published digest', (text, digest) => {
    expect(sha256(text)).toBe(digest);
  });

  it('hashes the UTF-8 bytes of any text', () => {
    for (const document of randomDocuments(500, 5)) {
      const text = canonicalJson(document);
      expect(sha256(text)).toBe(createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex'));
    }
  });
});

it('chooses the native hash in Node', () => {
  expect(sha256Hex.toString()).toBe(sha256With({ hash }).toString());
});
