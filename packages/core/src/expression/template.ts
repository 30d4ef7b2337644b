import { PolicytrailError } from '../values/error.js';
import { buildExpression } from './expression.js';
import { type ExpressionFailure, Fault } from './failure.js';
import { costLimit, type Run, tooCostly } from './run/run.js';
import type { Slot } from './run/slot.js';
import { maxLength } from './syntax/parse.js';
import { invalidExpression } from './syntax/source.js';
import { type TemplatePart, templateParts } from './syntax/template-parts.js';
import type { Environment } from './term/scope.js';
import type { Term } from './term/term.js';
import { constantText, slotText } from './trace/side.js';
import { nounOf } from './type/type.js';
import { kindOf, type Value } from './value/value.js';
import { valueText } from './value/value-text.js';

/** A text with expressions in it. */
export interface Template {
  /** As in `Condition`. */
  readonly policyReads: readonly string[];
  /** Its texts, and the fields between them, where it is nothing else. */
  readonly plain: readonly (string | Slot)[] | null;
  render(run: Run): string | ExpressionFailure;
}

/** A text that is always the same, or what is computed; `slot` where it is a field. */
type Piece = string | Pick<Term, 'evaluate' | 'slot'>;

/** Throws `invalid_expression` with the position in the whole text, and `limit_exceeded`. */
export function compileTemplate(text: string, environment: Environment): Template {
  if (text.length > maxLength) {
    const message = `a template has at most ${maxLength} characters`;
    throw new PolicytrailError('limit_exceeded', message, { limit: maxLength, actual: text.length });
  }
  const reads = new Set<string>();
  const pieces = templateParts(text).map((part) => pieceOf(part, text, environment, reads));
  const plain = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.slot));
  const isPlain = plain.every((piece) => piece !== undefined);
  return { policyReads: [...reads].sort(), plain: isPlain ? plain : null, render: renderer(pieces) };
}

// Apart from the rest: a closure keeps all that stands beside it.
function renderer(pieces: readonly Piece[]): Template['render'] {
  return (run) => {
    let rendered = '';
    for (const piece of pieces) {
      const text = typeof piece === 'string' ? piece : renderPiece(piece, run);
      if (typeof text !== 'string') return text;
      rendered += text;
    }
    return run.cost > costLimit ? tooCostly : rendered;
  };
}

function pieceOf(part: TemplatePart, text: string, environment: Environment, reads: Set<string>): Piece {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'unended') {
    throw invalidExpression({ text, begin: part.begin }, { start: 0, end: 2 }, '`{{` without `}}`');
  }
  const source = { text, begin: part.begin };
  const expression = buildExpression(part.text, environment, source);
  for (const pointer of expression.reads('policy')) reads.add(pointer);
  const { term } = expression;
  if (term.type.kind === 'list' || term.type.kind === 'map') {
    throw invalidExpression(source, term.node, `${nounOf(term.type.kind)} can't stand in a text`);
  }
  const { constant, written, evaluate, slot } = term;
  if (constant !== undefined) return constantText(constant.value, written) ?? 'null';
  return slot === undefined ? { evaluate } : { evaluate, slot };
}

function renderPiece({ evaluate, slot }: Exclude<Piece, string>, run: Run): string | Fault {
  const value = evaluate(run);
  if (value instanceof Fault) return value;
  const text = slot === undefined ? valueText(value) : slotText(slot, run);
  return text ?? (value === null ? 'null' : unprintable(value));
}

function unprintable(value: Value): Fault {
  return new Fault('wrong_type', `${nounOf(kindOf(value))} can't stand in a text`);
}
