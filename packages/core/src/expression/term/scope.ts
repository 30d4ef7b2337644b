import type { JsonValue } from '../../values/json.js';
import type { Run } from '../run/run.js';
import type { SlotTable } from '../run/slot.js';
import type { SyntaxNode } from '../syntax/parse.js';
import { invalidExpression, quoted, type Source, type Span } from '../syntax/source.js';
import { withParentheses } from '../syntax/span.js';
import type { Type } from '../type/type.js';
import type { Value } from '../value/value.js';
import type { Term } from './term.js';

/** What a name stands for, outside of loops. */
export type Variable =
  | { readonly kind: 'constant'; readonly value: JsonValue; readonly type: Type }
  | {
      readonly kind: 'field';
      /** The variable is the whole input, or a member of it. */
      readonly isWhole: boolean;
      readonly type: Type;
    }
  | { readonly kind: 'now' };

/** What all expressions of a program share. */
export interface Environment {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly slots: SlotTable;
  /** Values of constants' places, by name: the same ones every time. */
  readonly constants: Map<string, Value>;
}

/** What is known while one expression is compiled. */
export interface Scope {
  readonly environment: Environment;
  readonly source: Source;
  /** The expression itself; nodes count from its beginning. */
  readonly expression: string;
  /** Loop variables, outermost first. */
  readonly locals: readonly { readonly name: string; readonly type: Type }[];
  /** JSON Pointers of what is read, by variable. */
  readonly reads: ReadonlyMap<string, Set<string>>;
  /** Places that the expression asks for with `has`: they may be missing. */
  readonly asked: ReadonlySet<string>;
  /** Where constants are computed. */
  readonly folding: Run;
  compile(node: SyntaxNode, scope: Scope): Term;
}

/** The source of a node, with its parentheses. */
export function textOf({ expression }: Pick<Scope, 'expression'>, span: Span): string {
  const { start, end } = withParentheses(expression, span);
  return expression.slice(start, end);
}

/** A piece of an expression for a message, made of it where there is one to write. */
export class Excerpt implements Span {
  readonly expression: string;
  readonly start: number;
  readonly end: number;

  constructor({ expression }: Scope, { start, end }: Span) {
    this.expression = expression;
    this.start = start;
    this.end = end;
  }

  toString(): string {
    return quoted(textOf(this, this));
  }
}

/** An `invalid_expression` about a part of the expression. */
export function refusal(scope: Scope, span: Span, message: string, suggestion?: string): Error {
  return invalidExpression(scope.source, withParentheses(scope.expression, span), message, suggestion);
}
