import fc from 'fast-check';
import { policy, type RecordOperation, type RecordSketch, recordOperation, recordSketch } from './record-operations.js';

/** One thing done to a store, as data. Policies, requests, labels and subjects are numbers from small ranges, so that they meet. */
export type Operation =
  | { readonly do: 'append'; readonly writes: readonly WriteSketch[] }
  | { readonly do: 'readHead' | 'readSealedHead'; readonly policy: number }
  | { readonly do: 'readVersion'; readonly policy: number; readonly version: number }
  | { readonly do: 'readLabelled'; readonly policy: number; readonly label: number }
  | { readonly do: 'readInForce'; readonly policy: number; readonly minute: number }
  | { readonly do: 'readVersions'; readonly policy: number; readonly after: number; readonly limit: number }
  | { readonly do: 'listVersions'; readonly policy: number; readonly page: HistorySketch }
  | { readonly do: 'listPolicies'; readonly limit: number; readonly after: number; readonly includeInternal: boolean }
  | { readonly do: 'readPin'; readonly policy: number; readonly subject: number }
  | RecordOperation;

export type WriteSketch =
  | { readonly kind: 'save'; readonly policy: number; readonly request: number; readonly save: SaveSketch }
  | { readonly kind: 'withdraw' | 'decline' | 'throw'; readonly policy: number; readonly request: number }
  | { readonly kind: 'pin'; readonly policy: number; readonly subject: number }
  | RecordSketch;

export interface SaveSketch {
  /** Minutes since the version before was created. */
  readonly minutes: number;
  /** Minutes until the version takes effect. */
  readonly planned: number;
  readonly label: number | null;
  readonly author: number;
  readonly notes: string;
  readonly field: number;
}

export interface HistorySketch {
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly limit: number;
  readonly order: 'newest' | 'oldest';
  readonly author: number | undefined;
  readonly text: string | undefined;
  readonly fromMinute: number | undefined;
  readonly field: number | undefined;
}

const upTo = (max: number): fc.Arbitrary<number> => fc.nat({ max });
const perhaps = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });
const request = upTo(11);
const text = fc.oneof(
  fc.constantFrom('', 'Initial policy', 'É', 'e\u0301', "'; --", '%', '_', '007', '😀'),
  fc.string({ unit: 'grapheme', maxLength: 6 }).filter((drawn) => !drawn.includes('\0')),
);

const save: fc.Arbitrary<SaveSketch> = fc.record({
  minutes: upTo(2),
  planned: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: upTo(9) }),
  label: fc.option(upTo(5), { freq: 2 }),
  author: upTo(2),
  notes: text,
  field: upTo(3),
});

const write: fc.Arbitrary<WriteSketch> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('save' as const), policy, request, save }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('withdraw', 'decline'), policy, request }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('throw' as const), policy, request }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pin' as const), policy, subject: upTo(3) }) },
  { weight: 1, arbitrary: recordSketch },
);

const page: fc.Arbitrary<HistorySketch> = fc.record({
  before: perhaps(upTo(9)),
  after: perhaps(upTo(9)),
  limit: upTo(4),
  order: fc.constantFrom('newest', 'oldest'),
  author: perhaps(upTo(2)),
  text: perhaps(text),
  fromMinute: perhaps(upTo(12)),
  field: perhaps(upTo(3)),
});

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      writes: fc.array(write, { minLength: 1, maxLength: 5 }),
    }),
  },
  // On their own, as a record that is refused takes its batch along.
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      writes: fc.array(recordSketch, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('readHead', 'readSealedHead'), policy }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('readVersion' as const), policy, version: upTo(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('readLabelled' as const), policy, label: upTo(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('readInForce' as const), policy, minute: upTo(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('readVersions' as const), policy, after: upTo(9), limit: upTo(4) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('listVersions' as const), policy, page }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('listPolicies' as const),
      limit: upTo(4),
      after: upTo(4),
      includeInternal: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('readPin' as const), policy, subject: upTo(3) }) },
  { weight: 3, arbitrary: recordOperation },
);

/** A history of what is done to a store. */
export const operations: fc.Arbitrary<readonly Operation[]> = fc.array(operation, {
  minLength: 1,
  maxLength: 30,
  size: 'max',
});
