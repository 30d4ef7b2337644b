/** Why an expression came to no value: expected, so returned and never thrown. Codes are stable, messages are not. */
export type FailureCode =
  | 'missing_field'
  | 'wrong_type'
  | 'division_by_zero'
  | 'invalid_argument'
  | 'out_of_range'
  | 'limit_exceeded';

export interface ExpressionFailure {
  readonly code: FailureCode;
  readonly message: string;
}

/** A failure on its way up through an expression: a class, so that it is told from any value at once. */
export class Fault implements ExpressionFailure {
  readonly code: FailureCode;
  readonly message: string;

  constructor(code: FailureCode, message: string) {
    this.code = code;
    this.message = message;
  }
}

export function isFailure(outcome: unknown): outcome is ExpressionFailure {
  return outcome instanceof Fault;
}
