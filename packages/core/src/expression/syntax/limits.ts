import { PolicytrailError } from '../../values/error.js';
import { maxDepth, type SyntaxNode, tooDeep } from './parse.js';

const maxNodes = 5_000;

/** Operators that run in one loop, however many stand in a row; chains of the same group do not deepen an expression. */
const chains: Readonly<Record<string, string>> = {
  '&&': 'and',
  '||': 'or',
  '+': 'sum',
  '-': 'sum',
  '*': 'product',
  '/': 'product',
  '%': 'product',
};

/** Counts nodes and levels, without recursion: `limit_exceeded` beyond 5,000 and 64. */
export function assertWithinLimits(root: SyntaxNode): void {
  const waiting: { readonly node: SyntaxNode; readonly depth: number }[] = [{ node: root, depth: 1 }];
  let nodes = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    nodes += 1;
    if (depth > maxDepth) throw tooDeep();
    if (nodes > maxNodes) throw tooMany();
    for (const child of childrenOf(node))
      waiting.push({ node: child, depth: depth + (continues(node, child) ? 0 : 1) });
  }
}

/** Of `&&` and `||` both sides continue a chain, of arithmetic only the left one: there the order of steps counts. */
export function continues(parent: SyntaxNode, child: SyntaxNode): boolean {
  const group = chains[parent.op];
  if (group === undefined || chains[child.op] !== group) return false;
  return group === 'and' || group === 'or' || childrenOf(parent)[0] === child;
}

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

function tooMany(): PolicytrailError<'limit_exceeded'> {
  const message = `expression has more than ${maxNodes} parts`;
  return new PolicytrailError('limit_exceeded', message, { limit: maxNodes });
}
