import type { Span } from './source.js';

/** The offset behind the text literal that begins at `index`; the length of the text where it has no end. */
export function skipLiteral(text: string, index: number): number {
  const mark = text.charAt(index);
  const isTriple = text.startsWith(mark.repeat(3), index);
  const end = isTriple ? mark.repeat(3) : mark;
  for (let at = index + end.length; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(end, at)) return at + end.length;
  }
  return text.length;
}

/** The span with the parentheses that the syntax tree leaves out: `a + b) * c` becomes `(a + b) * c`. */
export function withParentheses(expression: string, { start, end }: Span): Span {
  const { unopened, unclosed } = unbalanced(expression.slice(start, end));
  return { start: before(expression, start, unopened), end: after(expression, end, unclosed) };
}

function unbalanced(text: string): { readonly unopened: number; readonly unclosed: number } {
  let [unopened, unclosed] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"' || character === "'") index = skipLiteral(text, index) - 1;
    else if (character === '(') unclosed += 1;
    else if (character === ')' && unclosed > 0) unclosed -= 1;
    else if (character === ')') unopened += 1;
  }
  return { unopened, unclosed };
}

function before(expression: string, start: number, count: number): number {
  let at = start;
  for (let left = count; left > 0 && at > 0; ) {
    at -= 1;
    if (expression[at] === '(') left -= 1;
  }
  return at;
}

function after(expression: string, end: number, count: number): number {
  let at = end;
  for (let left = count; left > 0 && at < expression.length; at++) if (expression[at] === ')') left -= 1;
  return at;
}
