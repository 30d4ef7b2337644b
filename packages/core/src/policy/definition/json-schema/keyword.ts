import type { JsonValue } from '../../../values/json.js';
import type { Layers } from './place.js';

/** The keyword that holds what JSON Schema has no word for: the members of `FieldExtension`, and `propertyOrder`. */
export const extensionKeyword = 'x-policytrail';

/** The keyword that marks decimal text and holds its format: `scale`, and `min` and `max` as decimal text. */
export const decimalKeyword = 'x-policytrail-decimal';

/** The first of the layers' values for a keyword that is what is asked for. */
export function readKeyword<T extends JsonValue>(
  layers: Layers,
  keyword: string,
  accepts: (value: JsonValue) => value is T,
): T | undefined {
  for (const layer of layers) {
    const value = layer[keyword];
    if (value !== undefined && accepts(value)) return value;
  }
  return undefined;
}

export function isText(value: JsonValue): value is string {
  return typeof value === 'string';
}

export function isNumber(value: JsonValue): value is number {
  return typeof value === 'number';
}

export function isTrue(value: JsonValue): value is true {
  return value === true;
}
