import { Fault } from '../failure.js';
import type { Test } from '../run/run.js';
import type { SyntaxNode } from '../syntax/parse.js';
import { refusal, type Scope } from '../term/scope.js';
import { asBoolean, joinReads, type Term, type Trace, testOf } from '../term/term.js';
import { booleanType, commonType, nounOf } from '../type/type.js';
import { plainChain } from './comparison/plain.js';

/** `&&` and `||`, whole chains at once. An operand that decides wins over one that fails, wherever it stands. */
export function compileChain(node: SyntaxNode & { readonly op: '&&' | '||' }, scope: Scope): Term {
  const parts = operandsOf(node).map((operand) => scope.compile(operand, scope));
  for (const part of parts) assertBoolean(part, scope);
  const tests = parts.map(testOf);
  // What ends the chain at once: false for `&&`, true for `||`.
  const decisive = node.op === '||';
  const chain = testChain(tests, decisive);
  const traced = parts.flatMap((part) => (part.trace === undefined ? [] : [{ test: testOf(part), trace: part.trace }]));
  return {
    node,
    type: booleanType,
    reads: joinReads(parts),
    evaluate: chain,
    plain: plainChain(node.op === '&&' ? 'and' : 'or', parts),
    ...(traced.length > 0 ? { trace: traceChain(chain, decisive, traced) } : {}),
  };
}

function operandsOf(chain: SyntaxNode): readonly SyntaxNode[] {
  const operands: SyntaxNode[] = [];
  const waiting = [chain];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.op !== chain.op) operands.push(node);
    else if (node.op === '&&' || node.op === '||') waiting.push(node.args[1], node.args[0]);
  }
  return operands;
}

/** Throws where a term is surely no boolean. */
export function assertBoolean({ type, node }: Term, scope: Scope): void {
  if (type.kind === 'boolean' || type.kind === 'dyn') return;
  throw refusal(scope, node, `a condition must be a boolean, not ${nounOf(type.kind)}`);
}

function testChain(tests: readonly Test[], decisive: boolean): Test {
  return (run) => {
    let fault: Fault | undefined;
    for (const test of tests) {
      const outcome = test(run);
      if (outcome === decisive) return decisive;
      if (typeof outcome !== 'boolean') fault ??= outcome;
    }
    return fault ?? !decisive;
  };
}

/** An operand that holds comparisons. */
interface TracedPart {
  readonly test: Test;
  readonly trace: Trace;
}

/** The comparisons of the operands that came to what the chain came to. */
function traceChain(chain: Test, decisive: boolean, parts: readonly TracedPart[]): Trace {
  return (run, decided) => {
    const outcome = chain(run);
    if (typeof outcome !== 'boolean') return outcome;
    for (const { test, trace } of parts) {
      if (outcome !== decisive || test(run) === decisive) trace(run, decided);
    }
    return outcome;
  };
}

/** `!a`. */
export function compileNot(node: SyntaxNode & { readonly op: '!_' }, scope: Scope): Term {
  const operand = scope.compile(node.args, scope);
  assertBoolean(operand, scope);
  const test = testOf(operand);
  const { trace } = operand;
  return {
    node,
    type: booleanType,
    reads: operand.reads,
    evaluate: (run) => negated(test(run)),
    ...(trace === undefined ? {} : { trace: (run, decided) => negated(asBoolean(trace(run, decided))) }),
  };
}

function negated(outcome: boolean | Fault): boolean | Fault {
  return typeof outcome === 'boolean' ? !outcome : outcome;
}

/** `a ? b : c`. */
export function compileTernary(node: SyntaxNode & { readonly op: '?:' }, scope: Scope): Term {
  const [condition, yes, no] = node.args.map((part) => scope.compile(part, scope)) as [Term, Term, Term];
  assertBoolean(condition, scope);
  const test = testOf(condition);
  const branch = (outcome: boolean | Fault) => (outcome === true ? yes : no);
  const isTraced = [condition, yes, no].some(({ trace }) => trace !== undefined);
  const trace: Trace = (run, decided) => {
    const outcome = asBoolean(traceOf(condition)(run, decided));
    return outcome instanceof Fault ? outcome : traceOf(branch(outcome))(run, decided);
  };
  return {
    node,
    type: branchType(yes, no, scope),
    reads: joinReads([condition, yes, no]),
    evaluate: (run) => {
      run.cost += 1;
      const outcome = test(run);
      return outcome instanceof Fault ? outcome : branch(outcome).evaluate(run);
    },
    ...(isTraced ? { trace } : {}),
  };
}

function traceOf({ trace, evaluate }: Term): Trace {
  return trace ?? evaluate;
}

function branchType(yes: Term, no: Term, scope: Scope): Term['type'] {
  const kinds = new Set([yes, no].map(({ type }) => type.kind).filter((kind) => kind !== 'null' && kind !== 'dyn'));
  if (kinds.size < 2) return commonType([yes.type, no.type]);
  throw refusal(
    scope,
    { start: yes.node.start, end: no.node.end },
    `both branches must be of one kind, not ${nounOf(yes.type.kind)} and ${nounOf(no.type.kind)}`,
  );
}
