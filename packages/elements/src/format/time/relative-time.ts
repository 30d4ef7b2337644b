const steps = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

const formats = new Map<string, Intl.RelativeTimeFormat>();

/**
 * "2 days ago", seen from `now` (milliseconds since 1970); under a minute "now". Undefined where `value` is no date. Never
 * "yesterday", which is a day of the calendar: 40 hours ago may be the day before.
 */
export function relativeTimeText(value: string, now: number, locale: string): string | undefined {
  const seconds = (Date.parse(value) - now) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  const [unit, length] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  const numeric = unit === 'second' ? 'auto' : 'always';
  const key = `${locale} ${numeric}`;
  const format = formats.get(key) ?? new Intl.RelativeTimeFormat(locale, { numeric });
  formats.set(key, format);
  return format.format(unit === 'second' ? 0 : Math.trunc(seconds / length), unit);
}
