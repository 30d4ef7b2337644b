import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprintsOf } from '../../../src/evaluation/drift/fingerprint.js';
import type { JsonObject } from '../../../src/values/json.js';
import { aPolicy, aRule, compiled } from '../builders.js';

const grouped = (more: JsonObject = {}) => aRule({ group: 'g', ...more });
const all = (rules: readonly JsonObject[], values?: JsonObject) => fingerprintsOf(compiled(aPolicy(rules, values)));
const one = (rule: JsonObject = {}, values?: JsonObject) => all([aRule(rule)], values).get('cap');

describe('a rule’s fingerprint', () => {
  it('is the same for the same rule and the same values, whatever else the policy holds', () => {
    const text =
      '{"before":[],"reads":[["/cap",20]],"rule":{"approver":null,"effect":"deny","enabled":true,"group":null,"id":"cap",' +
      '"message":null,"resolution":null,"when":"input.amount > policy.cap"}}';
    expect(one()).toBe(createHash('sha256').update(`policytrail/rule/v1\n${text}`).digest('hex'));
    expect(one({}, { cap: 20, other: 5 })).toBe(one());
    expect(all([aRule({ id: 'first', when: 'true' }), aRule()]).get('cap')).toBe(one());
  });

  it.each([
    [{ name: 'Another' }],
    [{ section: '1.2' }],
    [{ category: 'c' }],
    [{ description: 'd' }],
    [{ documentationUrl: 'https://example.com' }],
    [{ enabled: true }],
  ])('is not touched by %j', (change) => {
    expect(one(change)).toBe(one());
  });

  it.each([
    [{ when: 'input.amount >= policy.cap' }],
    [{ effect: 'warn' }],
    [{ effect: 'require_approval', approver: 'ana' }],
    [{ message: 'm' }],
    [{ resolution: 'r' }],
    [{ group: 'g' }],
    [{ enabled: false }],
  ])('is another with %j', (change) => {
    expect(one(change)).not.toBe(one());
  });

  it('is another with another threshold in the policy, or none', () => {
    expect(one({}, { cap: 15 })).not.toBe(one());
    expect(one({}, {})).not.toBe(one());
    const has = (values: JsonObject) => one({ when: 'has(policy.limits.cap) && input.amount > 1' }, values);
    expect(has({ limits: { cap: null } })).not.toBe(has({ limits: {} }));
  });

  it('is another where a rule before it in its group is another, and only there', () => {
    const first = (more = {}) => grouped({ id: 'first', when: 'input.amount > 30', ...more });
    const second = (...rules: JsonObject[]) => all(rules).get('cap');
    const same = second(first(), grouped());
    expect(second(first({ name: 'Another' }), grouped())).toBe(same);
    expect(second(first({ when: 'input.amount > 31' }), grouped())).not.toBe(same);
    expect(second(first({ group: 'other' }), grouped())).not.toBe(same);
    expect(second(grouped())).not.toBe(same);
    expect(second(first(), grouped(), grouped({ id: 'third' }))).toBe(same);
  });

  it('is there for a rule that does not compile, too', () => {
    expect(one({ when: '1 +' })).toMatch(/^[0-9a-f]{64}$/);
  });
});
