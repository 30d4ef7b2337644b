import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/values/json.js';
import { aPolicy, aRule, decide, decideOne } from '../builders.js';

function violationBy(when: string, input: JsonObject, values: JsonObject = { cap: 20 }) {
  const [violation] = decide(aPolicy([aRule({ when })], values), input).violations;
  if (violation === undefined) throw new Error('nothing is violated');
  return violation;
}

const sides = (when: string, input: JsonObject, values?: JsonObject) => {
  const { thresholdValue, actualValue } = violationBy(when, input, values);
  return [thresholdValue, actualValue];
};

describe('threshold and actual value', () => {
  it('are read out of the comparison that decided', () => {
    expect(sides('input.amount > policy.cap', { amount: 25 })).toEqual(['20', '25']);
    expect(sides('policy.cap < input.amount', { amount: 25 })).toEqual(['20', '25']);
    expect(sides('!(input.amount <= policy.cap)', { amount: 25 })).toEqual(['20', '25']);
  });

  it('of a sum of the input are the sum', () => {
    expect(sides('input.a + input.b > policy.cap', { a: 19.5, b: 0.75 })).toEqual(['20', '20.25']);
  });

  it('of a computed threshold are what it came to', () => {
    expect(sides('input.amount > policy.cap * 1.1', { amount: 25 })).toEqual(['22', '25']);
  });

  it('of the one branch of several that decided are that branch’s', () => {
    expect(sides('input.amount > policy.cap || input.amount < 0', { amount: 25 })).toEqual(['20', '25']);
    expect(sides('input.amount > policy.cap || input.amount < 0', { amount: -1 })).toEqual(['0', '-1']);
  });

  it('are null where more than one comparison decided: all of them are listed', () => {
    const violation = violationBy('input.amount > policy.cap && input.region == "EU"', { amount: 25, region: 'EU' });
    expect([violation.thresholdValue, violation.actualValue, violation.remedy]).toEqual([null, null, null]);
    expect(violation.comparisons).toEqual([
      { operator: '>', left: 'input.amount', right: 'policy.cap', leftValue: '25', rightValue: '20', result: true },
      { operator: '==', left: 'input.region', right: '"EU"', leftValue: 'EU', rightValue: 'EU', result: true },
    ]);
  });

  it('are null where both sides read the input, or none', () => {
    expect(sides('input.amount > input.limit', { amount: 25, limit: 20 })).toEqual([null, null]);
    expect(sides('policy.cap > 10', { amount: 25 })).toEqual([null, null]);
  });

  it('are null where no comparison decided', () => {
    const violation = violationBy('input.isBlocked', { isBlocked: true });
    expect(violation).toMatchObject({ thresholdValue: null, actualValue: null, comparisons: [], remedy: null });
  });

  it('of a list have no threshold text', () => {
    expect(sides('input.region in ["EU", "US"]', { region: 'EU' })).toEqual([null, 'EU']);
  });
});

