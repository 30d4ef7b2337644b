import { negate } from '../decimal/decimal.js';
import { Fault } from '../failure.js';
import { type Evaluate, overspends, type Run, tooCostly } from '../run/run.js';
import { continues } from '../syntax/limits.js';
import type { SyntaxNode } from '../syntax/parse.js';
import { Excerpt, refusal, type Scope } from '../term/scope.js';
import { joinReads, type Term } from '../term/term.js';
import {
  durationType,
  dyn,
  isSurely,
  listOf,
  nounOf,
  numberType,
  type Type,
  textType,
  timestampType,
} from '../type/type.js';
import { instantOf, textCost } from '../value/compare.js';
import { durationOf } from '../value/duration.js';
import { type ArithmeticOperator, calculate, isNumeric } from '../value/numeric.js';
import { timestampOf } from '../value/timestamp.js';
import { isList, type Kind, kindOf, type Value } from '../value/value.js';

type ArithmeticNode = SyntaxNode & { readonly op: ArithmeticOperator };

interface Step {
  readonly operator: ArithmeticOperator;
  readonly operand: Evaluate;
  /** Null in a chain of several steps. */
  readonly text: Excerpt | null;
}

/** What a decimal operation costs beside one of whole numbers. */
const decimalCost = 5;

/** `+ - * / %`, a chain from left to right at once. */
export function compileArithmetic(node: ArithmeticNode, scope: Scope): Term {
  const nodes: ArithmeticNode[] = [node];
  let first: SyntaxNode = node.args[0];
  for (let last: SyntaxNode = node; continues(last, first); first = (first as ArithmeticNode).args[0]) {
    last = first;
    nodes.unshift(first as ArithmeticNode);
  }
  const head = scope.compile(first, scope);
  const operands = nodes.map((step) => scope.compile(step.args[1], scope));
  let type = head.type;
  const steps = nodes.map((step, index): Step => {
    const operand = operands[index] as Term;
    type = resultType(step, type, operand.type, scope);
    const text = nodes.length === 1 ? new Excerpt(scope, step) : null;
    return { operator: step.op, operand: operand.evaluate, text };
  });
  const reads = joinReads([head, ...operands]);
  const [only] = steps;
  const evaluate =
    steps.length === 1 && only !== undefined ? oneStep(head.evaluate, only) : manySteps(head.evaluate, steps);
  return { node, type, reads, evaluate };
}

function oneStep(head: Evaluate, { operator, operand, text }: Step): Evaluate {
  return (run) => {
    const one = head(run);
    if (one instanceof Fault) return one;
    const other = operand(run);
    return other instanceof Fault ? other : combine(operator, one, other, run, text);
  };
}

function manySteps(head: Evaluate, steps: readonly Step[]): Evaluate {
  return (run) => {
    let value = head(run);
    for (const { operator, operand, text } of steps) {
      if (value instanceof Fault) return value;
      const other = operand(run);
      value = other instanceof Fault ? other : combine(operator, value, other, run, text);
    }
    return value;
  };
}

function combine(operator: ArithmeticOperator, one: Value, other: Value, run: Run, text: Step['text']): Value | Fault {
  if (isNumeric(one) && isNumeric(other)) {
    const value = calculate(operator, one, other);
    run.cost += typeof value === 'number' ? 1 : decimalCost;
    return value;
  }
  if (overspends(run, 1)) return tooCostly;
  return (
    (operator === '+' ? joined(one, other, run) : undefined) ??
    (operator === '+' || operator === '-' ? shifted(operator, one, other) : undefined) ??
    new Fault('wrong_type', `${text === null ? '' : `${text}: `}${cannot(operator, kindOf(one), kindOf(other))}`)
  );
}

/** Texts and lists behind each other. */
function joined(one: Value, other: Value, run: Run): Value | Fault | undefined {
  if (typeof one === 'string' && typeof other === 'string') {
    return overspends(run, textCost(one.length + other.length)) ? tooCostly : one + other;
  }
  if (!isList(one) || !isList(other)) return undefined;
  return overspends(run, one.length + other.length) ? tooCostly : [...one, ...other];
}

/** Timestamps and durations. */
function shifted(operator: '+' | '-', one: Value, other: Value): Value | Fault | undefined {
  const kinds = timeKinds(operator, kindOf(one), kindOf(other));
  const [first, second] = [instantOf(one), instantOf(other)];
  if (kinds === undefined || first === undefined || second === undefined) return undefined;
  const sum = operator === '+' ? first + second : first - second;
  return kinds === 'timestamp' ? timestampOf(sum) : durationOf(sum);
}

function timeKinds(operator: string, one: Kind | 'dyn', other: Kind | 'dyn'): 'timestamp' | 'duration' | undefined {
  if (one === 'duration' && other === 'duration') return 'duration';
  if (one === 'timestamp' && other === 'duration') return 'timestamp';
  if (one === 'timestamp' && other === 'timestamp') return operator === '-' ? 'duration' : undefined;
  return one === 'duration' && other === 'timestamp' && operator === '+' ? 'timestamp' : undefined;
}

function resultType(node: ArithmeticNode, one: Type, other: Type, scope: Scope): Type {
  const { op: operator } = node;
  if (one.kind === 'number' && other.kind === 'number') return numberType;
  const isShift = operator === '+' || operator === '-';
  const time = isShift ? timeKinds(operator, one.kind, other.kind) : undefined;
  if (time !== undefined) return time === 'timestamp' ? timestampType : durationType;
  if (operator === '+' && one.kind === 'text' && other.kind === 'text') return textType;
  if (operator === '+' && one.kind === 'list' && other.kind === 'list')
    return listOf(one.item() === other.item() ? one.item() : dyn);
  const isNumber = (type: Type) => type.kind === 'number' || type.kind === 'dyn';
  if (!isShift && isNumber(one) && isNumber(other)) return numberType;
  if (isShift && (one.kind === 'dyn' || other.kind === 'dyn') && canShift(one) && canShift(other)) return dyn;
  throw refusal(scope, node, cannot(operator, one.kind, other.kind));
}

function canShift({ kind }: Type): boolean {
  return kind !== 'boolean' && kind !== 'map' && kind !== 'null';
}

function cannot(operator: ArithmeticOperator, one: Kind | 'dyn', other: Kind | 'dyn'): string {
  return `\`${operator}\` can't take ${nounOf(one)} and ${nounOf(other)}`;
}

/** `-a`. */
export function compileNegation(node: SyntaxNode & { readonly op: '-_' }, scope: Scope): Term {
  const operand = scope.compile(node.args, scope);
  const { type, evaluate, written } = operand;
  if (type.kind !== 'number' && type.kind !== 'duration' && type.kind !== 'dyn') {
    throw refusal(scope, node, `\`-\` can't take ${nounOf(type.kind)}`);
  }
  const isLiteral = node.args.op === 'value' && typeof written === 'string';
  return {
    node,
    type: isSurely(type, 'number') ? numberType : { ...type, isNullable: false },
    reads: operand.reads,
    evaluate: (run) => {
      run.cost += 1;
      const value = evaluate(run);
      return value instanceof Fault ? value : negated(value);
    },
    ...(isLiteral ? { written: `-${written}` } : {}),
  };
}

function negated(value: Value): Value | Fault {
  if (typeof value === 'number') return -value;
  if (isNumeric(value)) return negate(value);
  const nanoseconds = kindOf(value) === 'duration' ? instantOf(value) : undefined;
  return nanoseconds === undefined
    ? new Fault('wrong_type', `\`-\` can't take ${nounOf(kindOf(value))}`)
    : durationOf(-nanoseconds);
}
