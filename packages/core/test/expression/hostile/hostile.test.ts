import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/expression/failure.js';
import { createProgram } from '../../../src/expression/program.js';
import { isPolicytrailError } from '../../../src/values/error.js';
import type { JsonValue } from '../../../src/values/json.js';
import { hostileExpressions, hostileInput, hostilePolicy } from './hostile-expressions.js';

const now = '2026-06-15T12:00:00.000Z';
const limitMilliseconds = 250;

/** `refused` or `failed`, each with its code, or the result. */
function outcomeOf(source: string, policy = hostilePolicy, input: JsonValue = hostileInput): string {
  try {
    const program = createProgram({ policy });
    const result = program.condition(source).test(program.run(input, now));
    return isFailure(result) ? `failed: ${result.code}` : `gave ${result}`;
  } catch (error) {
    if (isPolicytrailError(error)) return `refused: ${error.code}`;
    throw error;
  }
}

interface Judged {
  readonly source: string;
  readonly outcome: string;
  readonly milliseconds: number;
}

/** With the processor time it took: other work on the machine is not the engine's. Up to three tries to be in time. */
function judge(source: string, tries = 3): Judged {
  const begin = process.cpuUsage();
  const outcome = outcomeOf(source);
  const { user, system } = process.cpuUsage(begin);
  const milliseconds = (user + system) / 1_000;
  if (milliseconds > limitMilliseconds && tries > 1) return judge(source, tries - 1);
  return { source: source.slice(0, 200), outcome, milliseconds };
}

const ownKeys = () =>
  [Object.prototype, Array.prototype, String.prototype, Function.prototype].map((of) => Reflect.ownKeys(of));

describe('hostile expressions', () => {
  let before: unknown;
  beforeAll(() => {
    before = ownKeys();
  });
  afterAll(() => {
    expect(ownKeys()).toEqual(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('are 200 or more, none twice', () => {
    const all = Object.values(hostileExpressions).flat();
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(new Set(all).size).toBe(all.length);
  });

  for (const [kind, sources] of Object.entries(hostileExpressions)) {
    it(`are refused or fail within ${limitMilliseconds} ms: ${kind} (${sources.length})`, () => {
      const judged = sources.map((source) => judge(source));
      expect(judged.filter(({ outcome }) => !/^(refused|failed): /.test(outcome))).toEqual([]);
      expect(judged.filter(({ milliseconds }) => milliseconds > limitMilliseconds)).toEqual([]);
    });
  }
});

describe('what is hostile only by its look', () => {
  it('is read as the data it is', () => {
    const own = JSON.parse(
      '{"__proto__":{"admin":true},"constructor":"c","toString":1,"list":[{"__proto__":2}]}',
    ) as JsonValue;
    const results = [
      'input.__proto__.admin',
      'input["__proto__"].admin',
      'input.constructor == "c"',
      'input.toString == 1',
      'has(input.__proto__) && has(input.constructor) && !has(input.valueOf)',
      '"__proto__" in input && !("hasOwnProperty" in input)',
      'input.list.all(x, x.__proto__ == 2)',
      '{"__proto__": 1}.__proto__ == 1',
      'policy.__proto__.polluted',
    ].map((source) => `${source}: ${outcomeOf(source, hostilePolicy, own)}`);
    expect(results.filter((result) => !result.endsWith(': gave true'))).toEqual([]);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  it('is taken where it is only long or wide', () => {
    const sources = [
      `${'true && '.repeat(1_200)}true`,
      `${'false || '.repeat(1_000)}true`,
      `${'1 + '.repeat(2_000)}1 == 2001`,
      `${'"a" + '.repeat(1_000)}"a" != ""`,
      `1 in [${Array.from({ length: 1_900 }, (_, index) => index).join()}]`,
      `max(${Array.from({ length: 1_900 }, (_, index) => index).join()}) == 1899`,
      `${'('.repeat(60)}true${')'.repeat(60)}`,
      `${'!'.repeat(60)}true`,
    ];
    for (const source of sources) expect(`${source.slice(0, 20)} ${outcomeOf(source)}`).toMatch(/ gave true$/);
  });

  it('fails, and does not break, on documents that are nested without end', () => {
    const nested = (depth: number): JsonValue => JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`) as JsonValue;
    const policy = { deep: nested(5_000) };
    for (const source of ['input.deep == policy.deep', 'input.deep != input.deep', 'input.deep in [policy.deep]']) {
      const outcome = outcomeOf(source, policy, { deep: nested(5_000) });
      expect(outcome).toMatch(/^(gave|failed|refused): ?|^gave/);
    }
  });
});

describe('the cost of a run', () => {
  it('is the same each time, and shared by its expressions', () => {
    const source = 'input.list.all(a, input.list.exists(b, b == a))';
    const failing = Array.from({ length: 3 }, () => {
      const program = createProgram({ policy: {} });
      const condition = program.condition(source);
      const run = program.run(hostileInput, now);
      let rounds = 0;
      while (rounds < 100 && !isFailure(condition.test(run))) rounds += 1;
      return rounds;
    });
    expect(new Set(failing).size).toBe(1);
    expect(failing[0]).toBeLessThan(100);
  });
});
