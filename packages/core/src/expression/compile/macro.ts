import { Fault } from '../failure.js';
import { costLimit, type Evaluate, type Run, type Test, tooCostly } from '../run/run.js';
import { loopVariableMessage, type SyntaxNode } from '../syntax/parse.js';
import { refusal, type Scope } from '../term/scope.js';
import { joinReads, type Reads, type Term, testOf } from '../term/term.js';
import { booleanType, dyn, listOf, nounOf, type Type } from '../type/type.js';
import { keyValue } from '../value/map-key.js';
import { isList, isMap, kindOf, type Value, type ValueList } from '../value/value.js';
import { assertBoolean } from './logic.js';

/** How many arguments each macro takes: the loop variable first, the body last. */
const argumentCounts: Readonly<Record<string, readonly number[]>> = {
  all: [2],
  exists: [2],
  exists_one: [2],
  filter: [2],
  map: [2, 3],
};

export function isMacro(name: string): boolean {
  return Object.hasOwn(argumentCounts, name);
}

/** A loop over the items of a list or the keys of a map. */
interface Loop {
  /** The number of its variable. */
  readonly level: number;
  readonly range: Evaluate;
  readonly condition: Test;
  readonly transform: Evaluate;
}

/** `list.all(x, …)`, `exists`, `exists_one`, `filter`, `map`. */
export function compileMacro(node: SyntaxNode & { readonly op: 'rcall' }, scope: Scope): Term {
  const [name, receiver, args] = node.args;
  const [variable, first, last = first] = args;
  if (!argumentCounts[name]?.includes(args.length) || first === undefined || last === undefined) {
    throw refusal(
      scope,
      node,
      `\`${name}\` takes a name and ${name === 'map' ? 'one or two expressions' : 'one expression'}`,
    );
  }
  if (variable?.op !== 'id' || variable.args === '__result__') {
    throw refusal(scope, variable ?? node, loopVariableMessage);
  }
  const range = scope.compile(receiver, scope);
  const inner = { ...scope, locals: [...scope.locals, { name: variable.args, type: itemType(range, scope) }] };
  const bodies = (args.length === 3 ? [first, last] : [first]).map((body) => scope.compile(body, inner));
  const [condition, transform = condition] = bodies as [Term, Term?];
  const isPlainMap = name === 'map' && bodies.length === 1;
  if (!isPlainMap) assertBoolean(condition, scope);
  const test = isPlainMap ? always : testOf(condition);
  const level = scope.locals.length;
  return {
    node,
    type: macroType(name, range, transform),
    reads: readsOutside([range, ...bodies], level),
    evaluate: loopOf(name, { level, range: range.evaluate, condition: test, transform: transform.evaluate }),
  };
}

function always(): boolean {
  return true;
}

function itemType({ type, node }: Term, scope: Scope): Type {
  if (type.kind === 'list') return type.item();
  if (type.kind === 'map' || type.kind === 'dyn') return dyn;
  throw refusal(scope, node, `a macro goes through a list or a map, not ${nounOf(type.kind)}`);
}

function macroType(name: string, range: Term, transform: Term): Type {
  if (name === 'map') return listOf(transform.type);
  if (name !== 'filter') return booleanType;
  return range.type.kind === 'list' ? listOf(range.type.item()) : listOf(dyn);
}

function readsOutside(terms: readonly Term[], level: number): Reads {
  const reads = joinReads(terms);
  return reads.local < level ? reads : { ...reads, local: Number.POSITIVE_INFINITY };
}

function loopOf(name: string, loop: Loop): Evaluate {
  switch (name) {
    case 'all':
      return quantifier(loop, false);
    case 'exists':
      return quantifier(loop, true);
    case 'exists_one':
      return exactlyOne(loop);
    case 'filter':
      return collector(loop, (item) => item);
    default:
      return collector(loop, (_, run) => loop.transform(run));
  }
}

/** As `&&` and `||`: an item that decides wins over one that fails. */
function quantifier(loop: Loop, decisive: boolean): Evaluate {
  return (run) => {
    let fault: Fault | undefined;
    const end = forEach(loop, run, (outcome) => {
      if (outcome instanceof Fault) fault ??= outcome;
      return outcome === decisive ? decisive : undefined;
    });
    return end ?? fault ?? !decisive;
  };
}

function exactlyOne(loop: Loop): Evaluate {
  return (run) => {
    let count = 0;
    const end = forEach(loop, run, (outcome) => {
      if (outcome === true) count += 1;
      return outcome instanceof Fault ? outcome : undefined;
    });
    return end ?? count === 1;
  };
}

function collector(loop: Loop, collect: (item: Value, run: Run) => Value | Fault): Evaluate {
  return (run) => {
    const collected: Value[] = [];
    const end = forEach(loop, run, (outcome, item) => {
      const value = outcome === true ? collect(item, run) : outcome;
      if (value instanceof Fault) return value;
      if (outcome === true) collected.push(value);
      return undefined;
    });
    return end ?? collected;
  };
}

/** Judges one item after the other, until a visit returns how the loop ends. */
function forEach(
  { level, range, condition }: Loop,
  run: Run,
  visit: (outcome: boolean | Fault, item: Value) => boolean | Fault | undefined,
): boolean | Fault | undefined {
  const items = itemsOf(range(run));
  if (items instanceof Fault) return items;
  for (const item of items) {
    run.cost += 2;
    run.locals[level] = item;
    const end = visit(condition(run), item);
    if (end !== undefined) return end;
    if (run.cost > costLimit) return tooCostly;
  }
  return undefined;
}

function itemsOf(range: Value | Fault): ValueList | Fault {
  if (range instanceof Fault || isList(range)) return range;
  if (isMap(range)) return Array.from(range.keys(), keyValue);
  return new Fault('wrong_type', `a macro goes through a list or a map, not ${nounOf(kindOf(range))}`);
}
