import { type JsonLimits, limitsOf } from '../canonical/canonical-json.js';
import { refusalAt } from '../canonical/refusal.js';
import { exceedsBytes, isStorableText } from '../canonical/text.js';
import { parseDecimal } from '../decimal-text.js';
import { invalidArgument, type PolicytrailError } from '../error.js';
import type { JsonObject, JsonValue } from '../json.js';
import { Builder } from './builder.js';
import { readToken, type Token } from './token.js';

/** What may follow at a place in the text. */
interface Expectation {
  readonly kinds: readonly Token['kind'][];
  readonly what: string;
}

const valueKinds = ['{', '[', 'string', 'number', 'word'] as const;
const value: Expectation = { kinds: valueKinds, what: 'a value' };
const firstItem: Expectation = { kinds: ['{', '[', 'string', 'number', 'word', ']'], what: 'a value or ]' };
const nextItem: Expectation = { kinds: [',', ']'], what: 'a comma or ]' };
const firstName: Expectation = { kinds: ['string', '}'], what: 'a name in double quotes or }' };
const name: Expectation = { kinds: ['string'], what: 'a name in double quotes' };
const colon: Expectation = { kinds: [':'], what: 'a colon' };
const nextMember: Expectation = { kinds: [',', '}'], what: 'a comma or }' };
const end: Expectation = { kinds: ['end'], what: 'the end' };

/**
 * Reads a document from JSON text (RFC 8259), such as a file, losing nothing: refuses names that stand twice in an
 * object, integers beyond 2^53-1, numbers that a double would round, and text that `isStorableText` refuses.
 * `maxBytes` bounds the text as given. Throws `invalid_argument` with the path or line.
 */
export function parseDocument(text: string, limits: JsonLimits = {}): JsonObject {
  const { maxDepth, maxBytes } = limitsOf(limits);
  if (exceedsBytes(text, maxBytes)) throw invalidArgument(`the text is larger than ${maxBytes} bytes`, { path: '' });
  const builder = new Builder();
  let expected = value;
  let token = readToken(text, 0);
  for (; token.kind !== 'end'; token = readToken(text, token.end)) {
    if (!expected.kinds.includes(token.kind)) throw syntaxError(text, token, expected);
    const problem = depthProblem(token, builder, maxDepth) ?? take(token, builder, expected);
    if (problem !== undefined) throw refusalAt({ path: builder.path, line: placeOf(text, token).line }, problem);
    expected = expectedAfter(token, builder, expected);
  }
  if (expected !== end) throw syntaxError(text, token, expected);
  return objectOf(builder.value);
}

function depthProblem({ kind }: Token, { depth }: Builder, maxDepth: number): string | undefined {
  const opens = kind === '{' || kind === '[';
  return opens && depth >= maxDepth ? `is nested deeper than ${maxDepth} levels` : undefined;
}

/** Adds a token to the value; returns what is wrong with it. */
function take({ kind, source }: Token, builder: Builder, expected: Expectation): string | undefined {
  if (kind === 'string') return takeString(source, builder, expected);
  if (kind === 'number') return takeNumber(source, builder);
  if (kind === 'word') builder.add(JSON.parse(source) as boolean | null);
  if (kind === '{') builder.open({});
  if (kind === '[') builder.open([]);
  if (kind === '}' || kind === ']') builder.close();
  return undefined;
}

function takeString(source: string, builder: Builder, expected: Expectation): string | undefined {
  const text = source.includes('\\') ? (JSON.parse(source) as string) : source.slice(1, -1);
  const problem = isStorableText(text) ? undefined : 'holds U+0000 or a lone surrogate';
  if (isValue(expected)) {
    if (problem === undefined) builder.add(text);
    return problem;
  }
  const isTaken = builder.name(text) === 'taken';
  return problem ?? (isTaken ? 'stands twice in one object' : undefined);
}

function takeNumber(source: string, builder: Builder): string | undefined {
  const number = Number(source);
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) {
    return 'is an integer beyond 2^53-1: write it as decimal text, in quotes';
  }
  if (!isExact(number, source)) return 'would be rounded: write it as decimal text, in quotes';
  builder.add(number);
  return undefined;
}

function isExact(number: number, source: string): boolean {
  const shortest = `${number}`;
  if (shortest === source) return true;
  const [kept, written] = [parseDecimal(shortest), parseDecimal(source)];
  if (kept === undefined || written === undefined) return false;
  return kept.negative === written.negative && kept.digits === written.digits && kept.point === written.point;
}

function isValue(expected: Expectation): boolean {
  return expected === value || expected === firstItem;
}

function expectedAfter({ kind }: Token, builder: Builder, expected: Expectation): Expectation {
  switch (kind) {
    case '{':
      return firstName;
    case '[':
      return firstItem;
    case ':':
      return value;
    case ',':
      return builder.isInObject ? name : value;
    default:
      if (kind === 'string' && !isValue(expected)) return colon;
      if (builder.depth === 0) return end;
      return builder.isInObject ? nextMember : nextItem;
  }
}

function objectOf(value: JsonValue | undefined): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw invalidArgument('a document must be a JSON object', { path: '' });
}

function syntaxError(text: string, token: Token, { what }: Expectation): PolicytrailError {
  const { line, column } = placeOf(text, token);
  return invalidArgument(`the text is not JSON: line ${line}, column ${column} must be ${what}`, { line });
}

/** Both from 1; the column in UTF-16 code units. */
function placeOf(text: string, { start }: Token): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, start).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
