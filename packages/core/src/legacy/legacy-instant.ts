import { type Instant, isInstant, parseInstant } from '../index.js';

const withOffset = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)?$/;
const secondsDigits = 10;
const millisecondsDigits = 13;

/**
 * An instant as legacy tables write it: RFC 3339 or SQL's text, which is UTC where it names no offset, or seconds or milliseconds
 * since 1970 as 10 or 13 digits. Undefined for anything else, a day alone included: when on it is not said.
 */
export function findLegacyInstant(text: string): Instant | undefined {
  const written = sinceEpoch(text) ?? rfc3339(text);
  if (written === undefined) return undefined;
  try {
    return parseInstant(written);
  } catch {
    return undefined;
  }
}

/** The first millisecond that is wholly after an instant of a legacy table, where its text is finer than milliseconds; else the same. */
export function findLegacyEnd(text: string): Instant | undefined {
  const at = findLegacyInstant(text);
  const isFiner = /\.\d{3}\d*[1-9]/.test(text);
  return at === undefined || !isFiner ? at : parseInstant(new Date(Date.parse(at) + 1));
}

function sinceEpoch(text: string): Instant | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  if (text.length === secondsDigits) return new Date(Number(text) * 1000).toISOString();
  return text.length === millisecondsDigits ? new Date(Number(text)).toISOString() : undefined;
}

function rfc3339(text: string): string | undefined {
  if (isInstant(text)) return text;
  const [, day, time, offset = 'Z'] = withOffset.exec(text) ?? [];
  if (day === undefined) return undefined;
  return `${day}T${time}${offset === 'Z' ? offset : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`}`;
}
