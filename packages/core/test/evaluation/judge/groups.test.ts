import { describe, expect, it } from 'vitest';
import { aPolicy, aRule, decide, outcomes } from '../builders.js';

const over = (id: string, limit: number, more = {}) => aRule({ id, when: `input.amount > ${limit}`, ...more });

const steps = aPolicy([
  over('thirty', 30, { group: 'cap' }),
  over('alone', 10),
  over('twenty', 20, { group: 'cap', effect: 'require_approval', approver: 'manager' }),
  over('ten', 10, { group: 'cap', effect: 'warn' }),
]);

describe('in a group only the first violated rule counts', () => {
  it.each([
    [5, { thirty: 'passed', alone: 'passed', twenty: 'passed', ten: 'passed' }],
    [15, { thirty: 'passed', alone: 'violated', twenty: 'passed', ten: 'violated' }],
    [25, { thirty: 'passed', alone: 'violated', twenty: 'violated', ten: 'not_reached' }],
    [35, { thirty: 'violated', alone: 'violated', twenty: 'not_reached', ten: 'not_reached' }],
  ])('%d', (amount, expected) => {
    const decision = decide(steps, { amount });
    expect(outcomes(decision)).toEqual(expected);
    expect(decision.violations.map(({ ruleId }) => ruleId)).toEqual(
      Object.entries(expected)
        .filter(([, outcome]) => outcome === 'violated')
        .map(([id]) => id),
    );
  });

  it('groups do not touch each other', () => {
    const policy = aPolicy([
      over('a', 1, { group: 'one' }),
      over('b', 1, { group: 'two' }),
      over('c', 1, { group: 'one' }),
    ]);
    expect(outcomes(decide(policy, { amount: 2 }))).toEqual({ a: 'violated', b: 'violated', c: 'not_reached' });
  });

  it('a rule that fails ends its group, and nothing else', () => {
    const policy = aPolicy([
      aRule({ id: 'a', when: 'input.missing > 1', group: 'g' }),
      over('b', 1, { group: 'g' }),
      over('c', 1),
    ]);
    const decision = decide(policy, { amount: 2 });
    expect(outcomes(decision)).toEqual({ a: 'failed', b: 'not_reached', c: 'violated' });
    expect(decision.status).toBe('indeterminate');
  });

  it('a rule that is not enabled does not count in its group', () => {
    const policy = aPolicy([over('a', 1, { group: 'g', enabled: false }), over('b', 1, { group: 'g' })]);
    expect(outcomes(decide(policy, { amount: 2 }))).toEqual({ a: 'disabled', b: 'violated' });
  });

  it('one judgement leaves nothing behind for the next', () => {
    expect(outcomes(decide(steps, { amount: 35 }))['ten']).toBe('not_reached');
    expect(outcomes(decide(steps, { amount: 15 }))['ten']).toBe('violated');
  });
});
