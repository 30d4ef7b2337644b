import fc from 'fast-check';

/** What is asked of evaluations, as data, see `Operation`. */
export type RecordOperation =
  | { readonly do: 'readEvaluation'; readonly policy: number; readonly evaluation: number }
  | { readonly do: 'listEvaluations'; readonly policy: number; readonly page: EvaluationPageSketch }
  | { readonly do: 'readEvaluations'; readonly policy: number; readonly after: number; readonly limit: number };

export type RecordSketch =
  | {
      readonly kind: 'evaluate';
      readonly policy: number;
      readonly evaluation: number;
      readonly of: EvaluationSketch;
    }
  | {
      readonly kind: 'review';
      readonly policy: number;
      readonly evaluation: number;
      readonly length: number;
      /** Whether the last one follows the one before. */
      readonly fits: boolean;
    }
  | { readonly kind: 'erase'; readonly policy: number; readonly evaluation: number };

export interface EvaluationSketch {
  readonly version: number;
  readonly minute: number;
  readonly subject: number;
  /** The rules violated, one bit each. */
  readonly rules: number;
  readonly text: string;
}

export interface EvaluationPageSketch {
  readonly limit: number;
  readonly before: { readonly minute: number; readonly evaluation: number } | undefined;
  readonly subject: number | undefined;
  readonly version: string | undefined;
  readonly isViolation: boolean | undefined;
  readonly rule: number | undefined;
  readonly policyVersion: number | undefined;
  readonly fromMinute: number | undefined;
  readonly toMinute: number | undefined;
}

const upTo = (max: number): fc.Arbitrary<number> => fc.nat({ max });
const perhaps = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });
/** Mostly the first, so that what is written meets. */
export const policy: fc.Arbitrary<number> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: upTo(3) },
);
const evaluation = fc.oneof({ weight: 2, arbitrary: upTo(1) }, { weight: 1, arbitrary: upTo(5) });

export const recordSketch: fc.Arbitrary<RecordSketch> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('evaluate' as const),
      policy,
      evaluation,
      of: fc.record({
        version: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: upTo(3) }),
        minute: upTo(3),
        subject: upTo(4),
        rules: upTo(3),
        text: fc.constantFrom('', ' ', "'; --", 'É', '😀'),
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('review' as const),
      policy,
      evaluation,
      length: upTo(2),
      fits: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('erase' as const), policy, evaluation }) },
);

const page: fc.Arbitrary<EvaluationPageSketch> = fc.record({
  limit: upTo(4),
  before: perhaps(fc.record({ minute: upTo(3), evaluation })),
  subject: perhaps(upTo(4)),
  version: perhaps(fc.constantFrom('', '1')),
  isViolation: perhaps(fc.boolean()),
  rule: perhaps(upTo(1)),
  policyVersion: perhaps(upTo(3)),
  fromMinute: perhaps(upTo(3)),
  toMinute: perhaps(upTo(4)),
});

export const recordOperation: fc.Arbitrary<RecordOperation> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('readEvaluation' as const), policy, evaluation }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('listEvaluations' as const), policy, page }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('readEvaluations' as const), policy, after: evaluation, limit: upTo(4) }),
  },
);
