import { canonicalJson, type JsonLimits } from '../canonical/canonical-json.js';
import { invalidArgument } from '../error.js';

/**
 * The border that every policy crosses: the canonical text of a JSON object, which is what is hashed and stored.
 * Throws `invalid_argument` with the path for what {@link canonicalJson} refuses, and for integers beyond 2^53-1.
 */
export function documentText(value: unknown, limits: JsonLimits = {}): string {
  const text = canonicalJson(value, { ...limits, numbers: 'safe' });
  if (text.startsWith('{')) return text;
  throw invalidArgument('a document must be a JSON object', { path: '' });
}
