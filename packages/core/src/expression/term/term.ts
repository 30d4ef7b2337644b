import type { JsonValue } from '../../values/json.js';
import type { PlainCondition, TracedComparison } from '../condition.js';
import { Fault } from '../failure.js';
import type { Evaluate, Run } from '../run/run.js';
import type { Slot } from '../run/slot.js';
import type { SyntaxNode } from '../syntax/parse.js';
import { isSurely, listType, nounOf, type Type, typeOfKind } from '../type/type.js';
import { isList, kindOf, type Value } from '../value/value.js';

/** A compiled part of an expression. */
export interface Term {
  readonly node: SyntaxNode;
  readonly type: Type;
  readonly evaluate: Evaluate;
  readonly reads: Reads;
  /** Known before it runs. */
  readonly constant?: { readonly value: Value };
  /** Where the term is exactly a field of the input. */
  readonly slot?: Slot;
  /** The constant as it is written: in the policy, or in the expression. */
  readonly written?: JsonValue;
  /** Evaluates, and adds the comparisons that decided; left out where there are none inside. */
  readonly trace?: Trace;
  /** Left out where there is more inside than comparisons of fields with constants. */
  readonly plain?: PlainCondition | undefined;
}

export type Trace = (run: Run, decided: TracedComparison[]) => Value | Fault;

/** What a term depends on. */
export interface Reads {
  readonly input: boolean;
  readonly now: boolean;
  /** The number of the outermost loop variable; Infinity where none is read. */
  readonly local: number;
}

export const readsNothing: Reads = { input: false, now: false, local: Infinity };

export function joinReads(terms: readonly Term[]): Reads {
  return {
    input: terms.some(({ reads }) => reads.input),
    now: terms.some(({ reads }) => reads.now),
    local: Math.min(...terms.map(({ reads }) => reads.local), Number.POSITIVE_INFINITY),
  };
}

/** Reads neither input, now nor loop variables: it can be computed before it runs. */
function isFixed({ input, now, local }: Reads): boolean {
  return !input && !now && local === Number.POSITIVE_INFINITY;
}

export function constantTerm(node: SyntaxNode, value: Value, written?: JsonValue): Term {
  const kind = kindOf(value);
  const type = kind === 'list' && isList(value) ? listTypeOf(value) : typeOfKind(kind);
  const evaluate = () => value;
  const constant = { value };
  return { node, type, evaluate, reads: readsNothing, constant, ...(written === undefined ? {} : { written }) };
}

/** What computing the constants of one expression may cost; beyond, they are computed when it runs. */
const foldingLimit = 10_000;

/** The term as a constant, where it is one; a failure stays what it is. */
export function computedTerm(term: Term, folding: Run): Term {
  if (term.constant !== undefined || !isFixed(term.reads) || folding.cost > foldingLimit) return term;
  const value = term.evaluate(folding);
  if (value instanceof Fault || folding.cost > foldingLimit) return term;
  const { node, trace, written, type } = term;
  const folded = constantTerm(node, value, written);
  const isPrecise = folded.type.kind !== 'map' && folded.type.kind !== 'list';
  return { ...folded, ...(isPrecise ? {} : { type }), ...(trace === undefined ? {} : { trace }) };
}

/** The term's outcome as a boolean: checked when it runs, where that is not known before. */
export function testOf(term: Term): (run: Run) => boolean | Fault {
  const { evaluate } = term;
  if (isSurely(term.type, 'boolean')) return evaluate as (run: Run) => boolean | Fault;
  return (run) => asBoolean(evaluate(run));
}

export function asBoolean(value: Value | Fault): boolean | Fault {
  if (typeof value === 'boolean' || value instanceof Fault) return value;
  return new Fault('wrong_type', `a condition must be a boolean, not ${nounOf(kindOf(value))}`);
}

function listTypeOf(items: readonly Value[]): Type {
  const [first] = items;
  if (first === undefined) return listType;
  const kind = kindOf(first);
  if (kind === 'list' || kind === 'map' || items.some((item) => kindOf(item) !== kind)) return listType;
  const item = typeOfKind(kind);
  return { ...listType, item: () => item };
}
