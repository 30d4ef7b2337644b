/** A token of JSON text (RFC 8259); `unknown` is where none begins, `end` the end of the text. */
export interface Token {
  readonly kind: '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'number' | 'word' | 'unknown' | 'end';
  readonly source: string;
  /** Where it begins and where the text goes on, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const plainCharacters = /[ !#-[\]-\uffff]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The token that follows `position`, white space skipped. */
export function readToken(text: string, position: number): Token {
  const start = endOf(space, text, position) ?? position;
  const first = text.charAt(start);
  switch (first) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
      return { kind: first, source: first, start, end: start + 1 };
    case '':
      return { kind: 'end', source: '', start, end: start };
    case '"':
      return token('string', text, start, endOfString(text, start));
    case 't':
    case 'f':
    case 'n':
      return token('word', text, start, endOf(word, text, start));
    default:
      return token('number', text, start, endOf(number, text, start));
  }
}

function token(kind: Token['kind'], text: string, start: number, end: number | undefined): Token {
  if (end === undefined) return { kind: 'unknown', source: '', start, end: start };
  return { kind, source: text.slice(start, end), start, end };
}

function endOfString(text: string, start: number): number | undefined {
  let at: number | undefined = start + 1;
  while (at !== undefined) {
    const plainEnd: number = endOf(plainCharacters, text, at) ?? at;
    if (text.charAt(plainEnd) === '"') return plainEnd + 1;
    at = endOf(escaped, text, plainEnd);
  }
  return undefined;
}

function endOf(pattern: RegExp, text: string, position: number): number | undefined {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
