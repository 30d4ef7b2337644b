import { tests } from '@bufbuild/cel-spec/testdata/conformance.js';

/** A test of the CEL conformance suite, as JSON: https://github.com/google/cel-spec/tree/master/tests/simple */
export interface SpecTest {
  /** `section/suite/name` */
  readonly path: string;
  readonly expression: string;
  readonly bindings: Readonly<Record<string, SpecValue>>;
  /** Undefined where any failure is expected, or only a type. */
  readonly value: SpecValue | undefined;
  readonly expects: 'value' | 'failure' | 'type';
}

/** A value of the suite: one member, named by its type. */
export interface SpecValue {
  readonly int64Value?: string;
  readonly uint64Value?: string;
  readonly doubleValue?: number | string;
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly nullValue?: null;
  readonly listValue?: { readonly values?: readonly SpecValue[] };
  readonly mapValue?: { readonly entries?: readonly { readonly key: SpecValue; readonly value: SpecValue }[] };
}

interface SpecSuite {
  readonly name: string;
  readonly suites?: readonly SpecSuite[];
  readonly tests?: readonly { readonly original: unknown }[];
}

interface Original {
  readonly name: string;
  readonly expr: string;
  readonly value?: SpecValue;
  readonly typedResult?: { readonly result?: SpecValue };
  readonly evalError?: unknown;
  readonly bindings?: Readonly<Record<string, { readonly value?: SpecValue }>>;
  readonly checkOnly?: boolean;
}

/** All tests of the suite, in its order. */
export function specTests(): readonly SpecTest[] {
  return ((tests as SpecSuite).suites ?? []).flatMap((suite) => testsOf(suite, suite.name));
}

function testsOf({ suites = [], tests: own = [] }: SpecSuite, path: string): readonly SpecTest[] {
  return [
    ...own.map(({ original }) => testOf(original as Original, path)),
    ...suites.flatMap((suite) => testsOf(suite, `${path}/${suite.name}`)),
  ];
}

function testOf(
  { name, expr, value, typedResult, evalError, bindings = {}, checkOnly }: Original,
  path: string,
): SpecTest {
  return {
    path: `${path}/${name}`,
    expression: expr,
    bindings: Object.fromEntries(Object.entries(bindings).map(([key, bound]) => [key, bound.value ?? {}])),
    // A test without any expectation expects true.
    value: evalError === undefined ? (value ?? typedResult?.result ?? { boolValue: true }) : undefined,
    expects: expectation(evalError !== undefined, checkOnly === true),
  };
}

function expectation(failure: boolean, typeOnly: boolean): SpecTest['expects'] {
  if (typeOnly) return 'type';
  return failure ? 'failure' : 'value';
}
