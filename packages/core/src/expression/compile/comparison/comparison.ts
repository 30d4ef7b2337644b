import type { TracedComparison } from '../../condition.js';
import type { Test } from '../../run/run.js';
import type { SyntaxNode } from '../../syntax/parse.js';
import { Excerpt, refusal, type Scope } from '../../term/scope.js';
import { joinReads, type Term, type Trace } from '../../term/term.js';
import { type Side, sideOf, tracedSide } from '../../trace/side.js';
import { booleanType, nounOf } from '../../type/type.js';
import { orderedKinds } from '../../value/compare.js';
import type { Kind } from '../../value/value.js';
import { membershipTest } from './membership.js';
import { comparisonTest } from './ordering.js';
import { plainComparison } from './plain.js';

export type ComparisonNode = SyntaxNode & { readonly op: TracedComparison['operator'] };

/** `<`, `<=`, `>`, `>=`, `==`, `!=` and `in`. */
export function compileComparison(node: ComparisonNode, scope: Scope): Term {
  const { op: operator } = node;
  const left = scope.compile(node.args[0], scope);
  const right = scope.compile(node.args[1], scope);
  const text = new Excerpt(scope, node);
  if (operator === 'in') assertContainer(left, right, scope);
  else assertComparable(node, left, right, scope);
  const evaluate = operator === 'in' ? membershipTest(left, right, text) : comparisonTest(operator, left, right, text);
  const [leftSide, rightSide] = [sideOf(left, operator, scope), sideOf(right, operator, scope)];
  const plain = plainComparison(operator, { side: leftSide, term: left }, { side: rightSide, term: right });
  const trace = traceOf(operator, evaluate, leftSide, rightSide);
  return { node, type: booleanType, reads: joinReads([left, right]), evaluate, trace, plain };
}

// Apart from the rest: a closure keeps all that stands beside it, the syntax tree as well.
function traceOf(operator: ComparisonNode['op'], test: Test, left: Side, right: Side): Trace {
  return (run, decided) => {
    const result = test(run);
    if (typeof result === 'boolean')
      decided.push({ operator, left: tracedSide(left, run), right: tracedSide(right, run), result });
    return result;
  };
}

function assertComparable(node: ComparisonNode, left: Term, right: Term, scope: Scope): void {
  const [one, other] = [left.type.kind, right.type.kind];
  const isOrder = node.op !== '==' && node.op !== '!=';
  for (const { type, node: side } of isOrder ? [left, right] : []) {
    if (type.kind === 'dyn' || orderedKinds.includes(type.kind)) continue;
    throw refusal(scope, side, `${nounOf(type.kind)} is neither smaller nor larger than another`);
  }
  if (one === other || one === 'dyn' || other === 'dyn' || one === 'null' || other === 'null') return;
  throw refusal(scope, node, `${nounOf(one)} can't be compared with ${nounOf(other)}${adviceFor(one, other)}`);
}

function assertContainer(left: Term, right: Term, scope: Scope): void {
  const { type, node } = right;
  if (type.kind !== 'list' && type.kind !== 'map' && type.kind !== 'dyn') {
    throw refusal(scope, node, `\`in\` needs a list or a map on its right, not ${nounOf(type.kind)}`);
  }
  const [one, item] = [left.type.kind, type.kind === 'list' ? type.item().kind : 'dyn'];
  if (one === item || [one, item].some((kind) => kind === 'dyn' || kind === 'null')) return;
  const message = `${nounOf(one)} can't be among items that are each ${nounOf(item)}${adviceFor(one, item)}`;
  throw refusal(scope, { start: left.node.start, end: node.end }, message);
}

function adviceFor(one: Kind | 'dyn', other: Kind | 'dyn'): string {
  if (one !== 'text' && other !== 'text') return '';
  const kind = one === 'text' ? other : one;
  if (kind === 'number') return ': `decimal(…)` reads text as a number';
  return kind === 'timestamp' || kind === 'duration' ? `: \`${kind}(…)\` reads text as ${nounOf(kind)}` : '';
}
