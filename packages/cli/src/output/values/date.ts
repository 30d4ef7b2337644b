import type { Instant } from '@policytrail/core';
import { PolicytrailError } from '@policytrail/core';

/** An instant as `2025-10-03 09:15 AM` in a time zone; throws `invalid_argument` for a zone the platform does not know. */
export type FormatInstant = (instant: Instant) => string;

export function instantFormat(timeZone: string): FormatInstant {
  // Made when it is needed: the first Intl object of a process takes longer than most commands.
  let format: Intl.DateTimeFormat | undefined;
  return (instant) => {
    format ??= zonedFormat(timeZone, fields);
    const part = Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
    const year = (part.year ?? '').padStart(4, '0');
    return `${year}-${part.month}-${part.day} ${part.hour}:${part.minute} ${part.dayPeriod}`;
  };
}

const two = '2-digit';
const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two } as const;

/** A date format in a time zone; throws `invalid_argument` for a zone the platform does not know. */
export function zonedFormat(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch (cause) {
    const message = `--time-zone must be a time zone such as Europe/Berlin, not \`${timeZone}\``;
    throw new PolicytrailError('invalid_argument', message, { argument: '--time-zone' }, { cause });
  }
}
