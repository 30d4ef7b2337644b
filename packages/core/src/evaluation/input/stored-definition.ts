import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { PolicyDefinition } from '../../policy/definition/definition.js';
import type { DefinitionDocument } from '../../policy/definition/document.js';
import { isPolicytrailError } from '../../values/error.js';
import type { JsonObject } from '../../values/json.js';
import { parsePointer } from '../../values/json-pointer.js';
import { validateInputBySchema } from './validate-by-schema.js';

/**
 * The definition that a stored document describes, such as `trail.definitionOf` answers, for programs that do not have
 * the host's code: what is saved by `trail.of(definition)` names the same definition, decimals in their normal form.
 * It checks what `validateInputBySchema` checks, for every policy; the host's own refinements are not in it.
 */
export function storedDefinition(document: DefinitionDocument): PolicyDefinition<JsonObject> {
  const { name, policy, input } = document;
  return {
    name,
    policy: standardSchema(policy),
    input: input === null ? undefined : standardSchema(input),
    defaultRules: undefined,
    document,
    appliesTo: (policyId) => !policyId.startsWith('~'),
  };
}

function standardSchema(schema: JsonObject): StandardSchemaV1<JsonObject> {
  const validate = (value: unknown): StandardSchemaV1.Result<JsonObject> => {
    try {
      return { value: validateInputBySchema(schema, value) as JsonObject };
    } catch (error) {
      if (!isPolicytrailError(error, 'invalid_input')) throw error;
      return { issues: error.details.issues.map(({ path, message }) => ({ path: parsePointer(path), message })) };
    }
  };
  return { '~standard': { version: 1, vendor: 'policytrail', validate } };
}
