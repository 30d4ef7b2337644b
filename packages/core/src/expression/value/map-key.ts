import { Fault } from '../failure.js';
import { isNumeric, wholeOf } from './numeric.js';
import type { MapKey, Value } from './value.js';

const noKey = /* @__PURE__ */ new Fault('wrong_type', 'a key of a map is text, a boolean or a whole number');

/** The key that a value is; a fault where it can be none. */
export function mapKey(value: Value): MapKey | Fault {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return isNumeric(value) ? (wholeOf(value) ?? noKey) : noKey;
}

/** The value that a key is. */
export function keyValue(key: MapKey): Value {
  if (typeof key !== 'bigint') return key;
  const number = Number(key);
  return Number.isSafeInteger(number) ? number : { coefficient: key, exponent: 0 };
}
