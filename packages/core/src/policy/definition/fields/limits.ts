import type { JsonObject, JsonValue } from '../../../values/json.js';
import { isJsonObject } from '../json-object.js';
import { decimalKeyword, isNumber, isText, readKeyword } from '../json-schema/keyword.js';
import type { Layers } from '../json-schema/place.js';
import type { FieldMeta } from './field-meta.js';

export interface Limits {
  readonly min?: FieldMeta['min'] | undefined;
  readonly max?: FieldMeta['max'] | undefined;
  readonly step?: FieldMeta['step'] | undefined;
}

/** The inclusive bounds and the step of a number or of decimal text. */
export function readLimits(layers: Layers): Limits {
  const decimal = readKeyword(layers, decimalKeyword, isJsonObject);
  return decimal === undefined ? numberLimits(layers) : decimalLimits(decimal);
}

function decimalLimits({ scale, min, max }: JsonObject): Limits {
  return { min: bound(min), max: bound(max), step: isScale(scale) ? Number(`1e-${scale}`) : undefined };
}

function numberLimits(layers: Layers): Limits {
  const min = readKeyword(layers, 'minimum', isNumber) ?? beside(layers, 'exclusiveMinimum', 1);
  const max = readKeyword(layers, 'maximum', isNumber) ?? beside(layers, 'exclusiveMaximum', -1);
  return {
    min: limit(min),
    max: limit(max),
    step: readKeyword(layers, 'multipleOf', isNumber),
  };
}

// Schema libraries bound every number by what a double can hold: that is no limit of the policy.
function limit(value: number | undefined): number | undefined {
  return value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** The nearest integer within an exclusive bound; only integers have one. */
function beside(layers: Layers, keyword: string, step: 1 | -1): number | undefined {
  const excluded = readKeyword(layers, keyword, isNumber);
  if (excluded === undefined || readKeyword(layers, 'type', isText) !== 'integer') return undefined;
  return step === 1 ? Math.floor(excluded) + 1 : Math.ceil(excluded) - 1;
}

function bound(value: JsonValue | undefined): string | number | undefined {
  return value !== undefined && (isText(value) || isNumber(value)) ? value : undefined;
}

function isScale(value: JsonValue | undefined): value is number {
  return value !== undefined && isNumber(value) && Number.isInteger(value) && value >= 0 && value <= 34;
}
