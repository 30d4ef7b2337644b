import { type Decimal, decimalText, findDecimal } from '../../format/number/decimal.js';
import { numberText } from '../../format/number/number-text.js';

/** How a locale writes numbers. */
interface Notation {
  readonly decimal: string;
  readonly group: string;
  /** Its digits, 0 to 9. */
  readonly digits: readonly string[];
}

const notations = new Map<string, Notation>();
const invisible = /[\s\u061c\u200e\u200f]/gu;

/** A decimal as a person types it: the locale's digits and decimal sign, no groups; at least `scale` digits after it. */
export function typedNumber(decimal: Decimal, locale: string, scale: number): string {
  return numberText(locale, decimal, { useGrouping: false, digits: scale });
}

/**
 * Plain decimal text, digit by digit as it was typed: `1.234,50` is `1234.50` in German. Undefined for what is no number, or
 * where it is unsure which sign is which.
 */
export function plainNumber(typed: string, locale: string): string | undefined {
  const { decimal, group, digits } = notationOf(locale);
  let text = typed.replace(invisible, '').replaceAll('\u2212', '-').replaceAll('’', "'");
  for (const [digit, written] of digits.entries()) text = text.replaceAll(written, String(digit));
  const separator = group.replace('’', "'");
  if (separator.trim() !== '' && text.includes(separator)) {
    if (!isGrouped(text, separator, decimal)) return undefined;
    text = text.replaceAll(separator, '');
  }
  const plain = text.replace(decimal, '.').replace(/^\+/, '');
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.');
  const number = `${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`;
  return plain.startsWith('-') && findDecimal(number)?.units !== 0n ? `-${number}` : number;
}

/** "1,234.5", to show how a number is written. */
export function exampleNumber(locale: string): string {
  return numberText(locale, { units: 12345n, scale: 1 });
}

/** The number that is exactly this decimal; undefined where a double would round it. */
export function exactNumber(decimal: Decimal): number | undefined {
  const number = Number(decimalText(decimal));
  const kept = findDecimal(number);
  return kept !== undefined && decimalText(kept) === decimalText(decimal) ? number : undefined;
}

function isGrouped(text: string, group: string, decimal: string): boolean {
  const [whole = '', ...fractions] = text.replace(/^[+-]/, '').split(decimal);
  const [first = '', ...groups] = whole.split(group);
  const isWhole =
    /^\d{1,3}$/.test(first) && groups.every((one) => /^\d{2,3}$/.test(one)) && groups.at(-1)?.length === 3;
  return isWhole && fractions.length < 2 && !fractions.join('').includes(group);
}

function notationOf(locale: string): Notation {
  const known = notations.get(locale);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(locale, { useGrouping: true });
  const parts = format.formatToParts(-1_234_567.5);
  const partOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const plain = new Intl.NumberFormat(locale, { useGrouping: false });
  const digits = Array.from({ length: 10 }, (_, digit) => plain.format(digit));
  const notation = { decimal: partOf('decimal'), group: partOf('group'), digits };
  notations.set(locale, notation);
  return notation;
}
