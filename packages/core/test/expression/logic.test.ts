import { describe, expect, it } from 'vitest';
import { judged, outcome } from './kit.js';

const failing = '(x.missing > 1)';
const values = { x: {} };

describe('logic', () => {
  it.each([
    [`false && ${failing}`, 'false'],
    [`${failing} && false`, 'false'],
    [`true && ${failing}`, '!missing_field'],
    [`${failing} && true`, '!missing_field'],
    [`true || ${failing}`, 'true'],
    [`${failing} || true`, 'true'],
    [`false || ${failing}`, '!missing_field'],
    [`${failing} || false`, '!missing_field'],
    [`1/0 > 1 || ${failing}`, '!division_by_zero'],
    [`${failing} || 1/0 > 1`, '!missing_field'],
    [`${failing} || false || false || true`, 'true'],
    [`${failing} && true && 1/0 > 1 && false`, 'false'],
    [`${failing} && true && 1/0 > 1 && true`, '!missing_field'],
    [`!${failing}`, '!missing_field'],
    [`${failing} ? 1 : 2`, '!missing_field'],
    [`true ? 1 : x.missing`, '1'],
    [`false ? 1 : x.missing`, '!missing_field'],
  ])('%s is %s', (source, expected) => expect(outcome(source, values)).toBe(expected));

  it('takes nothing but booleans as conditions', () => {
    for (const source of ['x && true', 'true && x', 'x || false', '!x', 'x ? 1 : 2']) {
      expect(outcome(source, { x: 1 })).toBe('!wrong_type');
      expect(outcome(source, { x: null })).toBe('!wrong_type');
    }
    expect(outcome('x && false', { x: 1 })).toBe('false');
  });
});

describe('equality', () => {
  it.each([
    ['x == null', null, 'true'],
    ['x == null', 1, 'false'],
    ['x != null', 'a', 'true'],
    ['x == 1', 1, 'true'],
    ['x == 1', '1', '!wrong_type'],
    ['x != 1', '1', '!wrong_type'],
    ['x == "a"', 1, '!wrong_type'],
    ['x == "a"', null, 'false'],
    ['x == true', false, 'false'],
    ['x == [1, 2]', [1, 2], 'true'],
    ['x == [1, "a"]', [1, 2], 'false'],
    ['x == {"a": [1]}', { a: [1] }, 'true'],
    ['x == {"a": 1}', { b: 1 }, 'false'],
    ['x == {"a": 1}', [1], '!wrong_type'],
  ])('%s for %j is %s', (source, x, expected) => expect(outcome(source, { x })).toBe(expected));
});

describe('in', () => {
  it.each([
    ['x in [1, 2]', 2, 'true'],
    ['x in [1.0, 2]', 1, 'true'],
    ['x in [1, 2]', 3, 'false'],
    ['x in [1, 2]', '1', '!wrong_type'],
    ['x in ["a", "b"]', 'b', 'true'],
    ['x in ["a", "b"]', 1, '!wrong_type'],
    ['x in ["a", "b"]', null, 'false'],
    ['x in ["a", 2]', 3, 'false'],
    ['x in []', 3, 'false'],
    ['x in [[1], [2]]', [2], 'true'],
    ['x in {"a": 1}', 'a', 'true'],
    ['x in {"a": 1}', 'toString', 'false'],
    ['x in {1: 1}', 1, 'true'],
    ['1 in x', [3, 1], 'true'],
    ['1 in x', 1, '!wrong_type'],
  ])('%s for %j is %s', (source, x, expected) => expect(outcome(source, { x })).toBe(expected));

  it('finds computed decimals among literals', () => expect(outcome('0.1 + x in [0.3, 4]', { x: 0.2 })).toBe('true'));
});

describe('order', () => {
  it.each([
    ['"a" < "b"', 'true'],
    ['"\\uFFFD" < "\\U0001F600"', 'true'],
    ['"" < "a"', 'true'],
    ['false < true', 'true'],
    ['duration("1m") < duration("61s")', 'true'],
    ['timestamp("2025-01-01T00:00:00Z") < now', 'true'],
    ['x < 3', '!wrong_type'],
  ])('%s is %s', (source, expected) => expect(outcome(source, { x: 'a' })).toBe(expected));
});

describe('fields', () => {
  it('reads own members alone', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(outcome(`x["${name}"] == null`, values)).toBe('!missing_field');
      expect(outcome(`[x].all(y, has(y.${name === '__proto__' ? 'valueOf' : name}))`, values)).toBe('false');
    }
    expect(outcome('x["__proto__"]', { x: JSON.parse('{"__proto__": 7}') })).toBe('7');
    expect(outcome('[x].map(y, y["__proto__"])', { x: JSON.parse('{"__proto__": 7}') })).toBe('[7]');
  });

  it.each([
    ['x.list[0]', '4'],
    ['x.list[1]', '!missing_field'],
    ['x.list[0 - 1]', '!missing_field'],
    ['x.list[0.5 - 0.5]', '4'],
    ['x.list[0.5]', '!invalid_argument'],
    ['x.list["0"]', '!wrong_type'],
    ['x.map.a', '1'],
    ['x.map["a"]', '1'],
    ['x.map["a" + ""]', '1'],
    ['x.map.b', '!missing_field'],
    ['x.text.a', '!wrong_type'],
    ['x.nothing.a', '!wrong_type'],
    ['x.absent.a', '!missing_field'],
    ['has(x.map.a)', 'true'],
    ['has(x.map.b)', 'false'],
    ['has(x.nothing)', 'true'],
    ['has(x.absent.a)', '!missing_field'],
    ['has(x.text.a)', '!wrong_type'],
    ['{"a": {"b": 2}}.a.b', '2'],
    ['{1: "one", true: "yes"}[true]', 'yes'],
    ['{"a": 1, "a": 2}', '!invalid_argument'],
  ])('%s is %s', (source, expected) => {
    expect(outcome(source, { x: { list: [4], map: { a: 1 }, text: 'abc', nothing: null } })).toBe(expected);
  });

  it('takes what a schema promises for what is there, and says where it is not', () => {
    expect(judged('input.quantity > 1', undefined, { quantity: 'three' })).toBe('!wrong_type');
    expect(judged('input.discountPct > 1', undefined, { discountPct: 'much' })).toBe('!wrong_type');
    expect(judged('input.region == "eu"', undefined, { region: 4 })).toBe('!wrong_type');
    expect(judged('input.isNew', undefined, { isNew: null })).toBe('!wrong_type');
    expect(judged('input.note == null', undefined, { note: null })).toBe('true');
    expect(judged('input.lines[1].price > 100')).toBe('true');
    expect(judged('input.lines.exists(line, "a" in line.tags && line.price == 9.9)')).toBe('true');
  });

  it('lets a policy leave out what its schema or `has` makes optional', () => {
    expect(judged('input.discountPct < policy.floorPct')).toBe('!missing_field');
    expect(judged('has(policy.floorPct) && input.discountPct < policy.floorPct')).toBe('false');
    expect(judged('has(policy.limits.uk) && policy.limits.uk > 3')).toBe('false');
    expect(judged('policy.limits[input.region] == 5')).toBe('true');
  });
});
