import type { PolicyDefinition } from '../../policy/definition/definition.js';
import { findDroppedKeys } from '../../policy/definition/dropped-keys.js';
import { namePlaces, readIssue, validateNow } from '../../policy/definition/schema-issue.js';
import type { JsonValue } from '../../values/json.js';
import { assertJson } from './assert-json.js';
import { invalidInput } from './invalid-input.js';

/**
 * What is judged for an input: what the definition's input schema returns for it, or the input itself where there is
 * none. Throws `invalid_input` with every issue where the schema refuses the input, would drop one of its keys, or where
 * anything is not JSON; `invalid_argument` where the schema is asynchronous.
 */
export function validateInput(definition: PolicyDefinition | undefined, input: unknown): JsonValue {
  const schema = definition?.input;
  if (definition === undefined || schema === undefined) {
    assertJson(input);
    return input;
  }
  const { name } = definition;
  const fit = `does not fit definition \`${name}\`: its schema`;
  const result = validateNow(schema, input, { definition: name, part: 'input' });
  if (result.issues !== undefined) throw refused(`${fit} refuses`, result.issues.map(readIssue));
  const { value: output } = result;
  const dropped = findDroppedKeys(input, output).map((path) => ({ path, message: 'the schema would drop it' }));
  if (dropped.length > 0) throw refused(`${fit} would drop`, dropped);
  assertJson(output);
  return output;
}

function refused(what: string, issues: Parameters<typeof invalidInput>[1]): Error {
  return invalidInput(`the input ${what} ${namePlaces('the input itself', issues)}`, issues);
}
