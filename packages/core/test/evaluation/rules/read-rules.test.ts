import type { JsonValue } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { readRules } from '../../../src/evaluation/rules/read-rules.js';
import { aRule } from '../builders.js';

const read = (...rules: JsonValue[]) => readRules({ rules });
const issues = (...rules: JsonValue[]) => read(...rules).issues.map(({ path, message }) => `${path}: ${message}`);

describe('rules that are right', () => {
  it('are read with null for what they do not say, enabled', () => {
    expect(read(aRule()).rules).toEqual([
      {
        index: 0,
        rule: {
          id: 'cap',
          name: 'Cap',
          section: null,
          category: null,
          description: null,
          documentationUrl: null,
          group: null,
          when: 'input.amount > policy.cap',
          effect: 'deny',
          approver: null,
          message: null,
          resolution: null,
          isEnabled: true,
        },
      },
    ]);
  });

  it('are read with everything they say', () => {
    const texts = {
      section: 'S',
      category: 'C',
      description: 'D\nD',
      documentationUrl: 'https://example.com/a',
      group: 'g',
      message: 'M',
      resolution: 'R',
    };
    const [one] = read(aRule({ ...texts, effect: 'require_approval', approver: 'ana', enabled: false })).rules;
    expect(one?.rule).toMatchObject({ ...texts, approver: 'ana', isEnabled: false });
  });

  it('may be none: an empty list, or no key at all', () => {
    expect(readRules({})).toEqual({ rules: [], issues: [] });
    expect(read()).toEqual({ rules: [], issues: [] });
  });

  it('may stand in a group from strict to mild, two of a kind after each other', () => {
    const group = (id: string, effect: string, more = {}) => aRule({ id, effect, group: 'g', ...more });
    const approval = { approver: 'ana' };
    expect(
      issues(
        group('a', 'deny'),
        group('b', 'require_approval', approval),
        aRule({ id: 'between', effect: 'deny' }),
        group('c', 'require_approval', approval),
        group('d', 'warn'),
        aRule({ id: 'other', group: 'other', effect: 'deny' }),
      ),
    ).toEqual([]);
  });
});

describe('rules that are wrong', () => {
  it.each([['a text'], [{}], [null], [5]])('must be a list, not %j', (rules) => {
    expect(readRules({ rules }).issues).toEqual([{ path: '/rules', message: 'rules must be a list' }]);
  });

  it.each([[null], ['text'], [[]], [5]])('must be objects, not %j', (rule) => {
    expect(issues(rule)).toEqual(['/rules/0: a rule must be an object']);
  });

  it.each(['sevrity', 'Enabled', '__proto__', 'constructor'])('may not have the key %s: it would be dropped', (key) => {
    const rule = JSON.parse(`{ "id": "a", "name": "A", "when": "true", "effect": "deny", "${key}": true }`);
    expect(issues(rule)).toEqual([expect.stringContaining(`/rules/0/${key}: a rule has no such key; it has id, name`)]);
  });

  it.each([
    ['id', undefined, 'id is missing'],
    ['id', '', 'id must not be empty'],
    ['id', 5, 'id must be text'],
    ['id', 'x'.repeat(201), 'id must have at most 200 characters'],
    ['name', undefined, 'name is missing'],
    ['name', 'a\nb', 'name must not hold control characters'],
    ['when', undefined, 'when is missing'],
    ['when', true, 'when must be text'],
    ['when', 'x'.repeat(10_001), 'when must have at most 10000 characters'],
    ['effect', undefined, 'effect is missing'],
    ['effect', 'block', 'effect must be deny, require_approval, warn'],
    ['section', null, 'section must be text'],
    ['enabled', 'yes', 'enabled must be true or false'],
    ['documentationUrl', 'javascript:alert(1)', 'documentationUrl must begin with https:// or http://'],
    ['documentationUrl', ' https://example.com', 'documentationUrl must begin with https:// or http://'],
    ['message', '', 'message must not be empty'],
  ])('%s %j is refused', (member, value, message) => {
    expect(issues(aRule({ [member]: value as JsonValue }))).toEqual([`/rules/0/${member}: ${message}`]);
  });

  it('need an approver for an approval, and for nothing else', () => {
    expect(issues(aRule({ effect: 'require_approval' }))).toEqual([
      '/rules/0/approver: approver is missing: effect require_approval needs one',
    ]);
    expect(issues(aRule({ effect: 'warn', approver: 'ana' }))).toEqual([
      '/rules/0/approver: approver is only for effect require_approval',
    ]);
  });

  it('may not share an id', () => {
    expect(issues(aRule(), aRule({ id: 'other' }), aRule())).toEqual(['/rules/2/id: id is that of rule 0, too']);
  });

  it('may not go from mild to strict within a group', () => {
    const [warn, deny] = [aRule({ id: 'a', effect: 'warn', group: 'g' }), aRule({ id: 'b', group: 'g' })];
    expect(issues(warn, deny)).toEqual([
      '/rules/1/effect: effect is stricter than one before it in its group: write them as deny, require_approval, warn',
    ]);
  });

  it('are listed all together', () => {
    expect(issues(aRule({ id: '' }), 5, aRule({ effect: 'no', name: '' }))).toHaveLength(4);
  });
});
