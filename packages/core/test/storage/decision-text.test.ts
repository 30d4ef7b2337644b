import { describe, expect, it } from 'vitest';
import type { AppliedRule, Decision } from '../../src/record/decision.js';
import { newSalt } from '../../src/record/salt.js';
import { decisionText } from '../../src/storage/decision-text.js';
import { canonicalJson } from '../../src/values/canonical/canonical-json.js';
import { aPolicy, aRule, decide } from '../evaluation/builders.js';

const limits = { maxDepth: 16, maxBytes: 100_000 };
const policy = aPolicy([aRule(), aRule({ id: 'floor', when: 'input.amount < 5', effect: 'warn' })]);

function withRules(decision: Decision, appliedRules: readonly AppliedRule[]): Decision {
  return { ...decision, appliedRules };
}

describe('the text of a decision', () => {
  it.each([{ amount: 3 }, { amount: 10 }, { amount: 30 }, {}])('is its RFC 8785 text, first and again: %j', (input) => {
    const decision = decide(policy, input);
    expect(decisionText(decision, limits)).toBe(canonicalJson(decision));
    expect(decisionText(decision, limits)).toBe(canonicalJson(decision));
  });

  it('is not what a rule said before it was changed', () => {
    const decision = decide(policy, { amount: 10 });
    const rule = { ...(decision.appliedRules[0] as AppliedRule) } as {
      -readonly [Key in keyof AppliedRule]: AppliedRule[Key];
    };
    decisionText(withRules(decision, [rule]), limits);
    rule.ruleName = 'Another name';
    expect(decisionText(withRules(decision, [rule]), limits)).toContain('Another name');
  });

  it('is refused beyond the limits', () => {
    const decision = decide(policy, { amount: 10 });
    const [rule] = decision.appliedRules as [AppliedRule];
    const many = withRules(
      decision,
      Array.from({ length: 2000 }, () => rule),
    );
    expect(() => decisionText(many, limits)).toThrow('is larger than 100000 bytes');
  });
});

describe('a salt', () => {
  it('is 64 hex digits that come once', () => {
    const salts = Array.from({ length: 1000 }, newSalt);
    for (const salt of salts) expect(salt).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(salts).size).toBe(1000);
  });
});