describe('a remedy', () => {
  const remedy = (when: string, input: JsonObject, values?: JsonObject) => violationBy(when, input, values).remedy;
  const bound = (when: string, amount: number | string) => {
    const found = remedy(when, { amount });
    return found === null ? null : `${found.field} ${found.bound} ${found.values.join()}`;
  };

  it.each([
    ['input.amount > policy.cap', 25, '/amount at_most 20'],
    ['input.amount >= policy.cap', 25, '/amount less_than 20'],
    ['input.amount < policy.cap', 5, '/amount at_least 20'],
    ['input.amount <= policy.cap', 5, '/amount more_than 20'],
    ['input.amount == 5', 5, '/amount not_equal_to 5'],
    ['input.amount != 5', 6, '/amount equal_to 5'],
    ['policy.cap < input.amount', 25, '/amount at_most 20'],
    ['!(input.amount < policy.cap)', 25, '/amount less_than 20'],
    ['!(input.amount >= policy.cap)', 5, '/amount at_least 20'],
    ['!(input.amount == 5)', 6, '/amount equal_to 5'],
    ['input.amount in ["a", "b"]', 'a', '/amount none_of a,b'],
    ['!(input.amount in ["a", "b"])', 'c', '/amount one_of a,b'],
    ['input.amount > policy.cap || input.other > 3', 25, '/amount at_most 20'],
  ])('of %s with %j', (when, amount, expected) => {
    expect(when.includes('other') ? remedy(when, { amount, other: 1 })?.bound : bound(when, amount)).toBe(
      when.includes('other') ? 'at_most' : expected,
    );
  });

  it.each([
    ['the other side reads the input, too', 'input.amount > input.limit', { amount: 25, limit: 20 }],
    ['the other side reads the time', 'timestamp(input.until) < now', { until: '2020-01-01T00:00:00Z' }],
    ['the side is more than a field', 'input.amount + 1 > policy.cap', { amount: 25 }],
    ['two comparisons decided', 'input.amount > 20 && input.amount > 10', { amount: 25 }],
    ['something unseen may decide, too', 'input.amount > 20 || input.isBlocked', { amount: 25, isBlocked: true }],
    ['the field may be caught again', 'input.amount > 20 || input.amount == 20', { amount: 25 }],
  ])('is not invented where %s', (_, when, input) => {
    expect(remedy(when, input)).toBeNull();
  });

  it('passes the rule, for each bound that names a value', () => {
    for (const [when, amount] of [
      ['input.amount > 20', 25],
      ['input.amount < 20', 5],
      ['input.amount != 20', 5],
      ['input.amount > 20 || input.other > 3', 25],
    ] as const) {
      const found = remedy(when, { amount, other: 1 });
      expect(decideOne({ when }, { amount: Number(found?.values[0]), other: 1 }).status).toBe('approved');
    }
  });
});

describe('a message', () => {
  const message = (text: string, input: JsonObject = { amount: 25 }) =>
    decideOne({ message: text, resolution: text }, input).violations[0];

  it('has its expressions filled in', () => {
    expect(message('{{ input.amount }} is over {{ policy.cap }}')?.message).toBe('25 is over 20');
    expect(message('over {{ policy.cap }}')?.suggestedResolution).toBe('over 20');
  });

  it('is the rule’s name where there is none', () => {
    const [violation] = decideOne({}, { amount: 25 }).violations;
    expect([violation?.message, violation?.suggestedResolution]).toEqual(['Cap was violated', null]);
  });

  it('that fails says so, and the rule stays violated', () => {
    const violation = message('{{ input.other }} is over');
    expect(violation?.message).toMatch(/^Cap was violated \(its message can't be told: .+\)$/);
    expect(violation?.suggestedResolution).toBeNull();
    expect(decideOne({ message: '{{ input.other }}' }, { amount: 25 }).status).toBe('violation');
  });

  it('is one line among the reasons', () => {
    expect(decideOne({ message: 'over\n  the {{ input.amount }}' }, { amount: 25 }).reasons).toEqual(['over the 25']);
  });

  it('takes a name with braces for text', () => {
    expect(decideOne({ name: '{{ input.amount }}' }, { amount: 25 }).reasons).toEqual([
      '{{ input.amount }} was violated',
    ]);
  });
});

it('a reason stays on one line where a field holds a line break', () => {
  const policy = aPolicy([
    aRule({ message: 'over {{ input.note }}' }),
    aRule({ id: 'b', message: 'over {{ input.amount }} {{ policy.cap }}' }),
    aRule({ id: 'c', message: '{{ input.note + "!" }}' }),
  ]);
  const decision = decide(policy, { amount: 25, note: 'a\r\n b' });
  expect(decision.violations[0]?.message).toBe('over a\r\n b');
  expect(decision.reasons).toEqual(['over a b', 'over 25 20', 'a b!']);
});
