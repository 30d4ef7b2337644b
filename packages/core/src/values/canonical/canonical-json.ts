import { isPolicytrailError } from '../error.js';
import { type Bounds, isDense, type Level, levelOf, nothing, writeLevel } from './level.js';
import { tooDeep, tooLarge, unreadable, unsayable } from './refusal.js';
import { exceedsBytes, scalarText } from './text.js';

/** How much a JSON value may hold. */
export interface JsonLimits {
  /** Arrays and objects inside each other; 64 by default. */
  readonly maxDepth?: number;
  /** Bytes of UTF-8; 1 MiB by default. */
  readonly maxBytes?: number;
}

/** The limits, each the default unless given. */
export function limitsOf({ maxDepth = 64, maxBytes = 1_048_576 }: JsonLimits): Required<JsonLimits> {
  return { maxDepth, maxBytes };
}

/** For values that were let in before: what may be stored is limited where it is stored. */
export const unlimited: Required<JsonLimits> = { maxDepth: 10_000, maxBytes: Infinity };

export interface CanonicalOptions extends JsonLimits {
  /** `any` finite double (the default), or `safe`: none beyond 2^53-1, where doubles skip integers. */
  readonly numbers?: 'any' | 'safe';
}

/**
 * The RFC 8785 text of a JSON value: plain objects, arrays, well-formed strings without U+0000, finite numbers,
 * booleans and null. Throws `invalid_argument` with the path (a JSON Pointer) of anything else, and beyond the limits.
 * `toJSON` is never called; an accessor is, as by any reader, and what it answers is written, what it throws the cause.
 */
export function canonicalJson(value: unknown, options: CanonicalOptions = {}): string {
  const largest = options.numbers === 'safe' ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE;
  const { maxDepth, maxBytes } = limitsOf(options);
  const scalar = scalarText(value, largest);
  const text = scalar ?? containerText(value, { maxDepth, maxBytes, largest });
  if (exceedsBytes(text, maxBytes)) throw tooLarge([], undefined, maxBytes);
  return text;
}

// Containers inside each other wait on a list: the call stack stays flat at any depth.
function containerText(value: unknown, bounds: Bounds): string {
  const levels: Level[] = [];
  let text = '';
  let inner = value;
  try {
    for (;;) {
      if (text.length > bounds.maxBytes) throw tooLarge(levels, inner, bounds.maxBytes);
      if (inner !== nothing) levels.push(enter(inner, levels, text.length, bounds));
      const level = levels[levels.length - 1];
      if (level === undefined) return text;
      text = writeLevel(level, text, bounds);
      inner = level.inner;
      if (inner === nothing) levels.pop();
    }
  } catch (error) {
    throw isPolicytrailError(error) ? error : unreadable(levels, error);
  }
}

function enter(value: unknown, levels: readonly Level[], length: number, { maxDepth, maxBytes }: Bounds): Level {
  const level = levelOf(value);
  if (level === undefined) throw unsayable(levels, value);
  if (levels.length >= maxDepth) throw tooDeep(levels, value, maxDepth);
  // An item takes two bytes or more.
  if (length + 2 * level.size > maxBytes) throw tooLarge(levels, value, maxBytes);
  if (Array.isArray(value) && !isDense(value)) throw unsayable(levels, value);
  return level;
}
