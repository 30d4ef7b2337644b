import type { ASTNode } from '@marcbachmann/cel-js';
import { interpretTree, parseTree, type Scope } from './interpreter.js';
import type { Failure, Value } from './values.js';

/** The comparisons that decided an expression, in order, each as its text without parentheses and spaces. */
export function decidingComparisons(source: string, scope: Scope): readonly string[] {
  return deciding(parseTree(source), scope);
}

/** Text of a comparison as {@link decidingComparisons} writes it. */
export function bareText(text: string): string {
  return text.replace(/[\s()]/g, '');
}

function deciding(node: ASTNode, scope: Scope): readonly string[] {
  switch (node.op) {
    case '&&':
    case '||': {
      const outcome = interpretTree(node, scope);
      return node.args.flatMap((part) => (sameTruth(interpretTree(part, scope), outcome) ? deciding(part, scope) : []));
    }
    case '!_':
      return deciding(node.args, scope);
    case '?:': {
      const [condition, yes, no] = node.args;
      return [...deciding(condition, scope), ...deciding(interpretTree(condition, scope) === true ? yes : no, scope)];
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'in':
      return [bareText(node.input.slice(node.start, node.end))];
    default:
      return [];
  }
}

function sameTruth(one: Value | Failure, other: Value | Failure): boolean {
  return typeof one === 'boolean' && one === other;
}
