import { isDense, type Level, levelOf, nothing, writeLevel } from './level.js';
import { tooDeep, tooLarge, unsayable } from './refusal.js';
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
 * `toJSON` is never called, nor any accessor of an object.
 */
export function canonicalJson(value: unknown, options: CanonicalOptions = {}): string {
  const { maxDepth, maxBytes } = limitsOf(options);
  const largest = options.numbers === 'safe' ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE;
  const levels: Level[] = [];
  let text = scalarText(value, largest) ?? '';
  let inner: unknown = text === '' ? value : nothing;
  for (;;) {
    const room = maxBytes - text.length;
    if (room < 0) throw tooLarge(levels, inner, maxBytes);
    if (inner !== nothing) levels.push(enter(inner, levels, { maxDepth, maxBytes, room }));
    const level = levels[levels.length - 1];
    if (level === undefined) break;
    text = writeLevel(level, { text, largest, maxLength: maxBytes });
    inner = level.inner;
    if (inner === nothing) levels.pop();
  }
  if (exceedsBytes(text, maxBytes)) throw tooLarge([], undefined, maxBytes);
  return text;
}

function enter(
  value: unknown,
  levels: readonly Level[],
  limits: Required<JsonLimits> & { readonly room: number },
): Level {
  const level = levelOf(value);
  if (level === undefined) throw unsayable(levels, value);
  if (levels.length >= limits.maxDepth) throw tooDeep(levels, value, limits.maxDepth);
  // An item takes two bytes or more.
  if (2 * level.size > limits.room) throw tooLarge(levels, value, limits.maxBytes);
  if (!isDense(level)) throw unsayable(levels, value);
  return level;
}
