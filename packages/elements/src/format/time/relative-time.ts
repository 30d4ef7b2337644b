const steps = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

const formats = new Map<string, Intl.RelativeTimeFormat>();

/** "2 days ago", seen from `now` (milliseconds since 1970); under a minute "now". Undefined where `value` is no date. */
export function relativeTimeText(value: string, now: number, locale: string): string | undefined {
  const seconds = (Date.parse(value) - now) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  const format = formats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  formats.set(locale, format);
  const [unit, length] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return format.format(unit === 'second' ? 0 : Math.trunc(seconds / length), unit);
}
