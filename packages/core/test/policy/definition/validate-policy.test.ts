import { definePolicy, isPolicytrailError, validatePolicy } from '@policytrail/core';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as mini from 'zod/mini';
import { budget, pricing } from './samples.js';
import { anySchema, aSchema, thrownBy } from './schemas.js';

const anyObject = { type: 'object' };

function aDefinition(policy: StandardSchemaV1) {
  return definePolicy({ name: 'sample', policy, jsonSchema: { policy: anyObject } });
}

function issuesOf(policy: StandardSchemaV1, value: unknown): readonly { path: string; message: string }[] {
  const { code, details } = thrownBy(() => validatePolicy(aDefinition(policy), value));
  expect(code).toBe('invalid_policy');
  return (details as { issues: { path: string; message: string }[] }).issues;
}

const droppedPaths = (policy: StandardSchemaV1, value: unknown): string[] =>
  issuesOf(policy, value)
    .filter(({ message }) => message === 'the schema would drop it')
    .map(({ path }) => path);

describe('a valid policy', () => {
  it('is stored as its schema returns it', () => {
    const given = { allowNetwork: true, budgetTokens: 1000, budgetUsd: 1, budgetNatureCost: '100.0' };
    expect(validatePolicy(budget, given)).toEqual({
      allowNetwork: true,
      budgetTokens: 1000,
      budgetUsd: '1.00',
      budgetNatureCost: '100',
    });
    const limits = { maxDiscountPct: 20, vpDiscountPct: '30', minMarginPct: 10, dealValueLimit: '50000' };
    expect(validatePolicy(pricing, limits)).toMatchObject({ maxDiscountPct: '20.00', minMarginPct: '10.00' });
  });

  it('keeps its rules unchanged, whatever the schema makes of other keys', () => {
    const rules = [{ id: 'cap', when: 'input.usd > policy.budgetUsd', effect: 'deny', extra: { kept: true } }];
    const given = { allowNetwork: true, budgetTokens: 1, budgetUsd: '1', budgetNatureCost: '1', rules };
    expect(validatePolicy(budget, given).rules).toBe(rules);
    expect(validatePolicy(aDefinition(z.strictObject({})), { rules })).toEqual({ rules });
  });

  it('has no rules where none were given', () => {
    expect(Object.keys(validatePolicy(aDefinition(z.object({})), {}))).toEqual([]);
  });

  it('gets the defaults of its schema', () => {
    expect(validatePolicy(aDefinition(z.object({ on: z.boolean().default(true) })), {})).toEqual({ on: true });
  });

  it('is checked by zod/mini and by a schema made by hand alike', () => {
    expect(validatePolicy(aDefinition(mini.object({ on: mini.boolean() })), { on: true })).toEqual({ on: true });
    expect(validatePolicy(aDefinition(anySchema), { on: true, rules: [] })).toEqual({ on: true, rules: [] });
  });

  it('may have no prototype', () => {
    const given = Object.assign(Object.create(null), { on: true });
    expect(validatePolicy(aDefinition(z.object({ on: z.boolean() })), given)).toEqual({ on: true });
  });
});

describe('a policy that its schema refuses', () => {
  const invalid = { allowNetwork: 'yes', budgetTokens: -1, budgetUsd: '1.005', budgetNatureCost: null };

  it('is an invalid policy with every issue and its JSON Pointer', () => {
    const { code, details } = thrownBy(() => validatePolicy(budget, invalid));
    expect(code).toBe('invalid_policy');
    expect((details as { issues: { path: string }[] }).issues.map(({ path }) => path)).toEqual([
      '/allowNetwork',
      '/budgetTokens',
      '/budgetUsd',
      '/budgetNatureCost',
    ]);
  });

  it('is reported with three places and the count of the others', () => {
    expect(thrownBy(() => validatePolicy(budget, invalid)).message).toBe(
      'the policy does not fit definition `budget`: its schema refuses `/allowNetwork`, `/budgetTokens`, `/budgetUsd` and 1 more',
    );
  });

  it('is never quoted in the message, though the schema quotes it', () => {
    const quoting = aSchema<unknown>(() => ({ issues: [{ message: 'received "hunter2"', path: ['password'] }] }));
    const { message, details } = thrownBy(() => validatePolicy(aDefinition(quoting), { password: 'hunter2' }));
    expect(message).not.toContain('hunter2');
    expect(details).toEqual({ issues: [{ path: '/password', message: 'received "hunter2"' }] });
  });

  it('is named by escaped pointers, also from segments that are objects', () => {
    const path = [{ key: 'a/b' }, 'c~d', 0];
    expect(
      issuesOf(
        aSchema<unknown>(() => ({ issues: [{ message: 'no', path }, { message: 'nowhere' }] })),
        {},
      ),
    ).toEqual([
      { path: '/a~1b/c~0d/0', message: 'no' },
      { path: '', message: 'nowhere' },
    ]);
  });

  it.each([null, undefined, 5, 'text', [[]], new Map(), new Date(0), () => ({})])(
    'cannot be %o: a policy is an object',
    (value: unknown) => {
      expect(issuesOf(anySchema, value)).toEqual([{ path: '', message: 'a policy must be a plain object' }]);
    },
  );

  it('is also one for which the schema returns no object', () => {
    expect(
      issuesOf(
        z.object({}).transform(() => 'text'),
        {},
      ),
    ).toEqual([{ path: '', message: 'the schema must return an object' }]);
  });
});

