import { describe, expect, it } from 'vitest';
import { isFailure } from '../../src/expression/failure.js';
import { createProgram } from '../../src/expression/program.js';
import { now, quote, quoting } from './kit.js';

function traceOf(source: string, input = quote) {
  const program = createProgram(quoting);
  const trace = program.condition(source).trace(program.run(input, now));
  if (isFailure(trace)) throw new Error(trace.message);
  return trace;
}

/** Each comparison as `left value | operator | right value | result`. */
function decided(source: string): readonly string[] {
  const { comparisons } = traceOf(source);
  return comparisons.map(({ left, operator, right, result }) => `${left.value} ${operator} ${right.value} ${result}`);
}

const over = 'input.discountPct > policy.maxDiscountPct';
const under = 'input.quantity > 5';

describe('the trace of a condition', () => {
  it('tells both sides as they are written', () => {
    expect(traceOf(over)).toEqual({
      result: true,
      comparisons: [
        {
          operator: '>',
          left: {
            source: 'input.discountPct',
            value: '25.00',
            readsInput: true,
            field: '/discountPct',
            isConstant: false,
            items: null,
          },
          right: {
            source: 'policy.maxDiscountPct',
            value: '20.00',
            readsInput: false,
            field: null,
            isConstant: true,
            items: null,
          },
          result: true,
        },
      ],
    });
  });

  it.each([
    [`${over} && input.quantity == 3`, ['25.00 > 20.00 true', '3 == 3 true']],
    [`${over} && ${under}`, ['3 > 5 false']],
    [`${under} && input.region == "us"`, ['3 > 5 false', 'eu == us false']],
    [`${over} || ${under}`, ['25.00 > 20.00 true']],
    [`${under} || input.region == "us"`, ['3 > 5 false', 'eu == us false']],
    [`!(${under})`, ['3 > 5 false']],
    [`!(${under} || !(${over})) && input.isNew`, ['3 > 5 false', '25.00 > 20.00 true']],
    [`(${over} ? input.quantity : 0) == 3`, ['3 == 3 true']],
    [`${over} ? input.quantity == 3 : ${under}`, ['25.00 > 20.00 true', '3 == 3 true']],
    ['input.quantity * 2 > 5.00', ['6 > 5.00 true']],
    ['input.discountPct * 1.5 > policy.maxDiscountPct + 1', ['37.5 > 21 true']],
    ['input.quantity > -5.0', ['3 > -5.0 true']],
    ['input.isNew != policy.allowNetwork', ['true != false true']],
    ['now > timestamp("2025-01-01T00:00:00Z")', ['2025-10-03T09:15:00Z > 2025-01-01T00:00:00Z true']],
    ['input.note == null', ['null == null true']],
    ['input.isNew', []],
    ['input.lines.all(line, line.price > 5)', []],
    ['input.lines.filter(line, line.price > 10).size() > 0', ['1 > 0 true']],
    ['input.lines.size() > 0 || 1/0 > 2', ['2 > 0 true']],
  ])('%s was decided by %j', (source, expected) => expect(decided(source)).toEqual(expected));

  it('lists the items of a constant list', () => {
    expect(traceOf('input.region in policy.regions').comparisons[0]?.right.items).toEqual(['eu', 'us']);
    expect(traceOf('input.quantity in [3, 4.00]').comparisons[0]?.right.items).toEqual(['3', '4.00']);
    expect(traceOf('"a" in input.lines[0].tags').comparisons[0]?.right).toMatchObject({
      items: null,
      readsInput: true,
    });
  });

  it('keeps the parentheses of a side', () => {
    const [comparison] = traceOf('(input.quantity + (1)) * 2 > (1 + 1)').comparisons;
    expect([comparison?.left.source, comparison?.right.source]).toEqual(['(input.quantity + (1)) * 2', '1 + 1']);
  });

  it('knows which sides read the input, and which nothing that changes', () => {
    const [comparison] = traceOf('input.quantity + 1 > policy.limits.eu - 4').comparisons;
    expect(comparison?.left).toMatchObject({ readsInput: true, isConstant: false, field: null });
    expect(comparison?.right).toMatchObject({ readsInput: false, isConstant: true, value: '1' });
    expect(traceOf('now != timestamp(0)').comparisons[0]?.left).toMatchObject({ readsInput: false, isConstant: false });
  });

  it('comes to what the test comes to, and costs the run nothing', () => {
    const program = createProgram(quoting);
    const run = program.run(quote, now);
    const condition = program.condition(`${under} || !(${over}) || input.lines.exists(line, line.price > 100)`);
    const result = condition.test(run);
    const { cost } = run;
    expect(condition.trace(run)).toMatchObject({ result });
    expect(run.cost).toBe(cost);
  });

  it('fails where the test fails', () => {
    const program = createProgram(quoting);
    expect(program.condition(over).trace(program.run({}, now))).toMatchObject({ code: 'missing_field' });
  });
});

describe('what a condition reads', () => {
  it.each([
    [over, ['/maxDiscountPct'], ['/discountPct']],
    ['policy.limits[input.region] > 1', ['/limits'], ['/region']],
    ['policy.limits["eu"] > 1 && policy.limits.us > 1', ['/limits/eu', '/limits/us'], []],
    ['policy.regions[0] == "eu"', ['/regions/0'], []],
    ['has(policy.floorPct)', ['/floorPct'], []],
    ['size(policy) > 0', [''], []],
    ['input.lines.exists(policy, policy.price > 1)', [], ['/lines']],
    ['input.quantity > 1 || false && policy.allowNetwork', ['/allowNetwork'], ['/quantity']],
  ])('%s', (source, policyReads, inputReads) => {
    expect(createProgram(quoting).condition(source)).toMatchObject({ policyReads, inputReads });
  });
});
