import { Fault } from '../failure.js';
import { durationType, numberType, timestampType } from '../type/type.js';
import { parseDuration } from '../value/duration.js';
import { isNumeric, wholeOf } from '../value/numeric.js';
import { dateOf, nanosecondsOf, parseOffset, parseTimestamp, timestampOf } from '../value/timestamp.js';
import type { Duration, Timestamp, Value } from '../value/value.js';
import type { FunctionRow } from './row.js';

const nanosecondsPer = {
  hour: 3_600_000_000_000n,
  minute: 60_000_000_000n,
  second: 1_000_000_000n,
  millisecond: 1_000_000n,
};
const dayMilliseconds = 86_400_000;
/** Reading a date takes ten times as long as comparing numbers. */
const cost = 10;

export function timeFunctions(): readonly FunctionRow[] {
  return [
    {
      name: 'timestamp',
      form: 'function',
      cost,
      parameters: [['text', 'timestamp', 'number']],
      usage: '`timestamp("2025-10-03T09:15:00Z")`',
      type: () => timestampType,
      apply: ([value = null]) => timestampFrom(value),
    },
    {
      name: 'duration',
      form: 'function',
      cost,
      parameters: [['text', 'duration']],
      usage: '`duration("1h30m")`',
      type: () => durationType,
      apply: ([value = null]) => durationFrom(value),
    },
    dateGetter('getFullYear', (date) => date.getUTCFullYear()),
    dateGetter('getMonth', (date) => date.getUTCMonth()),
    dateGetter('getDate', (date) => date.getUTCDate()),
    dateGetter('getDayOfMonth', (date) => date.getUTCDate() - 1),
    dateGetter('getDayOfWeek', (date) => date.getUTCDay()),
    dateGetter('getDayOfYear', dayOfYear),
    ...timeGetters(),
  ];
}

function timeGetters(): readonly FunctionRow[] {
  return [
    getter(
      'getHours',
      (date) => date.getUTCHours(),
      (nanoseconds) => nanoseconds / nanosecondsPer.hour,
    ),
    getter(
      'getMinutes',
      (date) => date.getUTCMinutes(),
      (nanoseconds) => nanoseconds / nanosecondsPer.minute,
    ),
    getter(
      'getSeconds',
      (date) => date.getUTCSeconds(),
      (nanoseconds) => nanoseconds / nanosecondsPer.second,
    ),
    getter(
      'getMilliseconds',
      (_, nanoseconds) => Number(nanoseconds / nanosecondsPer.millisecond),
      (nanoseconds) => (nanoseconds % nanosecondsPer.second) / nanosecondsPer.millisecond,
    ),
  ];
}

/** From text; from a number as seconds since 1970. */
function timestampFrom(value: Value): Value | Fault {
  if (typeof value === 'string') {
    return (
      parseTimestamp(value) ??
      new Fault(
        'invalid_argument',
        'the text is no RFC 3339 timestamp of the years 1 to 9999 with at most 9 digits of a second',
      )
    );
  }
  if (!isNumeric(value)) return value;
  const seconds = wholeOf(value);
  if (seconds === undefined) return new Fault('invalid_argument', 'seconds since 1970 must be a whole number');
  return timestampOf(seconds * nanosecondsPer.second);
}

function durationFrom(value: Value): Value | Fault {
  if (typeof value !== 'string') return value;
  return parseDuration(value) ?? new Fault('invalid_argument', 'the text is no duration such as `1h30m`');
}

type ReadDate = (date: Date, nanoseconds: bigint) => number;

/** Of a timestamp, in UTC or at an offset such as `+05:30`. */
function dateGetter(name: string, read: ReadDate): FunctionRow {
  return {
    name,
    form: 'method',
    cost,
    parameters: [['timestamp'], ['text']],
    optional: 1,
    usage: `\`timestamp.${name}()\` or \`timestamp.${name}("+01:00")\``,
    type: () => numberType,
    apply: ([timestamp, zone = 'UTC']) => readDate(timestamp as Timestamp, String(zone), read),
  };
}

/** Of a timestamp, or of a duration as a whole. */
function getter(name: string, ofDate: ReadDate, ofDuration: (nanoseconds: bigint) => bigint): FunctionRow {
  return {
    ...dateGetter(name, ofDate),
    parameters: [['timestamp', 'duration'], ['text']],
    apply: ([value, zone = 'UTC']) => {
      const time = value as Timestamp | Duration;
      return 'nanoseconds' in time ? Number(ofDuration(time.nanoseconds)) : readDate(time, String(zone), ofDate);
    },
  };
}

function readDate(timestamp: Timestamp, zone: string, read: ReadDate): number | Fault {
  const offset = parseOffset(zone);
  if (offset !== undefined) return read(dateOf(timestamp, offset), nanosecondsOf(timestamp));
  return new Fault(
    'invalid_argument',
    'a zone is `UTC` or an offset such as `+05:30`; what names of zones mean changes',
  );
}

/** From 0. */
function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMilliseconds);
}
