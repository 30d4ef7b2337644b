import { canonicalJson } from '../../values/canonical/canonical-json.js';
import { isPolicytrailError } from '../../values/error.js';
import type { JsonValue } from '../../values/json.js';
import { invalidInput } from './invalid-input.js';

// How large an input may be is for whoever stores it to say: these 64 MiB bound only the time that looking takes.
const limits = { maxDepth: 1000, maxBytes: 67_108_864, numbers: 'safe' } as const;

/** Throws `invalid_input` for what JSON can't say, and for integers beyond 2^53-1. */
export function assertJson(input: unknown): asserts input is JsonValue {
  try {
    canonicalJson(input, limits);
  } catch (error) {
    if (!isPolicytrailError(error, 'invalid_argument')) throw error;
    const issue = { path: error.details.path ?? '', message: error.message };
    throw invalidInput(`the input is not JSON: ${error.message}`, [issue]);
  }
}
