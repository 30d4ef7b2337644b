import { definePolicy } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { validateInput } from '../../../src/evaluation/input/validate-input.js';
import { anySchema, aSchema, thrownBy } from '../../policy/definition/schemas.js';
import { aQuote, quoting } from '../quoting.js';

const issuesOf = (call: () => unknown) => {
  const { code, details } = thrownBy(call);
  expect(code).toBe('invalid_input');
  return (details as { issues: { path: string; message: string }[] }).issues;
};

describe('an input that fits', () => {
  it('is judged as its schema returns it', () => {
    expect(validateInput(quoting, { discountPct: 18, marginPct: '25', dealValue: '050000.50' })).toEqual({
      discountPct: '18.00',
      marginPct: '25.00',
      dealValue: '50000.5',
    });
  });

  it('is any JSON where no schema says what it is', () => {
    const withoutInput = definePolicy({ name: 'free', policy: z.object({}) });
    for (const input of [{ a: [1, null, 'x'] }, [1], 'text', 5, null, true]) {
      expect(validateInput(undefined, input)).toEqual(input);
      expect(validateInput(withoutInput, input)).toEqual(input);
    }
  });
});

describe('an input that is refused', () => {
  it('is told with every issue, and never quoted in the message', () => {
    const input = { discountPct: 'hunter2', marginPct: '1.005', dealValue: null };
    expect(issuesOf(() => validateInput(quoting, input)).map(({ path }) => path)).toEqual([
      '/discountPct',
      '/marginPct',
      '/dealValue',
    ]);
    expect(thrownBy(() => validateInput(quoting, input)).message).toBe(
      'the input does not fit definition `quoting`: its schema refuses `/discountPct`, `/marginPct`, `/dealValue`',
    );
  });

  it('has a key that its schema would drop: nothing is dropped unseen', () => {
    expect(issuesOf(() => validateInput(quoting, { ...aQuote(), discont: '5' }))).toEqual([
      { path: '/discont', message: 'the schema would drop it' },
    ]);
  });

  it.each([
    ['undefined inside', { a: undefined }, '/a'],
    ['a date', { a: [new Date(0)] }, '/a/0'],
    ['not a number', Number.NaN, ''],
    ['an integer that doubles cannot hold', { a: 2 ** 60 }, '/a'],
    ['a function', () => 5, ''],
    ['nothing', undefined, ''],
  ])('is not JSON: %s', (_, input, path) => {
    expect(issuesOf(() => validateInput(undefined, input))[0]?.path).toBe(path);
  });

  it('is not JSON once its schema has made something else of it', () => {
    const dated = definePolicy({
      name: 'dated',
      policy: z.object({}),
      input: aSchema(() => ({ value: { at: new Date(0) } })),
      jsonSchema: { input: { type: 'object' } },
    });
    expect(issuesOf(() => validateInput(dated, { at: 0 }))).toMatchObject([{ path: '/at' }]);
  });

  it('cannot be checked by a schema that answers later', () => {
    const input = aSchema<unknown>(async (value) => ({ value }));
    const later = definePolicy({ name: 'later', policy: anySchema, input, jsonSchema: { policy: {}, input: {} } });
    expect(thrownBy(() => validateInput(later, {}))).toMatchObject({
      code: 'invalid_argument',
      message: 'the input schema of definition `later` answers with a promise: async schemas are refused',
    });
  });
});
