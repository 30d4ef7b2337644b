import { skipLiteral } from './span.js';

/** A piece of a template: text as it is, or an expression and where it begins. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly text: string; readonly begin: number }
  /** An expression that does not end. */
  | { readonly kind: 'unended'; readonly begin: number };

/** Takes a text apart at `{{` and `}}`; braces and text inside an expression do not end it. */
export function templateParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf('{{', at);
    if (open === -1) break;
    if (open > at) parts.push({ kind: 'text', text: text.slice(at, open) });
    const begin = open + 2;
    const close = endOfExpression(text, begin);
    if (close === undefined) return [...parts, { kind: 'unended', begin: open }];
    parts.push({ kind: 'expression', text: text.slice(begin, close), begin });
    at = close + 2;
  }
  return at < text.length ? [...parts, { kind: 'text', text: text.slice(at) }] : parts;
}

function endOfExpression(text: string, begin: number): number | undefined {
  let depth = 0;
  for (let index = begin; index < text.length; index++) {
    const character = text[index];
    if (character === '"' || character === "'") index = skipLiteral(text, index) - 1;
    else if (character === '{') depth += 1;
    else if (character === '}' && depth > 0) depth -= 1;
    else if (character === '}' && text[index + 1] === '}') return index;
  }
  return undefined;
}
