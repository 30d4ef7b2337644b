import { v7 } from 'uuid';
import { isStorableText } from './canonical/text.js';
import { invalidArgument } from './error.js';

const controlCharacter = /\p{Cc}/u;
const plainText = /^[ -~]*$/;
const idBytes = 16;

/** A UUIDv7 (RFC 9562): later ones sort after earlier ones, also within a millisecond. */
export const newUuidV7: () => string = /* @__PURE__ */ uuidV7Source();

/**
 * 1 to 200 characters, well-formed, none of them a control character. Ids beginning with `~` are Policytrail's own and
 * pass only as `internal`. Throws `invalid_argument`.
 */
export function assertPolicyId(value: unknown, options: { readonly internal?: true } = {}): asserts value is string {
  assertText('policyId', value, { minLength: 1, maxLength: 200, lines: 'one' });
  if (options.internal === true || !value.startsWith('~')) return;
  throw invalidArgument('policyId must not begin with `~`', { argument: 'policyId' });
}

/** 1 to 128 characters of printable ASCII, not only spaces. Throws `invalid_argument`. */
export function assertRequestId(value: unknown): asserts value is string {
  if (typeof value === 'string' && /^[ -~]{1,128}$/.test(value) && /[!-~]/.test(value)) return;
  throw invalidArgument('requestId must be 1 to 128 printable ASCII characters, not only spaces', {
    argument: 'requestId',
  });
}

/** How long a text may be, in Unicode code points, and whether it may hold control characters (line breaks, tabs). */
export interface TextRule {
  readonly minLength?: number;
  readonly maxLength: number;
  readonly lines?: 'one' | 'many';
}

/** Text that every store keeps as it is: well-formed, no U+0000. Throws `invalid_argument` naming `argument`. */
export function assertText(argument: string, value: unknown, rule: TextRule): asserts value is string {
  const problem = textProblem(value, rule);
  if (problem !== undefined) throw invalidArgument(`${argument} ${problem}`, { argument });
}

function textProblem(value: unknown, { minLength = 0, maxLength, lines = 'many' }: TextRule): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (isLonger(value, maxLength)) return `must have at most ${maxLength} characters`;
  if (value.length < minLength)
    return minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters`;
  if (plainText.test(value)) return undefined;
  if (!isStorableText(value)) return 'must not hold U+0000 or a lone surrogate';
  return lines === 'one' && controlCharacter.test(value) ? 'must not hold control characters' : undefined;
}

// Code points are counted only where they may be fewer than what `length` counts.
function isLonger(text: string, maxLength: number): boolean {
  return text.length > maxLength && (text.length > 2 * maxLength || [...text].length > maxLength);
}

/**
 * Makes UUIDv7s (RFC 9562, 6.2 method 1) that sort in the order they are made, also within a millisecond and when the
 * clock goes back. Random bytes are drawn for many ids at once: asking for sixteen takes three times as long as the rest.
 */
function uuidV7Source(idsPerDraw = 256): () => string {
  const drawn = new Uint8Array(idBytes * idsPerDraw);
  let next = drawn.length;
  let milliseconds = Number.NEGATIVE_INFINITY;
  let sequence = 0;
  return () => {
    if (next === drawn.length) {
      crypto.getRandomValues(drawn);
      next = 0;
    }
    const random = drawn.subarray(next, next + idBytes);
    next += idBytes;
    const now = Date.now();
    if (now > milliseconds) {
      milliseconds = now;
      // Of the sequence's 32 bits the highest is 0 at first, so that it does not run over within a millisecond.
      sequence = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
    } else if (sequence === 0xffff_ffff) {
      milliseconds += 1;
      sequence = 0;
    } else sequence += 1;
    return v7({ random, msecs: milliseconds, seq: sequence });
  };
}
