import { isJsonObject } from '../../../policy/definition/json-object.js';
import type { Layers } from '../../../policy/definition/json-schema/place.js';
import { equal } from '../../../policy/diff/equal.js';
import type { JsonObject, JsonValue } from '../../../values/json.js';

/** True where a schema of the place has null among what it allows. */
export function allowsNull(layers: Layers): boolean {
  return layers.some(
    ({ type, anyOf, oneOf }) =>
      [anyOf, oneOf].some((options) => Array.isArray(options) && options.some(isNullSchema)) ||
      (Array.isArray(type) && type.includes('null')),
  );
}

/** What a schema has against a value, its members apart; undefined where nothing. */
export function scalarProblem(schema: JsonObject, value: JsonValue): string | undefined {
  return typeProblem(schema, value) ?? valueProblem(schema, value) ?? boundProblem(schema, value);
}

function isNullSchema(option: JsonValue): boolean {
  return isJsonObject(option) && (option.type === 'null' || option.const === null);
}

function typeProblem({ type }: JsonObject, value: JsonValue): string | undefined {
  const types = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
  if (types.length === 0 || types.some((name) => isOfType(name, value))) return undefined;
  return `must be ${types.map((name) => typeNames.get(name) ?? name).join(' or ')}`;
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
  ['object', 'an object'],
  ['array', 'a list'],
  ['null', 'null'],
]);

function isOfType(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'null':
      return value === null;
    case 'object':
      return isJsonObject(value);
    default:
      return typeof value === type;
  }
}

function valueProblem(schema: JsonObject, value: JsonValue): string | undefined {
  const { enum: values } = schema;
  if (Object.hasOwn(schema, 'const') && !equal(schema.const, value)) return 'must be the one value that is allowed';
  if (Array.isArray(values) && !values.some((allowed: JsonValue) => equal(allowed, value)))
    return `must be one of ${values.length} values`;
  return undefined;
}

function boundProblem(schema: JsonObject, value: JsonValue): string | undefined {
  if (typeof value === 'number') return numberProblem(schema, value);
  // Characters as JSON Schema counts them: code points.
  if (typeof value === 'string')
    return lengthProblem([...value].length, schema.minLength, schema.maxLength, 'characters');
  if (Array.isArray(value)) return lengthProblem(value.length, schema.minItems, schema.maxItems, 'items');
  return undefined;
}

function numberProblem(schema: JsonObject, value: number): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (typeof minimum === 'number' && value < minimum) return `must be at least ${minimum}`;
  if (typeof maximum === 'number' && value > maximum) return `must be at most ${maximum}`;
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return `must be more than ${exclusiveMinimum}`;
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return `must be less than ${exclusiveMaximum}`;
  if (typeof multipleOf === 'number' && Number.isInteger(multipleOf) && value % multipleOf !== 0)
    return `must be a multiple of ${multipleOf}`;
  return undefined;
}

function lengthProblem(
  length: number,
  least: JsonValue | undefined,
  most: JsonValue | undefined,
  unit: string,
): string | undefined {
  if (typeof least === 'number' && length < least) return `must have at least ${least} ${unit}`;
  if (typeof most === 'number' && length > most) return `must have at most ${most} ${unit}`;
  return undefined;
}
