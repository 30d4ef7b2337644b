import { namePlaces } from '../../policy/definition/schema-issue.js';
import type { PolicyIssue } from '../../values/error.js';
import type { JsonObject, JsonValue } from '../../values/json.js';
import { assertJson } from './assert-json.js';
import { invalidInput } from './invalid-input.js';
import { checkPlace } from './schema/check-place.js';

/**
 * An input checked by the JSON Schema of a stored definition, without the host's code: decimals in their normal form, and
 * defaults filled in. Checked are types, `const` and `enum`, decimals with scale and bounds, bounds of numbers, lengths
 * of texts and lists, required and unknown members, and what is said by `$ref`, `allOf`, `anyOf` and `oneOf` (the first
 * that fits; 20,000 are tried before it is `limit_exceeded`). Not checked, as only the host's code can or as a stored pattern could run for ever: `pattern`, `format`
 * but decimal, `multipleOf` of a fraction, `not`, `if`, `uniqueItems`. Throws `invalid_input` with every issue.
 */
export function validateInputBySchema(schema: JsonObject, input: unknown): JsonValue {
  assertJson(input);
  const issues: PolicyIssue[] = [];
  const budget = { limit: maxChoices, left: maxChoices };
  const value = checkPlace({ root: schema, issues, budget }, [schema], { value: input, path: '' });
  if (issues.length === 0) return value;
  throw invalidInput(
    `the input does not fit the stored definition: see ${namePlaces('the input itself', issues)}`,
    issues,
  );
}

// Choices within choices could take for ever.
const maxChoices = 20_000;
