import type { JsonValue } from '../../values/json.js';
import { Fault } from '../failure.js';
import { readLiteral } from '../syntax/literal.js';
import type { SyntaxNode } from '../syntax/parse.js';
import { refusal, type Scope } from '../term/scope.js';
import { constantTerm, joinReads, type Term } from '../term/term.js';
import { commonType, listOf, mapType, nounOf } from '../type/type.js';
import { mapKey } from '../value/map-key.js';
import type { MapKey, Value } from '../value/value.js';

/** A number, text, `true`, `false` or `null`. */
export function compileLiteral(node: SyntaxNode & { readonly op: 'value' }, scope: Scope): Term {
  const literal = readLiteral(node, scope.expression.slice(node.start, node.end));
  if ('refused' in literal) throw refusal(scope, node, literal.refused);
  return constantTerm(node, literal.value, literal.written);
}

/** `[a, b]`. */
export function compileList(node: SyntaxNode & { readonly op: 'list' }, scope: Scope): Term {
  const items = node.args.map((item) => scope.compile(item, scope));
  const written = items.map((item) => item.written);
  const isWritten = written.every((text): text is JsonValue => text !== undefined);
  return {
    node,
    type: listOf(commonType(items.map(({ type }) => type))),
    reads: joinReads(items),
    evaluate: (run) => {
      run.cost += 1;
      const values: Value[] = [];
      for (const { evaluate } of items) {
        const value = evaluate(run);
        if (value instanceof Fault) return value;
        values.push(value);
      }
      return values;
    },
    ...(isWritten ? { written } : {}),
  };
}

/** `{a: b}`. */
export function compileMap(node: SyntaxNode & { readonly op: 'map' }, scope: Scope): Term {
  const entries = node.args.map(([key, value]) => [keyTerm(key, scope), scope.compile(value, scope)] as const);
  return {
    node,
    type: mapType,
    reads: joinReads(entries.flat()),
    evaluate: (run) => {
      run.cost += 1;
      const map = new Map<MapKey, Value>();
      for (const [keyPart, valuePart] of entries) {
        const value = keyPart.evaluate(run);
        const key = value instanceof Fault ? value : mapKey(value);
        if (key instanceof Fault) return key;
        const member = valuePart.evaluate(run);
        if (member instanceof Fault) return member;
        if (map.has(key)) return twice;
        map.set(key, member);
      }
      return map;
    },
  };
}

const twice = /* @__PURE__ */ new Fault('invalid_argument', 'a map has the same key twice');

function keyTerm(node: SyntaxNode, scope: Scope): Term {
  const term = scope.compile(node, scope);
  const { kind } = term.type;
  if (kind === 'text' || kind === 'boolean' || kind === 'number' || kind === 'dyn') return term;
  throw refusal(scope, node, `a key of a map is text, a boolean or a whole number, not ${nounOf(kind)}`);
}
