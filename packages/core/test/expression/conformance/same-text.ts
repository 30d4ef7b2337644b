import { decimalOf, decimalText } from '../../../src/expression/decimal/text.js';
import { isList, isMap, kindOf, type MapKey, type Numeric, type Value } from '../../../src/expression/value/value.js';
import type { JsonValue } from '../../../src/values/json.js';
import type { SpecValue } from './suite.js';

/** A value of the suite as text, the same as {@link textOfValue} of an equal value; undefined for what JSON has no value for. */
export function textOfSpec(value: SpecValue): string | undefined {
  const number = value.int64Value ?? value.uint64Value ?? value.doubleValue;
  if (number !== undefined) return numberText(number);
  if (value.stringValue !== undefined) return JSON.stringify(value.stringValue);
  if (value.boolValue !== undefined) return String(value.boolValue);
  if (value.nullValue !== undefined) return 'null';
  if (value.listValue !== undefined) return inBrackets((value.listValue.values ?? []).map(textOfSpec));
  if (value.mapValue === undefined) return undefined;
  const entries = value.mapValue.entries ?? [];
  return inBraces(entries.map((entry) => [textOfSpec(entry.key), textOfSpec(entry.value)]));
}

/** A value of ours as text, by what it stands for. */
export function textOfValue(value: Value): string | undefined {
  if (kindOf(value) === 'number') return plainNumber(value as Numeric);
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return inBrackets(value.map(textOfValue));
  if (!isMap(value)) return undefined;
  return inBraces([...value.keys()].map((key) => [keyText(key), textOfValue(value.get(key) as Value)]));
}

/** A value of the suite as the JSON that an expression reads; undefined where JSON has none. */
export function jsonOfSpec(value: SpecValue): JsonValue | undefined {
  const number = value.int64Value ?? value.uint64Value ?? value.doubleValue;
  if (number !== undefined) return Number.isFinite(Number(number)) ? Number(number) : undefined;
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.boolValue !== undefined) return value.boolValue;
  if (value.nullValue !== undefined) return null;
  if (value.listValue !== undefined) return whole((value.listValue.values ?? []).map(jsonOfSpec));
  const entries = value.mapValue?.entries?.map((entry) => [entry.key.stringValue, jsonOfSpec(entry.value)] as const);
  const isObject = entries?.every(([key, item]) => key !== undefined && item !== undefined) ?? false;
  return isObject ? (Object.fromEntries(entries ?? []) as JsonValue) : undefined;
}

function whole(items: readonly (JsonValue | undefined)[]): JsonValue | undefined {
  return items.includes(undefined) ? undefined : (items as JsonValue);
}

/** Infinities and NaN are no decimals. */
function numberText(number: number | string): string | undefined {
  const decimal = decimalOf(typeof number === 'string' ? Number.NaN : number) ?? wholeText(number);
  return decimal === undefined ? undefined : decimalText(decimal);
}

function wholeText(number: number | string): ReturnType<typeof decimalOf> {
  return typeof number === 'string' ? decimalOf(number) : undefined;
}

function plainNumber(value: Numeric): string {
  const decimal = typeof value === 'number' ? decimalOf(value) : value;
  return decimal === undefined ? 'no decimal' : decimalText(decimal);
}

function keyText(key: MapKey): string {
  return typeof key === 'string' ? JSON.stringify(key) : String(key);
}

function inBrackets(items: readonly (string | undefined)[]): string | undefined {
  return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
}

function inBraces(entries: readonly (readonly (string | undefined)[])[]): string | undefined {
  if (entries.some((entry) => entry.includes(undefined))) return undefined;
  return `{${entries
    .map((entry) => entry.join(': '))
    .sort()
    .join(', ')}}`;
}
