import { beforeAll, describe, expect, it } from 'vitest';
import { groupBy, groupOf } from '../../src/fields/field-groups.js';
import { type FieldLookup, fieldLookup, isUnread, readSchemas } from '../../src/fields/field-lookup.js';
import { fieldTrail } from '../../src/fields/field-trail.js';
import { english } from '../format/context.js';

const schema = {
  type: 'object',
  properties: {
    budgetTokens: { type: 'integer', title: 'Token budget', 'x-policytrail': { summary: true, group: 'Budget' } },
    limits: { type: 'object', additionalProperties: { type: 'integer', title: 'Limit' } },
    approvers: {
      type: 'array',
      'x-policytrail': { key: 'role' },
      items: { type: 'object', properties: { role: { type: 'string' }, max: { type: 'integer' } } },
    },
    open: { type: 'object' },
  },
};

// It is loaded once: no test after this one sees an unread schema.
it('a schema that is unread gives nothing away, and is read once what reads it is loaded', async () => {
  const other = { properties: { budgetTokens: { title: 'Tokens' } } };
  expect(fieldLookup(other).find('/budgetTokens')).toMatchObject({ label: 'Budget tokens', display: 'secret' });
  expect([isUnread(other), isUnread([]), isUnread(undefined)]).toEqual([true, false, false]);
  await readSchemas(undefined, other);
  expect(isUnread(other)).toBe(false);
  expect(fieldLookup(other).find('/budgetTokens')).toEqual({
    path: '/budgetTokens',
    label: 'Tokens',
    standing: 'described',
  });
});

describe('the look-up of fields', () => {
  let lookup: FieldLookup;
  beforeAll(async () => {
    await readSchemas(schema);
    lookup = fieldLookup(schema);
  });

  it('finds a field by path, through items, and by any name', () => {
    expect(lookup.find('/budgetTokens')).toMatchObject({ label: 'Token budget', standing: 'described' });
    expect(lookup.find('/approvers/0/max')).toMatchObject({ label: 'Max', path: '/approvers/0/max' });
    expect(lookup.find('/approvers/*/max')).toMatchObject({ label: 'Max', standing: 'described' });
    expect(lookup.find('/limits/team-a')).toMatchObject({ label: 'team-a', display: 'integer' });
  });

  it('tells what the schema has dropped from what it never spoke of', () => {
    expect(lookup.find('/budgetUsd')).toMatchObject({ label: 'Budget USD', standing: 'retired' });
    expect(lookup.find('/approvers/0/old').standing).toBe('retired');
    expect(lookup.find('/open/anything').standing).toBe('undescribed');
    expect(lookup.find('/rules/0/when').standing).toBe('undescribed');
    expect(fieldLookup().find('/budgetUsd').standing).toBe('undescribed');
  });

  it('reads a definition document and a list made by hand', () => {
    expect(fieldLookup({ name: 'run', policy: schema, input: null }).find('/budgetTokens').label).toBe('Token budget');
    expect(fieldLookup([{ path: '/a', label: 'Alpha' }]).find('/a').label).toBe('Alpha');
  });

  it('sums up by the marked fields, else by the first three with a single value', () => {
    expect(lookup.summary.map(({ path }) => path)).toEqual(['/budgetTokens']);
    const fields = ['a', 'b', 'c', 'd'].map((name) => ({ path: `/${name}`, label: name, display: 'integer' as const }));
    expect(fieldLookup(fields).summary).toHaveLength(3);
  });

  it('calls items by their name, and the nameless by their place', () => {
    const policy = { approvers: [{ role: 'finance', max: 1 }], tags: ['x', 'y'] };
    const source = { policy, lookup, messages: english.messages };
    expect(fieldTrail('/approvers/0/max', source)).toEqual({ label: 'Max', above: ['Approvers', 'finance'] });
    expect(fieldTrail('/tags/1', source)).toEqual({ label: 'Item 2', above: ['Tags'] });
  });

  it('never calls an item by a secret', () => {
    const secrets = fieldLookup([{ path: '/users/*/key', label: 'Key', display: 'secret' }]);
    const source = { policy: { users: [{ key: 'hush' }] }, lookup: secrets, messages: english.messages };
    expect(fieldTrail('/users/0', source).label).toBe('Item 1');
  });

  it('groups by the nearest group', () => {
    const groups = groupBy(['/budgetTokens', '/open/a', '/limits/b'], (pointer) => groupOf(pointer, lookup));
    expect([...groups]).toEqual([
      ['Budget', ['/budgetTokens']],
      [undefined, ['/open/a', '/limits/b']],
    ]);
  });
});
