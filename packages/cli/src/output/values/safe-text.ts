// Control characters could drive the terminal; format characters (bidi, zero width) could make a text look like another.
const hidden = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const hiddenInJson = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu;
const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text as one line that shows what it holds: line ends as `\n`, other hidden characters as `U+202E`. */
export function safeLine(text: string): string {
  return text.replace(hidden, (character) => escapes[character] ?? codePointName(character));
}

/** The same of a text that may not be there. */
export function safeLineOf(text: string | null): string | null {
  return text === null ? null : safeLine(text);
}

/** Text in quotes, its own lines kept; each later line is indented so that it cannot pass for one of ours. */
export function quotedLines(text: string): string {
  return `"${text.split(/\r?\n/).map(safeLine).join('\n ')}"`;
}

/** The value as one JSON text, indented; hidden characters are escaped, which keeps the value. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(hiddenInJson, (character) =>
    character.split('').map(escapedUnit).join(''),
  );
}

/** At most `width` characters, the last one `…` where something was cut. */
export function clip(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
