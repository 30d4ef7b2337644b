import { field } from '@policytrail/core/zod';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

describe('field', () => {
  it('says in JSON Schema’s own words what it can, the rest under x-policytrail', () => {
    const words = field({ label: 'Token budget', description: 'Per run', readOnly: true, unit: 'tokens', order: 2 });
    expect(words).toEqual({
      title: 'Token budget',
      description: 'Per run',
      readOnly: true,
      'x-policytrail': { unit: 'tokens', order: 2 },
    });
    expect(z.number().meta(words).meta()).toEqual(words);
  });

  it('says nothing it was not told', () => {
    expect(field({})).toEqual({});
    expect(field({ label: 'Only a label' })).toEqual({ title: 'Only a label' });
  });

  it('takes every word that the description of fields reads', () => {
    const extension = {
      group: 'Limits',
      order: 1,
      summary: true,
      display: 'money',
      currency: 'USD',
      unit: { one: 'token', other: 'tokens' },
      digits: 2,
      options: [{ value: 'a', label: 'A' }],
      trueLabel: 'Allowed',
      falseLabel: 'Not allowed',
      step: 5,
      key: 'id',
      ordered: false,
      stricter: 'lower',
    } as const;
    expect(field(extension)).toEqual({ 'x-policytrail': extension });
  });
});
