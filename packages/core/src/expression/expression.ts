import { compileNode } from './compile/compile.js';
import { findPath } from './compile/path.js';
import type { Run } from './run/run.js';
import { pointerOf } from './run/slot.js';
import { assertWithinLimits, childrenOf } from './syntax/limits.js';
import { parseExpression, type SyntaxNode } from './syntax/parse.js';
import { invalidExpression, type Source } from './syntax/source.js';
import type { Environment, Scope } from './term/scope.js';
import type { Term } from './term/term.js';

/** An expression, checked and compiled. */
export interface Expression {
  readonly term: Term;
  readonly text: string;
  /** JSON Pointers of what it reads of a variable, sorted. */
  reads(variable: string): readonly string[];
}

const noTime = '1970-01-01T00:00:00.000Z';

/** Throws `invalid_expression` with position, and `limit_exceeded`. */
export function buildExpression(
  text: string,
  environment: Environment,
  source: Source = { text, begin: 0 },
): Expression {
  if (text.trim() === '') throw invalidExpression(source, { start: 0, end: text.length }, 'an expression is missing');
  const root = parseExpression(text, source);
  assertWithinLimits(root);
  const reads = new Map([...environment.variables.keys()].map((name) => [name, new Set<string>()]));
  const folding: Run = { input: null, now: noTime, slots: [], texts: [], locals: [], cost: 0 };
  const asked = findAsked(root, environment);
  const scope: Scope = {
    environment,
    source,
    expression: text,
    locals: [],
    reads,
    asked,
    folding,
    compile: compileNode,
  };
  const term = compileNode(root, scope);
  return { term, text, reads: (variable) => [...(reads.get(variable) ?? [])].sort() };
}

/** The places that `has` asks for anywhere in an expression: variable and JSON Pointer. */
function findAsked(root: SyntaxNode, environment: Environment): ReadonlySet<string> {
  const asked = new Set<string>();
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const child of childrenOf(node)) waiting.push(child);
    const [argument] = node.op === 'call' && node.args[0] === 'has' ? node.args[1] : [];
    const path = argument === undefined ? undefined : findPath(argument, { locals: [], environment });
    if (path !== undefined) asked.add(path.root + pointerOf(path.segments));
  }
  return asked;
}
