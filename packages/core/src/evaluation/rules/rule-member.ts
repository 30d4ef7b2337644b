import { ruleEffects } from '../../record/decision.js';
import { isPolicytrailError } from '../../values/error.js';
import { assertText, type TextRule } from '../../values/id.js';

/** What is wrong with a member's value, beginning with the member's name; undefined where nothing is. */
type Check = (member: string, value: unknown) => string | undefined;

const line: TextRule = { minLength: 1, maxLength: 200, lines: 'one' };
const prose: TextRule = { minLength: 1, maxLength: 10_000 };

/** Every member a rule may have, and what it must be. */
export const memberChecks: Readonly<Record<string, { readonly isRequired: boolean; readonly check: Check }>> = {
  id: { isRequired: true, check: text(line) },
  name: { isRequired: true, check: text(line) },
  section: { isRequired: false, check: text(line) },
  category: { isRequired: false, check: text(line) },
  description: { isRequired: false, check: text(prose) },
  group: { isRequired: false, check: text(line) },
  when: { isRequired: true, check: text({ minLength: 1, maxLength: 10_000 }) },
  effect: { isRequired: true, check: checkEffect },
  approver: { isRequired: false, check: text(line) },
  message: { isRequired: false, check: text(prose) },
  resolution: { isRequired: false, check: text(prose) },
  documentationUrl: { isRequired: false, check: checkUrl },
  enabled: { isRequired: false, check: checkFlag },
};

// @__NO_SIDE_EFFECTS__
function text(rule: TextRule): Check {
  return (member, value) => {
    try {
      assertText(member, value, rule);
      return undefined;
    } catch (error) {
      if (isPolicytrailError(error, 'invalid_argument')) return error.message;
      throw error;
    }
  };
}

function checkEffect(member: string, value: unknown): string | undefined {
  return ruleEffects.some((effect) => effect === value) ? undefined : `${member} must be ${ruleEffects.join(', ')}`;
}

// It becomes a link: no other scheme may run anything.
function checkUrl(member: string, value: unknown): string | undefined {
  const problem = text({ minLength: 1, maxLength: 2000, lines: 'one' })(member, value);
  if (problem !== undefined) return problem;
  return /^https?:\/\/[^\s]/i.test(String(value)) ? undefined : `${member} must begin with https:// or http://`;
}

function checkFlag(member: string, value: unknown): string | undefined {
  return typeof value === 'boolean' ? undefined : `${member} must be true or false`;
}
