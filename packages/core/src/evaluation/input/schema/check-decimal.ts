import { isJsonObject } from '../../../policy/definition/json-object.js';
import { decimalKeyword, isText, readKeyword } from '../../../policy/definition/json-schema/keyword.js';
import type { Layers } from '../../../policy/definition/json-schema/place.js';
import { type DecimalFormat, normalizeDecimal } from '../../../values/decimal-text.js';
import { isPolicytrailError } from '../../../values/error.js';
import type { JsonValue } from '../../../values/json.js';
import type { LocatedValue, SchemaCheck } from './schema-check.js';

/** True where a schema stands for decimal text. */
export function isDecimalPlace(layers: Layers): boolean {
  return (
    readKeyword(layers, decimalKeyword, isJsonObject) !== undefined ||
    readKeyword(layers, 'format', isText) === 'decimal'
  );
}

/** Decimal text in the normal form that the schema asks for, from text or a number. */
export function checkDecimal(check: SchemaCheck, layers: Layers, { value, path }: LocatedValue): JsonValue {
  const format = readKeyword(layers, decimalKeyword, isJsonObject) ?? {};
  if (typeof value !== 'string' && typeof value !== 'number') {
    check.issues.push({ path, message: 'must be decimal text or a number' });
    return value;
  }
  try {
    return normalizeDecimal(value, format as DecimalFormat);
  } catch (error) {
    if (!isPolicytrailError(error, 'invalid_argument')) throw error;
    check.issues.push({ path, message: error.message });
    return value;
  }
}