describe('a key that the schema would drop', () => {
  const shallow = z.object({ kept: z.unknown() });

  it('makes the policy invalid, named by its pointer', () => {
    const given = { kept: 1, extra: 2, 'a/b': 3 };
    expect(shallow.parse(given)).toEqual({ kept: 1 });
    expect(droppedPaths(shallow, given)).toEqual(['/extra', '/a~1b']);
    expect(thrownBy(() => validatePolicy(aDefinition(shallow), given)).message).toBe(
      'the policy does not fit definition `sample`: its schema would drop `/extra`, `/a~1b`',
    );
  });

  it('is found in nested objects and in the items of arrays', () => {
    const nested = z.object({ list: z.array(z.object({ in: z.object({ kept: z.number() }) })) });
    const list = [{ in: { kept: 1 } }, { in: { kept: 2, gone: 3 }, lost: {} }];
    expect(droppedPaths(nested, { list })).toEqual(['/list/1/in/gone', '/list/1/lost']);
  });

  it('is found where the schema turns an object or an array into something else', () => {
    const flatten = z.object({ money: z.object({ amount: z.number() }).transform(({ amount }) => amount) });
    expect(droppedPaths(flatten, { money: { amount: 5 } })).toEqual(['/money/amount']);
    const shorten = z.object({ list: z.array(z.object({ id: z.number() })).transform((list) => list.slice(1)) });
    expect(droppedPaths(shorten, { list: [{ id: 1 }, { id: 2 }] })).toEqual(['/list/1/id']);
  });

  it('is found where its name is `__proto__`, `constructor` or `toString`', () => {
    const given = JSON.parse('{ "__proto__": { "isAdmin": true }, "constructor": 1, "toString": 2, "kept": 3 }');
    expect(droppedPaths(shallow, given)).toEqual(['/__proto__', '/constructor', '/toString']);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('does not pass because another branch of a union has it', () => {
    const union = z.object({ pay: z.union([z.object({ card: z.string() }), z.object({ cash: z.number() })]) });
    expect(droppedPaths(union, { pay: { card: '1', cash: 2 } })).toEqual(['/pay/cash']);
  });

  it('is left alone where its value is undefined', () => {
    expect(validatePolicy(aDefinition(shallow), { kept: 1, extra: undefined })).toEqual({ kept: 1 });
  });
});

describe('own keys of a policy', () => {
  it('survive under the name `__proto__` beside rules', () => {
    const given = JSON.parse('{ "__proto__": { "isAdmin": true }, "rules": [] }');
    const stored = validatePolicy(aDefinition(anySchema), given);
    expect(JSON.stringify(stored)).toBe('{"__proto__":{"isAdmin":true},"rules":[]}');
    expect(Object.getPrototypeOf(stored)).toBe(Object.prototype);
  });

  it('may form a cycle without hanging the check', () => {
    const cyclic = (): Record<string, unknown> => {
      const value: Record<string, unknown> = {};
      value.self = value;
      return value;
    };
    const twin = aSchema<unknown>(() => ({ value: cyclic() }));
    expect(Object.keys(validatePolicy(aDefinition(twin), cyclic()))).toEqual(['self']);
  });
});

describe('an async schema', () => {
  it('is refused', () => {
    const policy = z.object({ id: z.string().refine(async () => true) });
    expect(thrownBy(() => validatePolicy(aDefinition(policy), { id: 'x' }))).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('async schemas are refused'),
    });
  });

  it('is refused also where its promise rejects, without an unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const policy = aSchema<unknown>(() => Promise.reject(new Error('late')));
    expect(thrownBy(() => validatePolicy(aDefinition(policy), {})).code).toBe('invalid_argument');
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});

it('lets what a schema throws itself pass through', () => {
  const policy = aSchema<unknown>(() => {
    throw new TypeError('broken schema');
  });
  expect(() => validatePolicy(aDefinition(policy), {})).toThrow(TypeError);
  expect(isPolicytrailError(new TypeError('broken schema'))).toBe(false);
});
