import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { PolicytrailError } from '../../values/error.js';
import { invalidExpression, quoted, type Source } from './source.js';

/** A node of the syntax tree; `start` and `end` count from the beginning of the expression. */
export type SyntaxNode = ASTNode;

export const maxLength = 10_000;
export const maxDepth = 64;

const unlimited = 1e9;
const parserDepth = 256;

// Ours are the limits that count; depth alone stays with the parser too, since its stack is what it guards.
const environment: Environment = /* @__PURE__ */ new Environment({
  unlistedVariablesAreDyn: true,
  limits: {
    maxAstNodes: unlimited,
    maxDepth: parserDepth,
    maxListElements: unlimited,
    maxMapEntries: unlimited,
    maxCallArguments: unlimited,
  },
});

/** What the parser throws, seen from here. */
interface ParserError {
  readonly code: string;
  readonly summary: string;
  readonly range?: { readonly start: number; readonly end: number };
}

/** Throws `invalid_expression` with position, and `limit_exceeded`. */
export function parseExpression(expression: string, source: Source): SyntaxNode {
  if (expression.length > maxLength) {
    const message = `expression is longer than ${maxLength} characters`;
    throw new PolicytrailError('limit_exceeded', message, { limit: maxLength, actual: expression.length });
  }
  try {
    return environment.parse(expression).ast;
  } catch (error) {
    throw ourError(error, expression, source);
  }
}

export function tooDeep(): PolicytrailError<'limit_exceeded'> {
  const message = `expression is nested deeper than ${maxDepth} levels`;
  return new PolicytrailError('limit_exceeded', message, { limit: maxDepth });
}

function ourError(error: unknown, expression: string, source: Source): unknown {
  if (isStackOverflow(error)) return tooDeep();
  if (!isParserError(error)) return error;
  if (error.code === 'limit_exceeded') return tooDeep();
  const { start, end } = error.range ?? { start: 0, end: expression.length };
  return invalidExpression(source, { start, end }, messageOf(error, expression.slice(start, end)));
}

// Firefox has an error of its own for it.
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'InternalError');
}

function isParserError(error: unknown): error is ParserError {
  return error instanceof Error && 'summary' in error && typeof error.summary === 'string' && 'code' in error;
}

const tokens: Readonly<Record<string, string>> = {
  RPAREN: '`)`',
  RBRACKET: '`]`',
  RBRACE: '`}`',
  COLON: '`:`',
  IDENTIFIER: 'a name',
};

function messageOf({ code, summary }: ParserError, found: string): string {
  const what = found === '' ? 'end of the expression' : quoted(found);
  switch (code) {
    case 'unexpected_token':
    case 'unexpected_character':
      return `unexpected ${what}`;
    case 'expected_token':
      return `expected ${tokens[/^Expected (\w+)/.exec(summary)?.[1] ?? ''] ?? 'something else'}, got ${found === '' ? 'the ' : ''}${what}`;
    case 'reserved_identifier':
      return `${what} is a reserved word`;
    case 'invalid_macro_argument':
      return loopVariableMessage;
    case 'invalid_number':
    case 'invalid_integer':
    case 'invalid_hex_integer':
      return 'invalid number';
    case 'invalid_exponent':
      return 'a number needs digits after its `e`';
    case 'unterminated_string':
    case 'unterminated_triple_quoted_string':
      return 'text without an end: a quotation mark is missing';
    case 'newline_in_string':
      return 'text in single marks ends on its line: write `\\n`, or use three marks';
    default:
      return 'invalid escape in text';
  }
}

export const loopVariableMessage = 'the first argument of a macro must be a plain name';
