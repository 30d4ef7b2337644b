import type { PolicyDefinition } from '../policy/definition/definition.js';
import { validatePolicy } from '../policy/definition/validate.js';
import type { Decision } from '../record/decision.js';
import { documentText } from '../values/document/document-text.js';
import { type Instant, parseInstant } from '../values/instant.js';
import type { JsonObject, JsonValue } from '../values/json.js';
import { sha256Hex } from '../values/sha256.js';
import { compilePolicy } from './compile/compile.js';
import type { CompiledPolicy } from './compile/compiled-policy.js';
import { validateInput } from './input/validate-input.js';
import { evaluateCompiled } from './judge/evaluate-compiled.js';
import { refuseRules } from './rules/refuse-rules.js';

export interface EvaluatePolicyOptions {
  /** The instant that rules read as `now`. */
  readonly now: Instant | Date;
  /** Checks the policy and the input, and types what rules read. */
  readonly definition?: PolicyDefinition;
}

/** A policy whose rules are compiled, to judge many inputs by. */
export interface PolicyEvaluator {
  /** Throws `invalid_input`. */
  evaluate(input: unknown, now: Instant | Date): Decision;
  /** As `evaluate`, for JSON that the definition's input schema has returned: nothing is checked again. */
  evaluateValid(input: JsonValue, now: Instant): Decision;
}

/**
 * Judges one input by a policy; nothing is recorded. Throws `invalid_policy` or `invalid_expression` where the policy
 * could not be saved, `invalid_input` where the definition refuses the input.
 */
export function evaluatePolicy(policy: unknown, input: unknown, options: EvaluatePolicyOptions): Decision {
  const { now, definition } = options;
  return policyEvaluator(policy, definition === undefined ? {} : { definition }).evaluate(input, now);
}

/** Compiles a policy once. Throws as {@link evaluatePolicy} does. */
export function policyEvaluator(
  policy: unknown,
  { definition }: Pick<EvaluatePolicyOptions, 'definition'> = {},
): PolicyEvaluator {
  const compiled = compiledFrom(policy, definition);
  return {
    evaluate: (input, now) => evaluateCompiled(compiled, validateInput(definition, input), parseInstant(now, 'now')),
    evaluateValid: (input, now) => evaluateCompiled(compiled, input, now),
  };
}

function compiledFrom(policy: unknown, definition: PolicyDefinition | undefined): CompiledPolicy {
  const text = documentText(definition === undefined ? policy : validatePolicy(definition, policy));
  const compiled = compilePolicy(() => JSON.parse(text) as JsonObject, sha256Hex(text), definition?.document);
  refuseRules([], compiled.problems);
  return compiled;
}
