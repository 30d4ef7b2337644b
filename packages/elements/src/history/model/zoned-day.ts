const dayMilliseconds = 86_400_000;

/** The instant at which a calendar day (`2025-10-03`) begins in a time zone; undefined for other text. */
export function dayStart(day: string, timeZone: string | undefined): string | undefined {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(midnight)) return undefined;
  // Twice, as the offset may be another one at the instant that the first guess leads to.
  const guess = midnight - offsetAt(midnight, timeZone);
  return new Date(midnight - offsetAt(guess, timeZone)).toISOString();
}

/** The instant at which it is over. */
export function dayEnd(day: string, timeZone: string | undefined): string | undefined {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight)) return undefined;
  return dayStart(new Date(midnight + dayMilliseconds).toISOString().slice(0, 10), timeZone);
}

/** The calendar day of an instant in a time zone; empty for none. */
export function dayOf(instant: string | undefined, timeZone: string | undefined): string {
  const time = Date.parse(instant ?? '');
  return Number.isNaN(time) ? '' : new Date(time + offsetAt(time, timeZone)).toISOString().slice(0, 10);
}

/** The last calendar day before an instant. */
export function dayBefore(instant: string | undefined, timeZone: string | undefined): string {
  const time = Date.parse(instant ?? '');
  return Number.isNaN(time) ? '' : dayOf(new Date(time - 1).toISOString(), timeZone);
}

function offsetAt(time: number, timeZone: string | undefined): number {
  const parts = formatOf(timeZone).formatToParts(time);
  const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  ) as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000;
}

const formats = new Map<string | undefined, Intl.DateTimeFormat>();

function formatOf(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = createFormat(timeZone);
  formats.set(timeZone, format);
  return format;
}

// A time zone this browser does not know is shown as UTC elsewhere too.
function createFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  const numeric = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const options = { ...numeric, second: '2-digit', hourCycle: 'h23', calendar: 'gregory' } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
  }
}
