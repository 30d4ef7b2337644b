const decimal = /^-?\d+(\.\d+)?$/;
// What Intl.NumberFormat takes; past it formatting would round.
const mostFractionDigits = 20;

/** True for decimal text such as `-12.50`: what Intl formats exactly, without a float in between. */
export function isFormattable(text: string): boolean {
  return decimal.test(text) && fractionDigits(text) <= mostFractionDigits;
}

/** Decimal text in en-US, every digit kept. `fractionShift` 2 = the format moves the point two places (percent style). */
export function formatDecimal(text: string, options: Intl.NumberFormatOptions = {}, fractionShift = 0): string {
  const own = Math.max(fractionDigits(text) - fractionShift, 0);
  const least = options.minimumFractionDigits ?? defaultDigits(options);
  const format = new Intl.NumberFormat('en-US', {
    ...options,
    minimumFractionDigits: least,
    maximumFractionDigits: Math.max(own, least),
  });
  return format.format(text as Intl.StringNumericLiteral);
}

function fractionDigits(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

function defaultDigits(options: Intl.NumberFormatOptions): number {
  if (options.style !== 'currency') return 0;
  return new Intl.NumberFormat('en-US', options).resolvedOptions().minimumFractionDigits ?? 0;
}
