import type { StandardSchemaV1 } from '@standard-schema/spec';
import { canonicalJson } from '../../values/canonical/canonical-json.js';
import { invalidArgument } from '../../values/error.js';
import { onlyKnown } from '../../values/options/only-known.js';
import { type DefinitionDocument, definitionDocument } from './document.js';
import type { PolicyRule, WithRules } from './policy-rule.js';

/** One kind of policy: its shape, the shape of what it judges, and the policies it applies to. */
export interface PolicyDefinition<PolicyIn = unknown, PolicyOut = PolicyIn, InputIn = unknown, InputOut = InputIn> {
  readonly name: string;
  /** Checks a policy without its `rules`; what it returns is what is stored. */
  readonly policy: StandardSchemaV1<PolicyIn, PolicyOut>;
  readonly input: StandardSchemaV1<InputIn, InputOut> | undefined;
  /** Copied into a policy without `rules`. Not part of the document. */
  readonly defaultRules: readonly PolicyRule[] | undefined;
  /** The definition as data, the same for the same schemas. */
  readonly document: DefinitionDocument;
  /** Never true for Policytrail's own ids, which begin with `~`. */
  readonly appliesTo: (policyId: string) => boolean;
}

export interface PolicyDefinitionOptions<Policy extends StandardSchemaV1, Input extends StandardSchemaV1> {
  /** 1 to 100 letters, digits, `.`, `_` and `-`, the first a letter or digit. */
  readonly name: string;
  /**
   * Any Standard Schema that validates synchronously. Leave the key `rules` out of it: it is Policytrail's own.
   * A key that the schema does not name makes a policy invalid, it is never dropped.
   */
  readonly policy: Policy;
  /** What the rules judge. */
  readonly input?: Input;
  /** Copied into every policy that has no key `rules`; an empty list there is none the less its own. */
  readonly defaultRules?: readonly PolicyRule[];
  /** JSON Schema (draft 2020-12) of what the schemas return; needed where they cannot say it themselves. */
  readonly jsonSchema?: { readonly policy?: object; readonly input?: object };
  /** The beginning of the policy ids, or a predicate. Default: all. */
  readonly appliesTo?: string | ((policyId: string) => boolean);
}

const known: readonly (keyof PolicyDefinitionOptions<StandardSchemaV1, StandardSchemaV1>)[] = [
  'name',
  'policy',
  'input',
  'defaultRules',
  'jsonSchema',
  'appliesTo',
];

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * Describes one kind of policy. Throws `invalid_argument` for a bad name, for anything that is not a Standard Schema,
 * for default rules that are no list of JSON, and where no JSON Schema can be had.
 */
export function definePolicy<Policy extends StandardSchemaV1, Input extends StandardSchemaV1 = StandardSchemaV1>(
  options: PolicyDefinitionOptions<Policy, Input>,
): PolicyDefinition<
  WithRules<StandardSchemaV1.InferInput<Policy>>,
  WithRules<StandardSchemaV1.InferOutput<Policy>>,
  StandardSchemaV1.InferInput<Input>,
  StandardSchemaV1.InferOutput<Input>
> {
  const { name, policy, input, appliesTo = '' } = onlyKnown('definePolicy', known, options);
  if (typeof name !== 'string' || !namePattern.test(name)) {
    throw invalidArgument('name must be 1 to 100 letters, digits, `.`, `_` or `-` and begin with a letter or digit', {
      argument: 'name',
    });
  }
  assertStandardSchema('policy', policy);
  if (input !== undefined) assertStandardSchema('input', input);
  const matches = typeof appliesTo === 'string' ? (policyId: string) => policyId.startsWith(appliesTo) : appliesTo;
  if (typeof matches !== 'function')
    throw invalidArgument('appliesTo must be text or a function', { argument: 'appliesTo' });
  return {
    name,
    // Rules are put beside what it returns.
    policy: policy as PolicySchema<Policy>,
    input,
    defaultRules: options.defaultRules === undefined ? undefined : readDefaultRules(options.defaultRules),
    document: definitionDocument(options),
    appliesTo: (policyId) => !policyId.startsWith('~') && matches(policyId),
  };
}

type PolicySchema<Policy extends StandardSchemaV1> = StandardSchemaV1<
  WithRules<StandardSchemaV1.InferInput<Policy>>,
  WithRules<StandardSchemaV1.InferOutput<Policy>>
>;

/** A copy that shares nothing with what was given. What the rules say is for the rule check to judge. */
function readDefaultRules(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  if (!Array.isArray(rules)) throw invalidArgument('defaultRules must be a list', { argument: 'defaultRules' });
  return JSON.parse(canonicalJson(rules)) as readonly PolicyRule[];
}

function assertStandardSchema(argument: string, schema: StandardSchemaV1): void {
  if (typeof schema?.['~standard']?.validate === 'function') return;
  throw invalidArgument(`${argument} must be a Standard Schema, such as a zod schema`, { argument });
}
