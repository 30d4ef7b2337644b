import { Fault } from '../failure.js';
import type { FunctionRow } from '../functions/row.js';
import { findFunctions, functionNames } from '../functions/table.js';
import type { Evaluate } from '../run/run.js';
import type { SyntaxNode } from '../syntax/parse.js';
import { suggest } from '../syntax/suggestion.js';
import { Excerpt, refusal, type Scope } from '../term/scope.js';
import { joinReads, type Term } from '../term/term.js';
import { nounOf } from '../type/type.js';
import { type Kind, kindOf, type Value } from '../value/value.js';
import { compileHas } from './access.js';
import { compileMacro, isMacro } from './macro.js';

type CallNode = SyntaxNode & { readonly op: 'call' | 'rcall' };

/** `size(a)`, `a.startsWith(b)`, `has(a.b)` and the macros. */
export function compileCall(node: CallNode, scope: Scope): Term {
  const [name] = node.args;
  if (node.op === 'call' && name === 'has') return compileHas(node, scope);
  if (node.op === 'rcall' && isMacro(name)) return compileMacro(node, scope);
  const row = findRow(node, scope);
  const args = argumentsOf(node).map((arg) => scope.compile(arg, scope));
  for (const [index, arg] of args.entries()) assertArgument(row, index, arg, scope);
  const term = {
    node,
    reads: joinReads(args),
    evaluate: evaluateCall(
      row,
      args.map(({ evaluate }) => evaluate),
      new Excerpt(scope, node),
    ),
  };
  return { ...term, type: row.type(args.map(({ type }) => type)) };
}

function argumentsOf(node: CallNode): readonly SyntaxNode[] {
  return node.op === 'call' ? node.args[1] : [node.args[1], ...node.args[2]];
}

function findRow(node: CallNode, scope: Scope): FunctionRow {
  const [name] = node.args;
  const rows = findFunctions(name);
  const form = node.op === 'call' ? 'function' : 'method';
  const row = rows.find((candidate) => candidate.form === form || candidate.form === 'both');
  if (name === 'matches') {
    const advice = 'use `contains`, `startsWith` or `endsWith`';
    throw refusal(scope, node, `\`matches\` is refused, since a pattern can take for ever: ${advice}`);
  }
  if (rows.length === 0) throw refusal(scope, node, `unknown function \`${name}\``, suggest(name, functionNames()));
  if (row === undefined) {
    const [what, before] = form === 'function' ? ['a method', 'text.'] : ['a function', ''];
    throw refusal(scope, node, `\`${name}\` is ${what}: write \`${before}${name}(…)\``);
  }
  const count = argumentsOf(node).length;
  const { parameters, optional = 0, isVariadic = false } = row;
  if (count >= parameters.length - optional && (isVariadic || count <= parameters.length)) return row;
  throw refusal(scope, node, `wrong number of arguments: ${row.usage}`);
}

/** The kinds that an argument may have; the last parameter stands for all further ones. */
function kindsAt({ parameters }: FunctionRow, index: number): readonly Kind[] | 'any' {
  return parameters[Math.min(index, parameters.length - 1)] ?? 'any';
}

function assertArgument(row: FunctionRow, index: number, { type, node }: Term, scope: Scope): void {
  const kinds = kindsAt(row, index);
  if (type.kind === 'dyn' || kinds === 'any' || kinds.includes(type.kind)) return;
  throw refusal(scope, node, wrongArgument(row, kinds, type.kind));
}

function wrongArgument({ name }: FunctionRow, kinds: readonly Kind[], found: Kind): string {
  return `\`${name}\` takes ${kinds.map(nounOf).join(' or ')} here, not ${nounOf(found)}`;
}

function evaluateCall(row: FunctionRow, args: readonly Evaluate[], text: Excerpt): Evaluate {
  const { cost = 1 } = row;
  return (run) => {
    run.cost += cost;
    const values: Value[] = [];
    for (const [index, evaluate] of args.entries()) {
      const value = evaluate(run);
      if (value instanceof Fault) return value;
      const kinds = kindsAt(row, index);
      if (kinds !== 'any' && !kinds.includes(kindOf(value))) {
        return new Fault('wrong_type', `${text}: ${wrongArgument(row, kinds, kindOf(value))}`);
      }
      values.push(value);
    }
    const outcome = row.apply(values, run);
    return typeof outcome === 'object' && outcome instanceof Fault
      ? new Fault(outcome.code, `${text}: ${outcome.message}`)
      : outcome;
  };
}
