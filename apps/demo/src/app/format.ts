const dateTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const count = new Intl.NumberFormat('en');
const size = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export function formatInstant(instant: string): string {
  return dateTime.format(new Date(instant));
}

export function formatCount(number: number): string {
  return count.format(number);
}

/** Bytes in the unit that keeps the number short, of 1,000 each. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const rank = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${size.format(bytes / 1000 ** rank)} ${units[rank]}`;
}
