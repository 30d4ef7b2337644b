import { describe, expect, it } from 'vitest';
import { measureDrift } from '../../../src/evaluation/drift/measure-drift.js';
import { evaluateCompiled } from '../../../src/evaluation/judge/evaluate-compiled.js';
import type { JsonObject, JsonValue } from '../../../src/values/json.js';
import { aPolicy, aRule, compiled, noon } from '../builders.js';

function drift(before: JsonObject, after: JsonObject, input: JsonValue | null = { amount: 18 }, versions = [1, 2]) {
  const side = (policy: JsonObject, version = 0) => {
    const made = compiled(policy);
    return {
      version: { version },
      compiled: made,
      decision: input === null ? null : evaluateCompiled(made, input, noon),
    };
  };
  return measureDrift(side(before, versions[0]), side(after, versions[1]), { input, now: noon });
}

const grade = (...policies: Parameters<typeof drift>) => drift(...policies).grade;
const at = (cap: JsonValue) => aPolicy([aRule()], { cap });

describe('the grade of a drift', () => {
  it('is none for the same version', () => {
    expect(grade(at(20), at(20), { amount: 18 }, [2, 2])).toBe('none');
  });

  it('is same_content for another version with equal content', () => {
    expect(grade(at(20), at(20))).toBe('same_content');
  });

  it('is rules_untouched where nothing changed that an applied rule reads', () => {
    expect(grade(at(20), aPolicy([aRule()], { cap: 20, other: 1 }))).toBe('rules_untouched');
    expect(grade(at(20), aPolicy([aRule({ name: 'Another' })]))).toBe('rules_untouched');
    const disabled = (when: string) => aPolicy([aRule(), aRule({ id: 'off', enabled: false, when })]);
    expect(grade(disabled('true'), disabled('false'))).toBe('rules_untouched');
  });

  it('is rules_changed where only the threshold in the policy changed', () => {
    expect(grade(at(20), at(19))).toBe('rules_changed');
  });

  it('is rules_changed where a rule came, went, or was switched on', () => {
    const more = aPolicy([aRule(), aRule({ id: 'more', when: 'input.amount > 1000' })]);
    expect(grade(at(20), more)).toBe('rules_changed');
    expect(grade(more, at(20))).toBe('rules_changed');
    expect(grade(aPolicy([aRule({ enabled: false })]), at(20))).toBe('rules_changed');
  });

  it('is outcome_changed where the status would be another', () => {
    expect(grade(at(20), at(15))).toBe('outcome_changed');
    expect(grade(at(20), at('20'))).toBe('outcome_changed');
  });

  it('is outcome_changed where the same status has another rule, effect or approver', () => {
    const asking = (approver: string) => aPolicy([aRule({ effect: 'require_approval', approver })]);
    expect(grade(asking('ana'), asking('ben'), { amount: 25 })).toBe('outcome_changed');
    expect(grade(at(20), asking('ana'), { amount: 25 })).toBe('outcome_changed');
    expect(grade(at(20), aPolicy([aRule({ id: 'new' })]), { amount: 25 })).toBe('outcome_changed');
    expect(grade(at(20), aPolicy([aRule(), aRule({ id: 'w', effect: 'warn' })]), { amount: 25 })).toBe(
      'outcome_changed',
    );
  });

  it('is told from the rules alone where the input was erased', () => {
    expect(grade(at(20), at(15), null)).toBe('rules_changed');
  });
});

describe('the drift of a rule', () => {
  it('names the value that moved, both thresholds, and both outcomes', () => {
    expect(drift(at(20), at(15)).rules).toEqual([
      {
        ruleId: 'cap',
        ruleName: 'Cap',
        status: 'changed',
        ruleChanges: [],
        valueChanges: [{ path: '/cap', before: 20, after: 15 }],
        thresholdBefore: '20',
        thresholdAfter: '15',
        actualBefore: '18',
        actualAfter: '18',
        outcomeBefore: 'passed',
        outcomeAfter: 'violated',
      },
    ]);
  });

  it('shows what changed in the rule itself, texts included', () => {
    const [rule] = drift(at(20), aPolicy([aRule({ name: 'Limit', when: 'input.amount >= policy.cap' })])).rules;
    expect(rule).toMatchObject({ ruleName: 'Limit', status: 'changed', valueChanges: [] });
    expect(rule?.ruleChanges).toEqual([
      { kind: 'changed', path: '/name', field: '/name', before: 'Cap', after: 'Limit' },
      {
        kind: 'changed',
        path: '/when',
        field: '/when',
        before: 'input.amount > policy.cap',
        after: 'input.amount >= policy.cap',
      },
    ]);
  });

  it('shows a switch-off as `enabled`', () => {
    const [rule] = drift(at(20), aPolicy([aRule({ enabled: false })])).rules;
    expect(rule?.ruleChanges).toMatchObject([{ kind: 'added', path: '/enabled', after: false }]);
    expect(rule).toMatchObject({ outcomeAfter: 'disabled', thresholdAfter: null });
  });

  it('lists today’s rules in order, then those that are gone', () => {
    const policy = (...ids: string[]) => aPolicy(ids.map((id) => aRule({ id })));
    const { rules } = drift(policy('gone', 'a', 'b'), policy('b', 'new', 'a'));
    expect(rules.map(({ ruleId, status }) => `${ruleId} ${status}`)).toEqual([
      'b same',
      'new added',
      'a same',
      'gone removed',
    ]);
  });

  it('has null where there was no rule, or no single comparison', () => {
    const [added] = drift(aPolicy([]), at(20)).rules;
    expect(added).toMatchObject({ thresholdBefore: null, outcomeBefore: null, thresholdAfter: '20' });
    const both = aPolicy([aRule({ when: 'input.amount > policy.cap || input.amount < 0' })]);
    expect(drift(both, both).rules[0]).toMatchObject({ thresholdBefore: null, actualBefore: null });
  });

  it('says nothing of the input where that was erased', () => {
    expect(drift(at(20), at(15), null).rules[0]).toMatchObject({
      status: 'changed',
      thresholdBefore: null,
      actualAfter: null,
      outcomeBefore: null,
      outcomeAfter: null,
    });
  });

  it('is changed for what stands behind a changed rule in its group', () => {
    const steps = (limit: number) =>
      aPolicy([aRule({ id: 'vp', when: `input.amount > ${limit}`, group: 'g' }), aRule({ group: 'g' })]);
    expect(drift(steps(30), steps(40)).rules.map(({ status }) => status)).toEqual(['changed', 'changed']);
  });
});
