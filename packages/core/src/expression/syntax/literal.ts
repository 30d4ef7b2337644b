import { parseNumeric } from '../value/numeric.js';
import type { Value } from '../value/value.js';
import type { SyntaxNode } from './parse.js';

/** What a literal says, and as what it is written. */
export interface Literal {
  readonly value: Value;
  readonly written: string | boolean | null;
}

/** Reads a literal from its source text, so that numbers are exact; a message where it is refused. */
export function readLiteral(
  node: SyntaxNode & { readonly op: 'value' },
  text: string,
): Literal | { readonly refused: string } {
  const { args } = node;
  if (typeof args === 'string' || typeof args === 'boolean' || args === null) return { value: args, written: args };
  if (args instanceof Uint8Array) return { refused: 'bytes are not supported' };
  if (/[uU]$/.test(text)) return { refused: 'unsigned numbers are not supported: leave out the `u`' };
  const value = parseNumeric(/^0[xX]/.test(text) ? `${BigInt(text)}` : text);
  if (value === undefined) return { refused: 'a number has at most 34 digits, before and after the point' };
  return { value, written: text };
}
