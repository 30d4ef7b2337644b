import { type PolicyIssue, PolicytrailError } from '../../values/error.js';

export function invalidInput(message: string, issues: readonly PolicyIssue[]): PolicytrailError<'invalid_input'> {
  return new PolicytrailError('invalid_input', message, { issues });
}
