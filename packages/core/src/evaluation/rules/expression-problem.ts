import { isPolicytrailError, type PolicyIssue, PolicytrailError } from '../../values/error.js';

/** An expression of a rule that does not compile. */
export interface ExpressionProblem {
  readonly ruleId: string;
  /** JSON Pointer into the policy, e.g. `/rules/2/when`. */
  readonly path: string;
  /** `invalid_expression` or `limit_exceeded`, as it was thrown. */
  readonly error: PolicytrailError;
}

/** What a call compiles, or why it can't be compiled. */
export function compiledOr<T>(
  place: Omit<ExpressionProblem, 'error'>,
  compile: () => T,
): { readonly compiled: T; readonly problem: null } | { readonly compiled: null; readonly problem: ExpressionProblem } {
  try {
    return { compiled: compile(), problem: null };
  } catch (error) {
    if (!isPolicytrailError(error, 'invalid_expression') && !isPolicytrailError(error, 'limit_exceeded')) throw error;
    return { compiled: null, problem: { ...place, error } };
  }
}

export function issueOf({ path, error }: ExpressionProblem): PolicyIssue {
  return { path, message: error.message };
}

/** The error for the first of several expressions; names its rule, and says how many more there are. */
export function expressionError(first: ExpressionProblem, others: number): PolicytrailError {
  const { ruleId, path, error } = first;
  const more = others === 0 ? '' : ` (${others} more ${others === 1 ? 'expression is' : 'expressions are'} wrong)`;
  const message = `rule \`${ruleId}\` at \`${path}\`${more}: ${error.message}`;
  return new PolicytrailError(error.code, message, { ...error.details, path } as typeof error.details, {
    cause: error,
  });
}
