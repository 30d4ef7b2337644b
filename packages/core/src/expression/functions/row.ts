import type { Fault } from '../failure.js';
import type { Run } from '../run/run.js';
import type { Type } from '../type/type.js';
import type { Kind, Value } from '../value/value.js';

/** One function of the language. */
export interface FunctionRow {
  readonly name: string;
  /** `f(a, b)`, `a.f(b)`, or both. */
  readonly form: 'function' | 'method' | 'both';
  /** The kinds that each argument may have, a method's receiver first. They are checked before `apply` is called. */
  readonly parameters: readonly (readonly Kind[] | 'any')[];
  /** So many of the last arguments may be left out. */
  readonly optional?: number;
  /** The last parameter may come any number of times. */
  readonly isVariadic?: boolean;
  /** What a call costs, beside its arguments; 1 where it is left out. */
  readonly cost?: number;
  /** How it is written, for messages. */
  readonly usage: string;
  type(args: readonly Type[]): Type;
  apply(args: readonly Value[], run: Run): Value | Fault;
}
