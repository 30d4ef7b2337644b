/** A stretch of text; `isHidden`: the code of a character that cannot be seen, such as `U+202E`. */
export interface TextPart {
  readonly text: string;
  readonly isHidden: boolean;
}

// Controls but tab and line breaks, soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width and bidi
// controls, invisible operators, byte order mark, interlinear annotation, tags.
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;
const parts = new RegExp(`(${hidden.source})`, 'u');
// A joiner between two pictures makes them one, as in a family.
const joined = /(?<=\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)\u200d(?=\p{Extended_Pictographic})/gu;
const stand = '\ue000';

/** Text with characters that could hide or turn others made visible. */
export function textParts(text: string): readonly TextPart[] {
  if (!hidden.test(text)) return [{ text, isHidden: false }];
  const kept = text.includes(stand) ? text : text.replace(joined, stand);
  return kept
    .split(parts)
    .filter((part) => part !== '')
    .map((part) =>
      hidden.test(part)
        ? { text: codeOf(part), isHidden: true }
        : { text: kept === text ? part : part.replaceAll(stand, '\u200d'), isHidden: false },
    );
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
