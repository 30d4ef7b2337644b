import { describe, expect, it } from 'vitest';
import { judge } from './judge.js';
import { type LeftOut, leftOut, outOfScope } from './left-out.js';
import { type SpecTest, specTests } from './suite.js';

const all = specTests();

function covers({ tests, expressions }: LeftOut, { path, expression }: SpecTest): boolean {
  const isNamed = tests.some((name) => (name.endsWith('*') ? path.startsWith(name.slice(0, -1)) : path === name));
  return isNamed || expressions?.test(expression) === true;
}

interface Judged {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly healed: readonly string[];
  readonly reasons: ReadonlyMap<string, number>;
}

/** Every test is passed, left out for a reason, failed, or left out and yet passed. */
function judgeAll(judgeTest: typeof judge, tests: readonly SpecTest[] = all): Judged {
  const [passed, failed, healed]: [string[], string[], string[]] = [[], [], []];
  const reasons = new Map<string, number>();
  for (const test of tests) {
    const never = outOfScope.find((entry) => covers(entry, test));
    const entry = never ?? leftOut.find((other) => covers(other, test));
    if (entry !== undefined) reasons.set(entry.reason, (reasons.get(entry.reason) ?? 0) + 1);
    if (never !== undefined) continue;
    const { passes, outcome } = judgeTest(test);
    // Where any failure is asked for, being refused for another reason would count: such a test can't heal.
    if (entry !== undefined && passes && test.expects !== 'failure') healed.push(test.path);
    if (entry === undefined && passes) passed.push(test.path);
    if (entry === undefined && !passes) failed.push(`${test.path}: ${test.expression} gave ${outcome}`);
  }
  return { passed, failed, healed, reasons };
}

describe('the CEL conformance suite', () => {
  const { passed, failed, healed, reasons } = judgeAll(judge);

  it('passes, but for what is left out with a reason', () => {
    const left = [...reasons.values()].reduce((sum, count) => sum + count, 0);
    const rows = [...reasons].sort(([, one], [, other]) => other - one);
    console.log(
      [
        `CEL conformance: ${passed.length} passed, ${left} left out, ${failed.length} failed`,
        ...rows.map(([reason, count]) => `${String(count).padStart(5)}  ${reason}`),
      ].join('\n'),
    );
    expect(failed).toEqual([]);
    expect(passed.length + left).toBe(all.length);
    expect(all.length).toBe(2_344);
  });

  it('leaves nothing out that would pass', () => {
    expect(healed).toEqual([]);
  });

  it('has a test for each pattern that leaves some out', () => {
    const patterns: readonly LeftOut[] = [...outOfScope, ...leftOut].flatMap(({ reason, tests, expressions }) => [
      ...tests.map((name) => ({ reason, tests: [name] })),
      ...(expressions === undefined ? [] : [{ reason, tests: [], expressions }]),
    ]);
    expect(patterns.filter((pattern) => !all.some((test) => covers(pattern, test)))).toEqual([]);
  });

  it('fails for an evaluator that is always true, or fails always', () => {
    expect(judgeAll((test) => ({ passes: test.value?.boolValue === true, outcome: 'true' })).failed).not.toEqual([]);
    expect(judgeAll((test) => ({ passes: test.expects === 'failure', outcome: 'a failure' })).failed).not.toEqual([]);
  });
});
