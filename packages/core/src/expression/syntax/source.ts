import { PolicytrailError } from '../../values/error.js';

/** Where an expression stands: the whole text that a person wrote, and where in it the expression begins. */
export interface Source {
  readonly text: string;
  /** Offset of the expression in `text`, in UTF-16 units; 0 where it is the whole. */
  readonly begin: number;
}

/** A stretch of an expression, in UTF-16 units from its beginning. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const lineWidth = 120;
const longestExcerpt = 60;

/** An `invalid_expression` that shows the line and, below it, carets under what is meant. */
export function invalidExpression(
  { text, begin }: Source,
  span: Span,
  message: string,
  suggestion?: string,
): PolicytrailError<'invalid_expression'> {
  const position = Math.min(begin + span.start, text.length);
  const length = Math.max(1, span.end - span.start);
  const full = suggestion === undefined ? message : `${message}, did you mean \`${suggestion}\`?`;
  return new PolicytrailError('invalid_expression', `${full}\n${caretLines(text, position, length)}`, {
    position,
    length,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

/** A piece of an expression for a message: in back-ticks, shortened. */
export function quoted(piece: string): string {
  const line = piece.replace(/\s+/g, ' ');
  return line.length <= longestExcerpt ? `\`${line}\`` : `\`${line.slice(0, longestExcerpt)}…\``;
}

function caretLines(text: string, position: number, length: number): string {
  const lineBegin = text.lastIndexOf('\n', position - 1) + 1;
  const newline = text.indexOf('\n', position);
  const lineEnd = newline === -1 ? text.length : newline;
  const begin = Math.max(lineBegin, position - lineWidth / 2);
  const line = text.slice(begin, Math.min(lineEnd, begin + lineWidth)).replace(/[\t\r]/g, ' ');
  const column = position - begin;
  const carets = Math.max(1, Math.min(length, line.length - column));
  return `  ${line}\n  ${' '.repeat(column)}${'^'.repeat(carets)}`;
}
