import type { JsonObject, JsonValue } from '../../values/json.js';
import { Fault } from '../failure.js';
import { dyn, nounOf, type Type } from '../type/type.js';
import { parseNumeric } from './numeric.js';
import type { Kind, MapKey, Value, ValueMap } from './value.js';

export const deepest = 100;
export const tooDeep: Fault = /* @__PURE__ */ new Fault('limit_exceeded', 'values are nested deeper than 100 levels');

/** The value of a JSON document's place, or a fault where it is not what its schema says. `name` is for the message. */
export function valueOfJson(json: JsonValue | undefined, type: Type, name: string): Value | Fault {
  // Asked in turn, as a switch over `typeof` compares texts.
  if (typeof json === 'string') return valueOfText(json, type, name);
  if (typeof json === 'number')
    return isOf('number', type) && Number.isFinite(json) ? json : mismatch(json, type, name);
  if (typeof json === 'boolean') return isOf('boolean', type) ? json : mismatch(json, type, name);
  if (typeof json !== 'object') return new Fault('wrong_type', `\`${name}\` is not JSON`);
  if (json === null) return type.isNullable ? null : mismatch(json, type, name);
  if (Array.isArray(json)) return valueOfArray(json, type, name, 0);
  return isOf('map', type) ? new JsonMap(json as JsonObject, type) : mismatch(json, type, name);
}

function isOf(kind: Kind, type: Type): boolean {
  return type.kind === kind || type.kind === 'dyn';
}

function valueOfText(json: string, type: Type, name: string): Value | Fault {
  if (type.isDecimalText) return parseNumeric(json) ?? new Fault('wrong_type', `\`${name}\` is not a decimal number`);
  return isOf('text', type) ? json : mismatch(json, type, name);
}

function valueOfArray(json: readonly JsonValue[], type: Type, name: string, depth: number): Value | Fault {
  if (!isOf('list', type)) return mismatch(json, type, name);
  if (depth > deepest) return tooDeep;
  const items: Value[] = [];
  for (let index = 0; index < json.length; index++) {
    const item = json[index];
    const value = Array.isArray(item)
      ? valueOfArray(item, type.item(index), name, depth + 1)
      : valueOfJson(item, type.item(index), name);
    if (value instanceof Fault) return value;
    items.push(value);
  }
  return items;
}

function mismatch(json: JsonValue, type: Type, name: string): Fault {
  return new Fault('wrong_type', `\`${name}\` is ${jsonNoun(json)}, not ${nounOf(type.kind)}`);
}

/** What a JSON value is, in a sentence. */
export function jsonNoun(json: JsonValue): string {
  if (json === null) return 'null';
  if (Array.isArray(json)) return 'a list';
  if (typeof json === 'object') return 'a map';
  return typeof json === 'string' ? 'text' : `a ${typeof json}`;
}

/** A JSON object, whose members are read when they are asked for; inherited ones never. */
class JsonMap implements ValueMap {
  readonly json: JsonObject;
  readonly #type: Type;
  // Read once each: what is inside may be large.
  readonly #members = new Map<string, Value | Fault>();
  #keys: readonly string[] | undefined;

  constructor(json: JsonObject, type: Type) {
    this.json = json;
    this.#type = type;
  }

  get size(): number {
    return this.keys().length;
  }

  keys(): readonly string[] {
    this.#keys ??= Object.keys(this.json);
    return this.#keys;
  }

  has(key: MapKey): boolean {
    return typeof key === 'string' && Object.hasOwn(this.json, key);
  }

  get(key: MapKey): Value | Fault | undefined {
    if (typeof key !== 'string' || !Object.hasOwn(this.json, key)) return undefined;
    const known = this.#members.get(key);
    if (known !== undefined) return known;
    const value = valueOfJson(this.json[key], this.#type.member(key) ?? dyn, key);
    this.#members.set(key, value);
    return value;
  }
}
