import type { Instant } from '../../values/instant.js';
import { Fault } from '../failure.js';
import type { Timestamp } from './value.js';

const grammar = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;
const offsetGrammar = /^([+-]?)(\d{1,2}):(\d{2})$/;
const million = 1_000_000n;
const billion = 1_000_000_000n;
const earliest = -62_135_596_800_000_000_000n;
const latest = 253_402_300_800_000_000_000n;

/** RFC 3339 with an offset, years 1 to 9999, to the nanosecond. Undefined for other text, and for days that do not exist. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = grammar.exec(text);
  if (match === null) return undefined;
  const [, day = '', time = '', fraction = '', offset = ''] = match;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const milliseconds = Date.parse(`${day}T${time}${offset.toUpperCase()}`);
  if (Number.isNaN(milliseconds) || Number.isNaN(midnight) || time.startsWith('24')) return undefined;
  if (!new Date(midnight).toISOString().startsWith(day)) return undefined;
  const outcome = timestampOf(BigInt(milliseconds) * million + BigInt(fraction.padEnd(9, '0')));
  return outcome instanceof Fault ? undefined : outcome;
}

export function timestampOfInstant(instant: Instant): Timestamp {
  return { epochNanoseconds: BigInt(Date.parse(instant)) * million };
}

export function timestampOf(epochNanoseconds: bigint): Timestamp | Fault {
  if (epochNanoseconds >= earliest && epochNanoseconds < latest) return { epochNanoseconds };
  return new Fault('out_of_range', 'a timestamp lies outside of the years 1 to 9999');
}

/** RFC 3339 in UTC, with as many digits of the second as it has. */
export function timestampText(timestamp: Timestamp): string {
  const nanoseconds = nanosecondsOf(timestamp);
  const text = dateOf(timestamp, 0).toISOString().slice(0, 19);
  const fraction = nanoseconds === 0n ? '' : `.${`${nanoseconds}`.padStart(9, '0').replace(/0+$/, '')}`;
  return `${text}${fraction}Z`;
}

/** The part below a second. */
export function nanosecondsOf({ epochNanoseconds }: Timestamp): bigint {
  return ((epochNanoseconds % billion) + billion) % billion;
}

/** Whole seconds since 1970, rounded down. */
export function secondsOf(timestamp: Timestamp): number {
  return Number((timestamp.epochNanoseconds - nanosecondsOf(timestamp)) / billion);
}

/** A Date whose UTC fields are the timestamp's, so many minutes east of UTC. */
export function dateOf(timestamp: Timestamp, offsetMinutes: number): Date {
  return new Date((secondsOf(timestamp) + offsetMinutes * 60) * 1000);
}

/** Minutes east of UTC of `UTC`, `+05:30`, `-8:00`. Undefined for names of zones: what they mean changes. */
export function parseOffset(zone: string): number | undefined {
  if (zone === 'UTC' || zone === 'Z') return 0;
  const match = offsetGrammar.exec(zone);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
