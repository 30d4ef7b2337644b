import { describe, expect, it } from 'vitest';
import { outcome } from './kit.js';

describe('macros', () => {
  it.each([
    ['[1, 2].all(x, x > 0)', 'true'],
    ['[1, 2].all(x, x > 1)', 'false'],
    ['[].all(x, x > 1)', 'true'],
    ['[1, 2].exists(x, x > 1)', 'true'],
    ['[].exists(x, x > 1)', 'false'],
    ['[1, 2].exists_one(x, x > 1)', 'true'],
    ['[1, 2].exists_one(x, x > 0)', 'false'],
    ['[1, 2, 3].filter(x, x != 2)', '[1, 3]'],
    ['[1, 2].map(x, x * 2)', '[2, 4]'],
    ['[1, 2, 3].map(x, x > 1, x * 2)', '[4, 6]'],
    ['[1, 2].map(x, [3, 4].map(y, x * y))', '[[3, 4], [6, 8]]'],
    ['[1, 2].map(x, [x].map(x, x + 1)[0] + x)', '[3, 5]'],
    ['{"a": 1, "b": 2}.map(key, key)', '[a, b]'],
    ['{1: "a"}.all(key, key == 1)', 'true'],
    ['{"a": 1}.exists(key, key == "a")', 'true'],
  ])('%s is %s', (source, expected) => expect(outcome(source)).toBe(expected));

  it.each([
    ['[1, 0].all(x, 1 / x > 2)', 'false'],
    ['[0, 1].all(x, 1 / x > 2)', 'false'],
    ['[0, 1].all(x, 1 / x > 0)', '!division_by_zero'],
    ['[0, 1].exists(x, 1 / x > 0)', 'true'],
    ['[0, 1].exists(x, 1 / x > 2)', '!division_by_zero'],
    ['[1, 0].exists_one(x, 1 / x > 0)', '!division_by_zero'],
    ['[1, 0].filter(x, 1 / x > 0)', '!division_by_zero'],
    ['[1, 0].map(x, 1 / x)', '!division_by_zero'],
    ['y.all(x, true)', '!wrong_type'],
    ['dyn([1]).all(x, x)', '!wrong_type'],
  ])('lets an item that decides win over one that fails: %s is %s', (source, expected) => {
    expect(outcome(source, { y: 3 })).toBe(expected);
  });

  it('goes through the keys of an object, and its members by name', () => {
    const tiers = { gold: { cap: 30 }, silver: { cap: 20 } };
    expect(outcome('tiers.exists(name, tiers[name].cap > 25)', { tiers })).toBe('true');
    expect(outcome('tiers.filter(name, tiers[name].cap > 25)', { tiers })).toBe('[gold]');
  });
});

describe('text', () => {
  it.each([
    ['"abc".contains("b")', 'true'],
    ['"abc".startsWith("b")', 'false'],
    ['"abc".endsWith("c")', 'true'],
    ['size("é😀")', '2'],
    ['"abc".size()', '3'],
    ['size([1, 2])', '2'],
    ['size({"a": 1})', '1'],
    ['"a" + "b"', 'ab'],
    ['[1] + [2]', '[1, 2]'],
    ['x.contains("a")', '!wrong_type'],
    ["'single' + r'\\raw' + '''triple'''", 'single\\rawtriple'],
    ['"\\u00e9\\x41\\101\\n"', 'éAA\n'],
  ])('%s is %s', (source, expected) => expect(outcome(source, { x: 1 })).toBe(expected));
});
