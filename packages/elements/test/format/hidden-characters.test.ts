import { describe, expect, it } from 'vitest';
import { textParts } from '../../src/format/hidden-characters.js';

describe('hidden characters', () => {
  it.each(['\u202e', '\u200b', '\u2066', '\ufeff', '\u00ad', '\u0007', '\u{e0041}'])(
    'are made visible: %j',
    (character) => {
      const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
      expect(textParts(`a${character}b`)).toEqual([
        { text: 'a', isHidden: false },
        { text: code, isHidden: true },
        { text: 'b', isHidden: false },
      ]);
    },
  );

  it('leaves joined pictures and line breaks as they are', () => {
    const text = 'a\tfamily:\n👩‍👩‍👧';
    expect(textParts(text)).toEqual([{ text, isHidden: false }]);
    expect(textParts(`${text}\u200b`).map((part) => part.text)).toEqual([text, 'U+200B']);
  });
});
