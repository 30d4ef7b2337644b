import type { JsonObject, JsonValue } from '../../../values/json.js';
import { isJsonObject } from '../json-object.js';
import { extensionKeyword } from './keyword.js';

/**
 * A copy of a JSON Schema that says the order of its properties in `x-policytrail.propertyOrder`: the canonical text
 * that is stored sorts them by name.
 */
export function keepPropertyOrder(schema: JsonObject): JsonObject {
  const parts = Object.entries(schema).map(([keyword, value]) => [keyword, ordered(keyword, value)] as const);
  const copy: JsonObject = Object.fromEntries(parts);
  if (!isJsonObject(schema.properties)) return copy;
  const extension = isJsonObject(schema[extensionKeyword]) ? schema[extensionKeyword] : {};
  return { ...copy, [extensionKeyword]: { ...extension, propertyOrder: Object.keys(schema.properties) } };
}

function ordered(keyword: string, value: JsonValue): JsonValue {
  switch (keyword) {
    case 'properties':
    case '$defs':
    case 'definitions':
      return isJsonObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, subschema(part)]))
        : value;
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
    case 'prefixItems':
      return Array.isArray(value) ? value.map(subschema) : value;
    case 'items':
    case 'additionalProperties':
      return subschema(value);
    default:
      return value;
  }
}

function subschema(value: JsonValue): JsonValue {
  return isJsonObject(value) ? keepPropertyOrder(value) : value;
}
