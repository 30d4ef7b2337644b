import type { JsonValue } from '../../values/json.js';
import { Fault } from '../failure.js';
import { pointerOf, readPath, readSlot, type Segment } from '../run/slot.js';
import type { SyntaxNode } from '../syntax/parse.js';
import { quoted, type Span } from '../syntax/source.js';
import { suggest } from '../syntax/suggestion.js';
import { refusal, type Scope, type Variable } from '../term/scope.js';
import { constantTerm, readsNothing, type Term } from '../term/term.js';
import { nounOf, type Type, timestampType } from '../type/type.js';
import { valueOfJson } from '../value/json-value.js';
import { timestampOfInstant } from '../value/timestamp.js';
import type { Value } from '../value/value.js';

/** A variable and the names and indexes after it, as far as they are written out: `policy.tiers[0]["cap"]`. */
export interface Path {
  readonly root: string;
  readonly node: SyntaxNode;
  readonly segments: readonly Segment[];
  /** Where each segment stands. */
  readonly spans: readonly Span[];
}

/** Undefined where the node is no path, or where its variable is one of a loop. */
export function findPath(node: SyntaxNode, scope: Pick<Scope, 'locals' | 'environment'>): Path | undefined {
  const segments: Segment[] = [];
  const spans: Span[] = [];
  let at = node;
  while (at.op === '.' || at.op === '[]') {
    const segment = at.op === '.' ? at.args[1] : indexOf(at.args[1]);
    if (segment === undefined) return undefined;
    segments.unshift(segment);
    spans.unshift({ start: at.op === '.' ? at.pos : at.args[1].start, end: at.op === '.' ? at.end : at.args[1].end });
    at = at.args[0];
  }
  if (at.op !== 'id' || scope.locals.some(({ name }) => name === at.args)) return undefined;
  return scope.environment.variables.has(at.args) ? { root: at.args, node, segments, spans } : undefined;
}

function indexOf(node: SyntaxNode): Segment | undefined {
  if (node.op !== 'value') return undefined;
  if (typeof node.args === 'string') return node.args;
  const isIndex = typeof node.args === 'bigint' && node.args <= Number.MAX_SAFE_INTEGER;
  return isIndex ? Number(node.args) : undefined;
}

/** Notes that the expression reads what a path points to. */
export function recordRead(path: Path, scope: Scope): void {
  scope.reads.get(path.root)?.add(pointerOf(path.segments));
}

/** A term that reads exactly what a path points to. Throws where there can be no such place. */
export function compilePath(path: Path, scope: Scope): Term {
  const variable = scope.environment.variables.get(path.root) as Variable;
  if (variable.kind === 'now') return nowTerm(path, scope);
  const types = typesAlong(path, variable.type, scope);
  const type = types[types.length - 1] ?? variable.type;
  if (variable.kind === 'constant') return policyTerm(path, scope, variable.value, types);
  const prefix = variable.isWhole ? [] : [path.root];
  const slot = scope.environment.slots.slot(
    nameOf(path),
    [...prefix, ...path.segments],
    type,
    pointerOf(path.segments),
  );
  const { index } = slot;
  return {
    node: path.node,
    type,
    reads: { ...readsNothing, input: true },
    slot,
    evaluate: (run) => {
      run.cost += 1;
      const value = run.slots[index];
      return value === undefined ? readSlot(run, slot) : value;
    },
  };
}

function nowTerm({ node, segments, spans: [first = node] }: Path, scope: Scope): Term {
  if (segments.length > 0) throw refusal(scope, first, 'a timestamp has no fields');
  const evaluate: Term['evaluate'] = (run) => {
    run.cost += 1;
    return timestampOfInstant(run.now);
  };
  return { node, type: timestampType, reads: { ...readsNothing, now: true }, evaluate };
}

/** The type of the variable and of each step. */
function typesAlong({ segments, spans, node }: Path, type: Type, scope: Scope): readonly Type[] {
  const types = [type];
  for (const [depth, segment] of segments.entries()) {
    types.push(stepType(types[depth] ?? type, segment, spans[depth] ?? node, scope));
  }
  return types;
}

/** Throws where a value of the type can have no such member. */
export function stepType(type: Type, segment: Segment, span: Span, scope: Scope): Type {
  const wanted = typeof segment === 'number' ? 'list' : 'map';
  if (type.kind !== wanted && type.kind !== 'dyn') {
    const part = typeof segment === 'number' ? 'items by number' : 'fields';
    throw refusal(scope, span, `${nounOf(type.kind)} has no ${part}`);
  }
  if (typeof segment === 'number') return type.item(segment);
  const member = type.member(segment);
  if (member !== undefined) return member;
  throw refusal(scope, span, `unknown name ${quoted(segment)}`, suggest(segment, type.memberNames()));
}

function policyTerm(path: Path, scope: Scope, root: JsonValue, types: readonly Type[]): Term {
  const name = nameOf(path);
  const json = readPath(root, path.segments);
  if (json === undefined) return missingTerm(path, scope, root, types);
  const type = types[types.length - 1] as Type;
  const value = scope.environment.constants.get(name) ?? valueOfJson(json, type, name);
  if (value instanceof Fault) return faultTerm(path.node, type, value);
  scope.environment.constants.set(name, value);
  const term = constantTerm(path.node, value as Value, json);
  return type.kind === 'list' || type.kind === 'map' ? { ...term, type: { ...type, isNullable: false } } : term;
}

/** What the policy does not hold: a failure where its schema has it or `has` asks for it, else a mistake. */
function missingTerm(path: Path, scope: Scope, root: JsonValue, types: readonly Type[]): Term {
  const { segments, spans, node } = path;
  const depth = segments.findIndex((_, index) => readPath(root, segments.slice(0, index + 1)) === undefined);
  const segment = segments[depth] ?? '';
  const known = types[depth]?.memberNames() ?? [];
  const isAsked = scope.asked.has(path.root + pointerOf(segments.slice(0, depth + 1)));
  const fault = new Fault('missing_field', `\`${nameOf(path)}\` is missing`);
  // A list may be shorter than an index that a condition guards.
  if (isAsked || typeof segment === 'number' || known.includes(`${segment}`))
    return faultTerm(node, types[types.length - 1] as Type, fault);
  const parent = readPath(root, segments.slice(0, depth));
  const own = typeof parent === 'object' && parent !== null && !Array.isArray(parent) ? Object.keys(parent) : [];
  throw refusal(
    scope,
    spans[depth] ?? node,
    `unknown name ${quoted(`${segment}`)}`,
    suggest(`${segment}`, [...known, ...own]),
  );
}

function faultTerm(node: SyntaxNode, type: Type, fault: Fault): Term {
  return { node, type, reads: readsNothing, evaluate: () => fault };
}

/** As an expression writes it. */
function nameOf({ root, segments }: Path): string {
  const written = segments.map((segment) => {
    if (typeof segment === 'number') return `[${segment}]`;
    return /^[A-Za-z_]\w*$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
  });
  return root + written.join('');
}
