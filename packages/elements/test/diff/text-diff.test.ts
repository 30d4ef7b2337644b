import { describe, expect, it } from 'vitest';
import { lineParts } from '../../src/diff/text/split-lines.js';
import { wordParts } from '../../src/diff/text/split-words.js';
import { fieldLookup } from '../../src/fields/field-lookup.js';
import { maskSecrets } from '../../src/fields/mask-secrets.js';

describe('text', () => {
  it('is compared word by word, as the language has them', () => {
    expect(wordParts('ask the manager', 'ask the sales manager', 'en')).toEqual([
      { kind: 'kept', text: 'ask the ' },
      { kind: 'added', text: 'sales ' },
      { kind: 'kept', text: 'manager' },
    ]);
    const japanese = wordParts('承認が必要です', '許可が必要です', 'ja') ?? [];
    expect(japanese.map(({ kind }) => kind)).toEqual(['removed', 'added', 'kept']);
  });

  it('is given up where nothing but edits would be left', () => {
    const words = (letter: string) => Array.from({ length: 3000 }, (_, index) => `${letter}${index}`).join(' ');
    expect(wordParts(words('a'), words('b').replaceAll(' ', '-'), 'en')).toBeUndefined();
  });

  it('leaves lines out that stayed, but for three around each change', () => {
    const policy = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`n${index}`, index]));
    const parts = lineParts(policy, { ...policy, n10: 0 });
    expect(
      parts.map((part) => (part.kind === 'skipped' ? `… ${part.count}` : `${part.kind} ${part.text.trim()}`)),
    ).toEqual([
      '… 8',
      'kept "n7": 7,',
      'kept "n8": 8,',
      'kept "n9": 9,',
      'removed "n10": 10,',
      'added "n10": 0,',
      'kept "n11": 11,',
      'kept "n12": 12,',
      'kept "n13": 13,',
      '… 7',
    ]);
  });

  it('never holds a secret, nor what is inside one', () => {
    const lookup = fieldLookup([
      { path: '/key', label: 'Key', display: 'secret' },
      { path: '/users/*/token', label: 'Token', display: 'secret' },
    ]);
    const policy = { key: { id: 'a' }, users: [{ name: 'ana', token: 'b' }] };
    expect(maskSecrets(policy, '', lookup, (path) => `•${path}`)).toEqual({
      key: '•/key',
      users: [{ name: 'ana', token: '•/users/0/token' }],
    });
    expect(lookup.find('/key/id').display).toBe('secret');
  });
});
