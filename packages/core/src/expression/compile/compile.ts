import type { SyntaxNode } from '../syntax/parse.js';
import { quoted } from '../syntax/source.js';
import { suggest } from '../syntax/suggestion.js';
import { refusal, type Scope } from '../term/scope.js';
import { computedTerm, readsNothing, type Term } from '../term/term.js';
import { compileAccess } from './access.js';
import { compileArithmetic, compileNegation } from './arithmetic.js';
import { compileCall } from './call.js';
import { compileComparison } from './comparison/comparison.js';
import { compileList, compileLiteral, compileMap } from './literal.js';
import { compileChain, compileNot, compileTernary } from './logic.js';
import { compilePath, findPath, recordRead } from './path.js';

/** Checks a node and makes it a closure; what reads no input is computed at once. Throws `invalid_expression`. */
export function compileNode(node: SyntaxNode, scope: Scope): Term {
  return computedTerm(compileByOperator(node, scope), scope.folding);
}

function compileByOperator(node: SyntaxNode, scope: Scope): Term {
  switch (node.op) {
    case 'value':
      return compileLiteral(node, scope);
    case 'id':
      return compileName(node, scope);
    case '.':
    case '[]':
      return compileAccess(node, scope);
    case 'call':
    case 'rcall':
      return compileCall(node, scope);
    case 'list':
      return compileList(node, scope);
    case 'map':
      return compileMap(node, scope);
    case '?:':
      return compileTernary(node, scope);
    case '&&':
    case '||':
      return compileChain(node, scope);
    case '!_':
      return compileNot(node, scope);
    case '-_':
      return compileNegation(node, scope);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return compileArithmetic(node, scope);
    case '.?':
    case '[?]':
      throw refusal(scope, node, 'optional fields are not supported: ask with `has(…)`');
    default:
      return compileComparison(node, scope);
  }
}

function compileName(node: SyntaxNode & { readonly op: 'id' }, scope: Scope): Term {
  const { args: name } = node;
  const level = scope.locals.findLastIndex((local) => local.name === name);
  const local = scope.locals[level];
  if (local !== undefined) {
    return {
      node,
      type: local.type,
      reads: { ...readsNothing, local: level },
      evaluate: (run) => {
        run.cost += 1;
        return run.locals[level] ?? null;
      },
    };
  }
  const path = findPath(node, scope);
  if (path === undefined) throw refusal(scope, node, `unknown name ${quoted(name)}`, suggestName(name, scope));
  recordRead(path, scope);
  return compilePath(path, scope);
}

/** A variable of nearly that name, or one that has a field of exactly that name. */
function suggestName(name: string, { environment, locals }: Scope): string | undefined {
  for (const [root, variable] of environment.variables) {
    if (variable.kind === 'now') continue;
    const { kind, type } = variable;
    const value = kind === 'constant' ? variable.value : undefined;
    const own = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    if (own || type.memberNames().includes(name)) return `${root}.${name}`;
  }
  return suggest(name, [...environment.variables.keys(), ...locals.map((local) => local.name)]);
}
