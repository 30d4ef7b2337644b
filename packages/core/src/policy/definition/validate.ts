import type { StandardSchemaV1 } from '@standard-schema/spec';
import { invalidArgument, type PolicyIssue, PolicytrailError } from '../../values/error.js';
import type { JsonObject } from '../../values/json.js';
import { appendPointer } from '../../values/json-pointer.js';
import type { PolicyDefinition } from './definition.js';
import { findDroppedKeys } from './dropped-keys.js';
import { isObject } from './json-object.js';

/**
 * What is to be stored for a policy: what the definition's schema returns for it, with `rules` as they are given.
 * Whether that is JSON is for canonical JSON to say. Throws `invalid_policy` with every issue where the schema refuses
 * the policy or would drop one of its keys, `invalid_argument` where the schema is asynchronous.
 */
export function validatePolicy({ name, policy: schema }: PolicyDefinition, policy: unknown): JsonObject {
  if (!isObject(policy)) throw unfit(name, 'refuses', [{ path: '', message: 'a policy must be a plain object' }]);
  const { rules, ...given } = policy;
  const result = schema['~standard'].validate(given);
  if ('then' in result) throw asynchronous(name, result);
  if (result.issues !== undefined) throw unfit(name, 'refuses', result.issues.map(readIssue));
  const { value: output } = result;
  if (!isObject(output))
    throw unfit(name, 'returns no object for', [{ path: '', message: 'the schema must return an object' }]);
  const dropped = findDroppedKeys(given, output).map((path) => ({ path, message: 'the schema would drop it' }));
  if (dropped.length > 0) throw unfit(name, 'would drop', dropped);
  return (Object.hasOwn(policy, 'rules') ? { ...output, rules } : output) as JsonObject;
}

function asynchronous(definition: string, result: Promise<unknown>): PolicytrailError<'invalid_argument'> {
  // Nobody waits for it: a late rejection must not end the process.
  result.catch(() => undefined);
  return invalidArgument(
    `the policy schema of definition \`${definition}\` answers with a promise: async schemas are refused`,
    { argument: 'policy' },
  );
}

function readIssue({ path = [], message }: StandardSchemaV1.Issue): PolicyIssue {
  const segments = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment));
  return { path: segments.reduce(appendPointer, ''), message };
}

// Only places are named: what a schema library says may quote the policy, so it stays in the details.
function unfit(definition: string, verb: string, issues: readonly PolicyIssue[]): PolicytrailError<'invalid_policy'> {
  const places = [...new Set(issues.map(({ path }) => path))];
  const named = places.slice(0, 3).map((path) => (path === '' ? 'the policy itself' : `\`${path}\``));
  const rest = places.length > 3 ? ` and ${places.length - 3} more` : '';
  const message = `the policy does not fit definition \`${definition}\`: its schema ${verb} ${named.join(', ')}${rest}`;
  return new PolicytrailError('invalid_policy', message, { issues });
}
