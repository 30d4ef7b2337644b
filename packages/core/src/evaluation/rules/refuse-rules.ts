import { namePlaces } from '../../policy/definition/schema-issue.js';
import { type PolicyIssue, PolicytrailError } from '../../values/error.js';
import { type ExpressionProblem, expressionError, issueOf } from './expression-problem.js';

/**
 * Throws where there is anything to throw: `invalid_expression` (or `limit_exceeded`) for the first problem where only
 * expressions are wrong, `invalid_policy` with every issue otherwise.
 */
export function refuseRules(issues: readonly PolicyIssue[], problems: readonly ExpressionProblem[]): void {
  const [first, ...others] = problems;
  if (issues.length > 0) throw invalidRules([...issues, ...problems.map(issueOf)]);
  if (first !== undefined) throw expressionError(first, others.length);
}

function invalidRules(issues: readonly PolicyIssue[]): PolicytrailError<'invalid_policy'> {
  const [first] = issues;
  const reason = issues.length === 1 && first !== undefined ? `: ${first.message}` : '';
  const message = `the policy's rules can't be used, see ${namePlaces('the policy itself', issues)}${reason}`;
  return new PolicytrailError('invalid_policy', message, { issues });
}
