import { Fault } from '../failure.js';
import type { Evaluate, Run } from '../run/run.js';
import type { SyntaxNode } from '../syntax/parse.js';
import { Excerpt, refusal, type Scope } from '../term/scope.js';
import { joinReads, type Term } from '../term/term.js';
import { booleanType, dyn, nounOf, type Type } from '../type/type.js';
import { mapKey } from '../value/map-key.js';
import { isNumeric, wholeOf } from '../value/numeric.js';
import { isList, isMap, kindOf, type Value } from '../value/value.js';
import { compilePath, findPath, recordRead, stepType } from './path.js';

/** `a.b`, `a["b"]`, `a[0]`. */
export function compileAccess(node: SyntaxNode & { readonly op: '.' | '[]' }, scope: Scope): Term {
  const path = findPath(node, scope);
  if (path !== undefined) {
    recordRead(path, scope);
    return compilePath(path, scope);
  }
  const container = scope.compile(node.args[0], scope);
  if (node.op === '.') return select(node, container, scope);
  return index(node, container, scope.compile(node.args[1], scope), scope);
}

function select(node: SyntaxNode & { readonly op: '.' }, container: Term, scope: Scope): Term {
  const [, name] = node.args;
  const type = stepType(container.type, name, { start: node.pos, end: node.end }, scope);
  const member: Member = (value, _, text) => (isMap(value) ? value.get(name) : noFields(text, value));
  return {
    node,
    type,
    reads: container.reads,
    evaluate: memberOf(container.evaluate, member, new Excerpt(scope, node)),
  };
}

function index(node: SyntaxNode & { readonly op: '[]' }, container: Term, key: Term, scope: Scope): Term {
  const { evaluate } = key;
  const item: Member = (value, run, text) => {
    const place = evaluate(run);
    return place instanceof Fault ? place : itemAt(value, place, text);
  };
  const type = indexedType(container, key, scope);
  const reads = joinReads([container, key]);
  return { node, type, reads, evaluate: memberOf(container.evaluate, item, new Excerpt(scope, node)) };
}

/** Undefined where there is nothing. */
type Member = (container: Value, run: Run, text: Excerpt) => Value | Fault | undefined;

function memberOf(container: Evaluate, member: Member, text: Excerpt): Evaluate {
  const missing = new Fault('missing_field', `${text} is missing`);
  return (run) => {
    run.cost += 1;
    const value = container(run);
    if (value instanceof Fault) return value;
    const found = member(value, run, text);
    return found === undefined ? missing : found;
  };
}

function indexedType({ type, node }: Term, key: Term, scope: Scope): Type {
  if (type.kind !== 'list' && type.kind !== 'map' && type.kind !== 'dyn') {
    throw refusal(scope, node, `${nounOf(type.kind)} has no items`);
  }
  if (type.kind === 'list' && key.type.kind !== 'number' && key.type.kind !== 'dyn') {
    throw refusal(scope, key.node, `items of a list are found by number, not by ${nounOf(key.type.kind)}`);
  }
  return type.kind === 'list' ? type.item() : dyn;
}

function itemAt(value: Value, place: Value, text: Excerpt): Value | Fault | undefined {
  if (isList(value)) {
    if (!isNumeric(place)) return new Fault('wrong_type', `${text}: items of a list are found by number`);
    const whole = wholeOf(place);
    if (whole === undefined) return new Fault('invalid_argument', `${text}: the number of an item must be whole`);
    return whole >= 0n && whole < BigInt(value.length) ? value[Number(whole)] : undefined;
  }
  if (!isMap(value)) return noFields(text, value);
  const key = mapKey(place);
  return key instanceof Fault ? key : value.get(key);
}

function noFields(text: Excerpt, value: Value): Fault {
  return new Fault('wrong_type', `${text} can't be read: ${nounOf(kindOf(value))} has no fields`);
}

/** `has(a.b)`: true where the map holds the member, be it null. */
export function compileHas(node: SyntaxNode & { readonly op: 'call' }, scope: Scope): Term {
  const [, args] = node.args;
  const [asked] = args;
  if (args.length !== 1 || asked === undefined || asked.op !== '.') {
    throw refusal(scope, node, '`has` takes a field, such as `has(input.code)`');
  }
  const [parent, name] = asked.args;
  const path = findPath(asked, scope);
  const parentPath = findPath(parent, scope);
  if (path !== undefined) recordRead(path, scope);
  const container = parentPath === undefined ? scope.compile(parent, scope) : compilePath(parentPath, scope);
  stepType(container.type, name, { start: asked.pos, end: asked.end }, scope);
  const isHeld: Member = (value, _, text) => (isMap(value) ? value.has(name) : noFields(text, value));
  const evaluate = memberOf(container.evaluate, isHeld, new Excerpt(scope, asked));
  return { node, type: booleanType, reads: container.reads, evaluate };
}
