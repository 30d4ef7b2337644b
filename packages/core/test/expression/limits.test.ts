import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/expression/program.js';
import { costLimit } from '../../src/expression/run/run.js';
import { judged, now, refusalOf } from './kit.js';

const limited = { code: 'limit_exceeded' };

describe('limits of an expression', () => {
  it('are 10,000 characters', () => {
    expect(judged(`1 == 1${' '.repeat(9_994)}`)).toBe('true');
    expect(refusalOf(`1 == 1${' '.repeat(9_995)}`)).toMatchObject({ ...limited, limit: 10_000, actual: 10_001 });
  });

  it('are 64 levels, chains of one operator being one', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)} == []`;
    expect(judged(nested(63))).toBe('false');
    expect(refusalOf(nested(64))).toMatchObject({ ...limited, limit: 64 });
    for (const chain of ['1 + 1', 'true && true', 'false || true', '1 - 1', '1 * 1']) {
      const [operand = '', operator = ''] = chain.split(' ');
      const long = Array.from({ length: 900 }, () => operand).join(` ${operator} `);
      expect(judged(operand === 'true' || operand === 'false' ? `${long} || true` : `${long} < 1e9`)).toBe('true');
    }
  });

  it('are 5,000 parts', () => {
    expect(refusalOf(Array.from({ length: 3_000 }, () => '1').join('+')).limit).toBe(5_000);
  });

  it.each([
    ['!'.repeat(9_999)],
    ['-'.repeat(9_999)],
    ['('.repeat(5_000)],
    ['['.repeat(5_000)],
    ['{'.repeat(5_000)],
    [`${'true ? '.repeat(1_000)}1`],
    [`a${'.a'.repeat(4_000)}`],
    [`${'!'.repeat(9_990)}true`],
    [`${'['.repeat(4_000)}${']'.repeat(4_000)}`],
    [`a${'.a'.repeat(100)} == 1`],
    [`${'f('.repeat(3_000)}`],
  ])('hold for the stack: %.20s…', (source) =>
    expect(refusalOf(source).code).toMatch(/limit_exceeded|invalid_expression/),
  );
});

describe('the cost of a run', () => {
  const loops = (depth: number) => {
    const list = `[${Array.from({ length: 20 }, (_, index) => index).join()}]`;
    return Array.from({ length: depth }).reduce<string>(
      (inner, _, index) => `${list}.all(x${index}, ${inner})`,
      'input.n > 0',
    );
  };

  it('ends loops in loops, whatever stands beside them', () => {
    const program = createProgram({ policy: {} });
    for (const source of [loops(5), `${loops(5)} || true`, `true && !(${loops(5)})`]) {
      const startedAt = performance.now();
      const condition = program.condition(source);
      expect(condition.test(program.run({ n: 1 }, now))).toMatchObject(limited);
      expect(condition.trace(program.run({ n: 1 }, now))).toMatchObject(limited);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    }
  });

  it('is the same every time, and shared by all expressions of the run', () => {
    const program = createProgram({ policy: {} });
    const condition = program.condition(loops(3));
    const spent = () => {
      const run = program.run({ n: 1 }, now);
      condition.test(run);
      return run.cost;
    };
    expect(spent()).toBe(spent());
    const run = program.run({ n: 1 }, now);
    const outcomes = Array.from({ length: Math.ceil(costLimit / spent()) + 1 }, () => condition.test(run));
    expect(outcomes[0]).toBe(true);
    expect(outcomes.at(-1)).toMatchObject(limited);
  });

  it('ends text and lists that double', () => {
    const program = createProgram({ policy: {} });
    for (const seed of ['input.text', '[input.n]']) {
      const doubled = Array.from({ length: 18 }).reduce<string>(
        (inner) => `[${inner}].map(x, x + x + x + x + x + x + x + x)[0]`,
        seed,
      );
      expect(
        program.condition(`size(${doubled}) > 1`).test(program.run({ n: 1, text: 'abcdefgh' }, now)),
      ).toMatchObject(limited);
    }
  });

  it('does not let constants be computed for ever before it runs', () => {
    const startedAt = performance.now();
    const program = createProgram({ policy: {} });
    const condition = program.condition(loops(6).replace('input.n > 0', 'x0 + x1 + x2 + x3 + x4 + x5 >= 0'));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(condition.test(program.run(null, now))).toMatchObject(limited);
  });

  it('fails on input that is nested without end', () => {
    const program = createProgram({ policy: {} });
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
    expect(program.condition('size(input) > 0').test(program.run(deep, now))).toMatchObject(limited);
    const chain = Array.from({ length: 5_000 }).reduce<object>((inner) => ({ a: inner }), {});
    expect(
      program.condition('input[0] == input[1]').test(program.run([chain, { a: chain }] as never, now)),
    ).toMatchObject(limited);
  });
});
