import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { canonicalJson } from '../../values/canonical/canonical-json.js';
import { invalidArgument, PolicytrailError } from '../../values/error.js';
import type { JsonObject } from '../../values/json.js';
import { isObject } from './json-object.js';
import { keepPropertyOrder } from './json-schema/property-order.js';

/** A definition as data: JSON Schemas (draft 2020-12) of what its schemas return. */
export type DefinitionDocument = {
  readonly name: string;
  readonly policy: JsonObject;
  /** Null where the definition has no input. */
  readonly input: JsonObject | null;
};

interface DocumentSource {
  readonly name: string;
  readonly policy: StandardSchemaV1;
  readonly input?: StandardSchemaV1;
  readonly jsonSchema?: { readonly policy?: object; readonly input?: object };
}

/** Throws `invalid_argument` where a schema has no JSON Schema, or one that is not plain JSON. */
export function definitionDocument({ name, policy, input, jsonSchema }: DocumentSource): DefinitionDocument {
  const source = {
    name,
    policy: asObject(jsonSchema?.policy ?? converted(name, 'policy', policy)),
    input: input === undefined ? null : asObject(jsonSchema?.input ?? converted(name, 'input', input)),
  };
  canonicalJson(source);
  // The copy shares nothing with its source.
  const copy = JSON.parse(JSON.stringify(source)) as DefinitionDocument;
  return {
    name,
    policy: keepPropertyOrder(copy.policy),
    input: copy.input === null ? null : keepPropertyOrder(copy.input),
  };
}

// Rules read what the input schema returns, not what it is given: both parts are described by their output.
function converted(name: string, part: 'policy' | 'input', schema: StandardSchemaV1): object {
  const standard: StandardSchemaV1.Props & Partial<StandardJSONSchemaV1.Props> = schema['~standard'];
  try {
    const jsonSchema = standard.jsonSchema?.output({ target: 'draft-2020-12' });
    if (jsonSchema !== undefined) return jsonSchema;
  } catch (cause) {
    throw noJsonSchema(name, part, { cause });
  }
  throw noJsonSchema(name, part);
}

function noJsonSchema(name: string, part: string, options?: { readonly cause: unknown }): Error {
  const advice = `give one as \`jsonSchema: { ${part} }\`, for zod the one that \`z.toJSONSchema\` makes`;
  const message = `the ${part} schema of definition \`${name}\` does not say its JSON Schema: ${advice}`;
  return new PolicytrailError('invalid_argument', message, { argument: `jsonSchema.${part}` }, options);
}

/** Without what a schema library hangs on it unseen: zod's `~standard`. */
function asObject(jsonSchema: object): object {
  if (isObject(jsonSchema)) return { ...jsonSchema };
  throw invalidArgument('a JSON Schema must be a plain object', { argument: 'jsonSchema' });
}
