import type { FieldMeta } from '@policytrail/core';
import type { FormatContext } from '../../format/format-context.js';

export interface Affixes {
  readonly before?: string;
  readonly after?: string;
}

/** What stands before and after the input of a number: "$", "%", "tokens". */
export function affixesOf({ display, currency, unit }: FieldMeta, { locale }: FormatContext): Affixes {
  switch (display) {
    case 'money':
      return currency === undefined ? {} : currencyAffixes(currency, locale);
    case 'percent':
    case 'ratio':
      return { after: partOf(new Intl.NumberFormat(locale, { style: 'percent' }), 'percentSign') };
    case 'bytes':
      return {
        after: partOf(new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' }), 'unit'),
      };
    case 'datetime':
      return { after: 'UTC' };
    default:
      return unit === undefined ? {} : { after: typeof unit === 'string' ? unit : unit.other };
  }
}

function currencyAffixes(currency: string, locale: string): Affixes {
  if (!/^[A-Za-z]{3}$/.test(currency)) return { after: currency };
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(2);
  const symbol = parts.find(({ type }) => type === 'currency')?.value ?? currency;
  const isBefore =
    parts.findIndex(({ type }) => type === 'currency') < parts.findIndex(({ type }) => type === 'integer');
  return isBefore ? { before: symbol } : { after: symbol };
}

function partOf(format: Intl.NumberFormat, wanted: Intl.NumberFormatPartTypes): string {
  return format.formatToParts(2).find(({ type }) => type === wanted)?.value ?? '';
}
