import { type PolicyIssue, PolicytrailError } from '../../values/error.js';
import type { JsonObject } from '../../values/json.js';
import type { PolicyDefinition } from './definition.js';
import { findDroppedKeys } from './dropped-keys.js';
import { isObject } from './json-object.js';
import { namePlaces, readIssue, validateNow } from './schema-issue.js';

/**
 * What is to be stored for a policy: what the definition's schema returns for it, with `rules` as they are given, or the
 * definition's default rules where there is no such key. Whether that is JSON is for canonical JSON to say. Throws
 * `invalid_policy` with every issue where the schema refuses the policy or would drop one of its keys,
 * `invalid_argument` where the schema is asynchronous.
 */
export function validatePolicy(definition: PolicyDefinition, policy: unknown): JsonObject {
  const { name, policy: schema } = definition;
  if (!isObject(policy)) throw unfit(name, 'refuses', [{ path: '', message: 'a policy must be a plain object' }]);
  const { rules: _, ...given } = policy;
  const result = validateNow(schema, given, { definition: name, part: 'policy' });
  if (result.issues !== undefined) throw unfit(name, 'refuses', result.issues.map(readIssue));
  const { value: output } = result;
  if (!isObject(output))
    throw unfit(name, 'returns no object for', [{ path: '', message: 'the schema must return an object' }]);
  const dropped = findDroppedKeys(given, output).map((path) => ({ path, message: 'the schema would drop it' }));
  if (dropped.length > 0) throw unfit(name, 'would drop', dropped);
  return { ...output, ...rulesFor(definition, policy) } as JsonObject;
}

function rulesFor({ defaultRules }: PolicyDefinition, policy: { readonly rules?: unknown }): { rules?: unknown } {
  if (Object.hasOwn(policy, 'rules')) return { rules: policy.rules };
  return defaultRules === undefined ? {} : { rules: defaultRules };
}

function unfit(definition: string, verb: string, issues: readonly PolicyIssue[]): PolicytrailError<'invalid_policy'> {
  const places = namePlaces('the policy itself', issues);
  const message = `the policy does not fit definition \`${definition}\`: its schema ${verb} ${places}`;
  return new PolicytrailError('invalid_policy', message, { issues });
}
