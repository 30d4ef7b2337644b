import type { Instant } from '@policytrail/core';
import { parseInstant } from '@policytrail/core';
import { zonedFormat } from '../output/values/date.js';

const day = /^\d{4}-\d{2}-\d{2}$/;
const dayMilliseconds = 86_400_000;

/** Reads `--from`: an instant, or a day, which begins at midnight in the time zone. */
export function fromInstant(text: string, timeZone: string): Instant {
  return day.test(text)
    ? midnight(parseInstant(`${text}T00:00:00Z`, '--from'), timeZone)
    : parseInstant(text, '--from');
}

/** Reads `--to` into the instant before which it lies: an instant, or a day, which is counted to its end. */
export function toInstant(text: string, timeZone: string): Instant {
  if (!day.test(text)) return parseInstant(text, '--to');
  const next = Date.parse(parseInstant(`${text}T00:00:00Z`, '--to')) + dayMilliseconds;
  return midnight(new Date(next).toISOString(), timeZone);
}

// The offset is asked for twice: at UTC's midnight, and again at the instant found, where a clock change may lie between.
function midnight(utcMidnight: Instant, timeZone: string): Instant {
  const utc = Date.parse(utcMidnight);
  const guess = utc - offsetMilliseconds(utc, timeZone);
  return new Date(utc - offsetMilliseconds(guess, timeZone)).toISOString();
}

function offsetMilliseconds(at: number, timeZone: string): number {
  const name =
    zonedFormat(timeZone, { timeZoneName: 'longOffset' })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes = '0', seconds = '0'] = /([+-])(\d{2}):?(\d{2})?:?(\d{2})?/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return Number(`${sign}1`) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
