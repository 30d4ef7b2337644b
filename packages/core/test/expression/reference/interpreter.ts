import { type ASTNode, parse } from '@marcbachmann/cel-js';
import { callOf, methodOf } from './functions.js';
import { areEqual, arithmetic, compareValues, isIn, negated } from './operators.js';
import { Decimal, Failure, fail, type Value } from './values.js';

export type Scope = ReadonlyMap<string, Value>;

/** The value of an expression, by walking its tree; a {@link Failure} where it has none. Shares only the parser with the engine. */
export function interpret(source: string, variables: Scope): Value | Failure {
  return interpretTree(parseTree(source), variables);
}

export function parseTree(source: string): ASTNode {
  return parse(source).ast;
}

export function interpretTree(tree: ASTNode, variables: Scope): Value | Failure {
  return valueOrFailure(tree, variables);
}

function valueOrFailure(node: ASTNode, scope: Scope): Value | Failure {
  try {
    return walk(node, scope);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function walk(node: ASTNode, scope: Scope): Value {
  switch (node.op) {
    case 'value':
      return literal(node);
    case 'id':
      return scope.get(node.args) ?? (scope.has(node.args) ? null : fail('unknown name'));
    case '.':
      return member(walk(node.args[0], scope), node.args[1]);
    case '[]':
      return indexed(walk(node.args[0], scope), walk(node.args[1], scope));
    case '&&':
    case '||':
      return either(valueOrFailure(node.args[0], scope), valueOrFailure(node.args[1], scope), node.op === '||');
    case '!_':
      return !truth(walk(node.args, scope));
    case '-_':
      return negated(walk(node.args, scope));
    case '?:':
      return walk(truth(walk(node.args[0], scope)) ? node.args[1] : node.args[2], scope);
    case 'list':
      return node.args.map((item) => walk(item, scope));
    case 'map':
      return mapOf(node.args, scope);
    case 'call':
      return called(node.args[0], node.args[1], scope);
    case 'rcall':
      return methodCalled(node.args[0], node.args[1], node.args[2], scope);
    default:
      return binary(node, scope);
  }
}

function binary(node: ASTNode, scope: Scope): Value {
  const [one, other] = (node.args as [ASTNode, ASTNode]).map((side) => walk(side, scope)) as [Value, Value];
  switch (node.op) {
    case '==':
      return areEqual(one, other);
    case '!=':
      return !areEqual(one, other);
    case '<':
      return compareValues(one, other) < 0;
    case '<=':
      return compareValues(one, other) <= 0;
    case '>':
      return compareValues(one, other) > 0;
    case '>=':
      return compareValues(one, other) >= 0;
    case 'in':
      return isIn(one, other);
    default:
      return arithmetic(node.op, one, other);
  }
}

/** One side may decide alone, even where the other fails. */
function either(one: Value | Failure, other: Value | Failure, deciding: boolean): boolean {
  if (one === deciding || other === deciding) return deciding;
  if (one === !deciding && other === !deciding) return !deciding;
  return fail('a side without truth');
}

function truth(value: Value): boolean {
  return typeof value === 'boolean' ? value : fail('no boolean');
}

function literal(node: ASTNode & { readonly op: 'value' }): Value {
  if (typeof node.args !== 'number' && typeof node.args !== 'bigint') return node.args as string | boolean | null;
  return new Decimal(node.input.slice(node.start, node.end));
}

function member(value: Value, name: string): Value {
  if (!(value instanceof Map)) return fail('no map');
  const found: Value | undefined = value.get(name);
  return found === undefined ? fail('no such field') : found;
}

function indexed(value: Value, key: Value): Value {
  if (value instanceof Map) return typeof key === 'string' ? member(value, key) : fail('no such key');
  if (!Array.isArray(value) || !(key instanceof Decimal)) return fail('no index');
  if (!key.isInteger() || (key.isNegative() && !key.isZero()) || key.gte(value.length)) return fail('out of range');
  return value[key.toNumber()];
}

function mapOf(entries: readonly (readonly [ASTNode, ASTNode])[], scope: Scope): Value {
  const made = new Map<string, Value>();
  for (const [key, item] of entries) {
    const name = walk(key, scope);
    if (typeof name !== 'string' || made.has(name)) return fail('no key, or twice');
    made.set(name, walk(item, scope));
  }
  return made;
}

function called(name: string, args: readonly ASTNode[], scope: Scope): Value {
  const [first] = args;
  if (name !== 'has' || first?.op !== '.')
    return callOf(
      name,
      args.map((argument) => walk(argument, scope)),
    );
  const owner = walk(first.args[0], scope);
  return owner instanceof Map ? owner.has(first.args[1]) : fail('no map');
}

function methodCalled(name: string, receiver: ASTNode, args: readonly ASTNode[], scope: Scope): Value {
  const value = walk(receiver, scope);
  const [variable, ...bodies] = args;
  const macro = macros[name];
  if (macro === undefined || variable?.op !== 'id') {
    return methodOf(
      name,
      value,
      args.map((argument) => walk(argument, scope)),
    );
  }
  const items = value instanceof Map ? [...value.keys()] : value;
  if (!Array.isArray(items)) return fail('nothing to walk over');
  const body = (node: ASTNode | undefined, item: Value): Value | Failure =>
    node === undefined ? fail('no body') : valueOrFailure(node, new Map([...scope, [variable.args, item]]));
  return macro(items, (item, index = 0) => body(bodies[index], item), bodies.length);
}

type Body = (item: Value, index?: number) => Value | Failure;
type Macro = (items: readonly Value[], body: Body, bodies: number) => Value;

const macros: Readonly<Record<string, Macro>> = {
  all: (items, body) =>
    held(items.reduce<Value | Failure>((so, item) => caught(() => either(so, body(item), false)), true)),
  exists: (items, body) =>
    held(items.reduce<Value | Failure>((so, item) => caught(() => either(so, body(item), true)), false)),
  exists_one: (items, body) => items.filter((item) => truth(held(body(item)))).length === 1,
  filter: (items, body) => items.filter((item) => truth(held(body(item)))),
  map: (items, body, bodies) =>
    bodies === 1
      ? items.map((item) => held(body(item)))
      : items.filter((item) => truth(held(body(item)))).map((item) => held(body(item, 1))),
};

function held(value: Value | Failure): Value {
  if (value instanceof Failure) throw value;
  return value;
}

function caught(make: () => Value): Value | Failure {
  try {
    return make();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
