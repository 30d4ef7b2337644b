import type { JsonValue } from '../../values/json.js';
import { durationText } from './duration.js';
import { isNumeric, numericText } from './numeric.js';
import { timestampText } from './timestamp.js';
import type { Value } from './value.js';

/** A scalar as text, decimals in normal form; null for null, lists and maps. */
export function valueText(value: Value): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return `${value}`;
  if (value === null) return null;
  if (isNumeric(value)) return numericText(value);
  if ('epochNanoseconds' in value) return timestampText(value);
  return 'nanoseconds' in value ? durationText(value) : null;
}

/** A scalar as its document writes it; null for null, lists and maps. */
export function writtenText(json: JsonValue | undefined): string | null {
  if (typeof json === 'string') return json;
  return typeof json === 'number' || typeof json === 'boolean' ? `${json}` : null;
}
