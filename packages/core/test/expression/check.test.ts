import { describe, expect, it } from 'vitest';
import { refusalOf } from './kit.js';

const message = (source: string) => refusalOf(source).message.split('\n')[0];

describe('the check of an expression', () => {
  it('shows the line, carets under the name, and the name that was meant', () => {
    expect(refusalOf('input.quantity > 1 &&\n  input.discont > 3')).toEqual({
      code: 'invalid_expression',
      message: 'unknown name `discont`, did you mean `discountPct`?\n    input.discont > 3\n          ^^^^^^^',
      position: 30,
      length: 7,
      suggestion: 'discountPct',
    });
  });

  it('suggests the variable before a name that stands alone', () => {
    expect(refusalOf('quantity > 3').suggestion).toBe('input.quantity');
    expect(refusalOf('maxDiscountPct > 3').suggestion).toBe('policy.maxDiscountPct');
    expect(refusalOf('imput.quantity > 3').suggestion).toBe('input');
    expect(refusalOf('xyz > 3').suggestion).toBeUndefined();
  });

  it.each([
    ['policy.maxDiscont > 1', 'unknown name `maxDiscont`, did you mean `maxDiscountPct`?'],
    ['input.lines.exists(line, line.prise > 1)', 'unknown name `prise`, did you mean `price`?'],
    ['has(input.quantitty)', 'unknown name `quantitty`, did you mean `quantity`?'],
    ['input.region.sise() > 1', 'unknown function `sise`, did you mean `size`?'],
    ['policy.limits.uk > 1', 'unknown name `uk`, did you mean `us`?'],
  ])('refuses %s', (source, expected) => expect(message(source)).toBe(expected));

  it.each([
    ['input.region > 3', "text can't be compared with a number: `decimal(…)` reads text as a number"],
    ['input.region == 3', "text can't be compared with a number: `decimal(…)` reads text as a number"],
    [
      'now > "2025-01-01T00:00:00Z"',
      "a timestamp can't be compared with text: `timestamp(…)` reads text as a timestamp",
    ],
    ['"9" > 10', "text can't be compared with a number: `decimal(…)` reads text as a number"],
    ['[1] < [2]', 'a list is neither smaller nor larger than another'],
    [
      'input.quantity in ["a"]',
      "a number can't be among items that are each text: `decimal(…)` reads text as a number",
    ],
    ['input.quantity in 3', '`in` needs a list or a map on its right, not a number'],
    ['input.quantity + input.region > 1', "`+` can't take a number and text"],
    ['input.isNew * 2 > 1', "`*` can't take a boolean and a number"],
    ['-input.region == "a"', "`-` can't take text"],
    ['input.quantity && input.isNew', 'a condition must be a boolean, not a number'],
    ['!input.quantity', 'a condition must be a boolean, not a number'],
    ['input.quantity', 'a condition must be a boolean, not a number'],
    ['input.isNew ? 1 : "a"', 'both branches must be of one kind, not a number and text'],
    ['input.region.code == "a"', 'text has no fields'],
    ['input.lines["a"] == 1', 'a list has no fields'],
    ['now.year > 2000', 'a timestamp has no fields'],
    ['input.region.all(x, true)', 'a macro goes through a list or a map, not text'],
    ['size(input.quantity) > 1', '`size` takes text or a list or a map here, not a number'],
    ['{null: 1} == {}', 'a key of a map is text, a boolean or a whole number, not null'],
  ])('refuses wrong types in %s', (source, expected) => expect(message(source)).toBe(expected));

  it.each([
    ['', 'an expression is missing'],
    ['input.quantity >', 'unexpected end of the expression'],
    ['(1 + 2', 'expected `)`, got the end of the expression'],
    ['1 # 2', 'unexpected `#`'],
    ['"abc', 'text without an end: a quotation mark is missing'],
    ['"\\q" == ""', 'invalid escape in text'],
    ['for > 1', '`for` is a reserved word'],
    ['.input > 1', 'unexpected `.`'],
    ['Message{a: 1} == 1', 'unexpected `{`'],
    ['input.?note == null', 'expected a name, got `?`'],
    ['input.`note` == null', 'unexpected ```'],
    ['b"abc" == b"abc"', 'bytes are not supported'],
    ['1u < 2', 'unsigned numbers are not supported: leave out the `u`'],
    ['0x1ffffffffffffffffffffffffffffff < 2', 'a number has at most 34 digits, before and after the point'],
    ['1e400 > 1', 'invalid number'],
    ['1e40 > 1', 'a number has at most 34 digits, before and after the point'],
    ['12345678901234567890123456789012345 > 1', 'a number has at most 34 digits, before and after the point'],
    ['has(input)', '`has` takes a field, such as `has(input.code)`'],
    ['has(input.lines[0])', '`has` takes a field, such as `has(input.code)`'],
    ['[1].all(__result__, true)', 'the first argument of a macro must be a plain name'],
    ['[1].map(1, true) == []', 'the first argument of a macro must be a plain name'],
    ['[1].all(x) == true', '`all` takes a name and one expression'],
    [
      '"a".matches("a+")',
      '`matches` is refused, since a pattern can take for ever: use `contains`, `startsWith` or `endsWith`',
    ],
    ['contains("a", "b")', '`contains` is a method: write `text.contains(…)`'],
    ['abs(1, 2) > 1', 'wrong number of arguments: `abs(x)`'],
    ['min() > 1', 'wrong number of arguments: `min(a, b, …)`'],
  ])('refuses %s', (source, expected) => expect(message(source)).toBe(expected));

  it('says nothing of the documents it knows', () => {
    const secret = { policy: { code: 's3cret', list: ['s3cret'] } };
    for (const source of ['policy.code > 3', 'policy.cod == "a"', '3 in policy.list']) {
      expect(refusalOf(source, secret).message).not.toContain('s3cret');
    }
  });
});
