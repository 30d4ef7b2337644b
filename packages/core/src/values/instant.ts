import { invalidArgument } from './error.js';

/** An instant as 24 characters of UTC text, `2025-10-03T09:15:00.000Z`: sorts as text, years 0000 to 9999. */
export type Instant = string;

const normalForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const accepted = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** True for text in normal form that names a real instant. */
export function isInstant(text: unknown): text is Instant {
  return typeof text === 'string' && normalForm.test(text) && toText(Date.parse(text)) === text;
}

/**
 * Reads an RFC 3339 instant with an offset, or a Date, into normal form; digits past milliseconds are cut.
 * Throws `invalid_argument` for anything else, days that do not exist included.
 */
export function parseInstant(value: string | Date, argument = 'instant'): Instant {
  if (isInstant(value)) return value;
  const text =
    typeof value === 'string' && accepted.test(value) && dayExists(value) ? toText(Date.parse(value)) : dateText(value);
  if (text !== undefined) return text;
  throw invalidArgument(`${argument} must be an RFC 3339 instant with an offset, such as 2025-10-03T09:15:00.000Z`, {
    argument,
  });
}

/** The later of two instants. */
export function laterOf(one: Instant, other: Instant): Instant {
  return one < other ? other : one;
}

function dateText(value: unknown): Instant | undefined {
  return value instanceof Date ? toText(value.getTime()) : undefined;
}

function toText(milliseconds: number): Instant | undefined {
  if (Number.isNaN(milliseconds)) return undefined;
  const text = new Date(milliseconds).toISOString();
  return text.length === 24 ? text : undefined;
}

// Date.parse rolls `2025-02-30` over into March; the day has to come back as it went in.
function dayExists(text: string): boolean {
  const day = text.slice(0, 10);
  return toText(Date.parse(`${day}T00:00:00Z`))?.slice(0, 10) === day;
}
