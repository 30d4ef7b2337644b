import { type Decimal, decimalText, trim } from './decimal.js';

const formats = new Map<string, Intl.NumberFormat>();
const mostFractionDigits = 100;

export interface NumberTextOptions extends Intl.NumberFormatOptions {
  /** Fraction digits shown at least; more where the number has more, as a rounded figure could hide a change. */
  readonly digits?: number | undefined;
}

/** A decimal in the digits of a locale, exact, with a true minus sign. */
export function numberText(locale: string, decimal: Decimal, { digits, ...options }: NumberTextOptions = {}): string {
  // A percentage shows two digits fewer than it has.
  const own = Math.max(0, trim(decimal).scale - (options.style === 'percent' ? 2 : 0));
  const usual = digits ?? usualDigits(locale, options);
  const shown = Math.min(mostFractionDigits, Math.max(own, usual));
  const format = formatOf(locale, {
    ...options,
    minimumFractionDigits: Math.min(usual, shown),
    maximumFractionDigits: shown,
  });
  return format
    .formatToParts(decimalText(decimal))
    .map(({ type, value }) => (type === 'minusSign' ? value.replace('-', '\u2212') : value))
    .join('');
}

function usualDigits(locale: string, options: Intl.NumberFormatOptions): number {
  return options.style === 'currency' ? (formatOf(locale, options).resolvedOptions().minimumFractionDigits ?? 0) : 0;
}

function formatOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}
