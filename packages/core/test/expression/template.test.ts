import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/expression/program.js';
import { isPolicytrailError } from '../../src/values/error.js';
import { now, quote, quoting } from './kit.js';

function rendered(text: string, input = quote) {
  const program = createProgram(quoting);
  return program.template(text).render(program.run(input, now));
}

describe('templates', () => {
  it.each([
    ['no expression', 'no expression'],
    ['', ''],
    [
      'Discount {{ input.discountPct }}% exceeds {{policy.maxDiscountPct}}% maximum',
      'Discount 25.00% exceeds 20.00% maximum',
    ],
    ['{{ input.discountPct - policy.maxDiscountPct }} over', '5 over'],
    ['{{ {"a": {"b": 1}}.a.b }}', '1'],
    ['{{ "}}" + \'{{\' }}', '}}{{'],
    ['{{ input.isNew }} {{ input.note }} {{ now }}', 'true null 2025-10-03T09:15:00Z'],
    ['{{ input.isNew ? "new" : "old" }}', 'new'],
    ['} { }} {', '} { }} {'],
  ])('%s', (text, expected) => expect(rendered(text)).toBe(expected));

  it('reads policy values, and says which', () => {
    expect(createProgram(quoting).template('{{ policy.regions[0] }} {{ policy.maxDiscountPct }}').policyReads).toEqual([
      '/maxDiscountPct',
      '/regions/0',
    ]);
  });

  it('fails where an expression does, without a throw', () => {
    expect(rendered('{{ input.discountPct }}', {})).toMatchObject({ code: 'missing_field' });
    expect(rendered('{{ dyn(input.lines) }}')).toMatchObject({ code: 'wrong_type' });
  });

  it.each([
    ['ab {{ input.discont }}', 12, 'unknown name `discont`, did you mean `discountPct`?'],
    ['ab {{ input.lines }}', 6, "a list can't stand in a text"],
    ['ab {{ 1', 3, '`{{` without `}}`'],
    ['ab {{ }}', 5, 'an expression is missing'],
  ])('refuses %s at its place in the text', (text, position, message) => {
    expect.assertions(2);
    try {
      createProgram(quoting).template(text);
    } catch (error) {
      if (!isPolicytrailError(error, 'invalid_expression')) throw error;
      expect(error.details.position).toBe(position);
      expect(error.message.split('\n')).toEqual([message, `  ${text}`, expect.stringMatching(/^ +\^+$/)]);
    }
  });
});
