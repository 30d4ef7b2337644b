import { canonicalJson } from './canonical-json.js';
import { scalarText } from './text.js';

/**
 * The RFC 8785 text of a value inside an object that is written by hand: one that always has the same members, whose text
 * would else take longer than its hash. Throws as `canonicalJson` does.
 */
export function json(value: unknown): string {
  return scalarText(value, Number.MAX_VALUE) ?? canonicalJson(value);
}
