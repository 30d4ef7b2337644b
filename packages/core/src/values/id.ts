import { v7 } from 'uuid';
import { isStorableText } from './canonical/text.js';
import { invalidArgument } from './error.js';

const controlCharacter = /\p{Cc}/u;

/** A UUIDv7 (RFC 9562): later ones sort after earlier ones, also within a millisecond. */
export function newUuidV7(): string {
  return v7();
}

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
  if (value.length > 2 * maxLength || [...value].length > maxLength) return `must have at most ${maxLength} characters`;
  if (value.length < minLength)
    return minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters`;
  if (!isStorableText(value)) return 'must not hold U+0000 or a lone surrogate';
  return lines === 'one' && controlCharacter.test(value) ? 'must not hold control characters' : undefined;
}
