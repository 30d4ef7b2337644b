import type { FormatContext } from '../format-context.js';

const formats = new Map<string, Intl.DateTimeFormat>();
const calendarDate = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A calendar date (`2025-10-03`), the same in every time zone; undefined for other text. */
export function dateText(value: string, { locale }: FormatContext): string | undefined {
  if (!calendarDate.test(value) || !isOfCalendar(value)) return undefined;
  return formatOf(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(value));
}

/** An instant in the reader's time zone, which it names; undefined for other text. */
export function dateTimeText(value: string, { locale, timeZone }: FormatContext): string | undefined {
  const date = parseInstant(value);
  if (date === undefined) return undefined;
  return formatOf(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    ...(date.getTime() % 60_000 === 0 ? {} : { second: '2-digit' }),
    timeZoneName: 'short',
    timeZone,
  }).format(date);
}

/** "Friday, October 3, 2025", by which versions are grouped. */
export function dayText(value: string, { locale, timeZone }: FormatContext): string | undefined {
  const date = parseInstant(value);
  return date && formatOf(locale, { dateStyle: 'full', timeZone }).format(date);
}

/** "9:15 AM" */
export function timeText(value: string, { locale, timeZone }: FormatContext): string | undefined {
  const date = parseInstant(value);
  return date && formatOf(locale, { timeStyle: 'short', timeZone }).format(date);
}

function parseInstant(value: string): Date | undefined {
  if (!instant.test(value) || !isOfCalendar(value.slice(0, 10))) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

// The platform reads February 30 as March 2.
function isOfCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function formatOf(
  locale: string,
  options: { readonly [Key in keyof Intl.DateTimeFormatOptions]?: Intl.DateTimeFormatOptions[Key] | undefined },
): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = createFormat(locale, options as Intl.DateTimeFormatOptions);
  formats.set(key, format);
  return format;
}

// A time zone this browser does not know must not take the page down: UTC is named beside the time.
function createFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  }
}
