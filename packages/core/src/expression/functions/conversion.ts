import { truncate } from '../decimal/decimal.js';
import { decimalOf } from '../decimal/text.js';
import { Fault } from '../failure.js';
import { booleanType, dyn, numberType, textType } from '../type/type.js';
import { asDecimal, isNumeric, parseNumeric, wholeOf } from '../value/numeric.js';
import { secondsOf } from '../value/timestamp.js';
import type { Kind, Numeric, Value } from '../value/value.js';
import { valueText } from '../value/value-text.js';
import type { FunctionRow } from './row.js';

export function conversionFunctions(): readonly FunctionRow[] {
  return [
    conversion('decimal', ['number', 'text'], () => numberType, decimalFrom),
    conversion('double', ['number', 'text'], () => numberType, decimalFrom),
    conversion('int', ['number', 'text', 'timestamp'], () => numberType, wholeFrom),
    conversion('bool', ['boolean', 'text'], () => booleanType, booleanFrom),
    conversion(
      'string',
      ['text', 'number', 'boolean', 'timestamp', 'duration'],
      () => textType,
      (value) => valueText(value) ?? '',
    ),
    {
      ...conversion(
        'dyn',
        'any',
        () => dyn,
        (value) => value,
      ),
      usage: '`dyn(x)`',
    },
  ];
}

function conversion(
  name: string,
  kinds: readonly Kind[] | 'any',
  type: FunctionRow['type'],
  convert: (value: Value) => Value | Fault,
): FunctionRow {
  return {
    name,
    form: 'function',
    parameters: [kinds],
    usage: `\`${name}(x)\``,
    type,
    apply: ([value = null]) => convert(value),
  };
}

function decimalFrom(value: Value): Numeric | Fault {
  if (isNumeric(value)) return value;
  return (
    parseNumeric(String(value)) ?? new Fault('invalid_argument', 'the text is no decimal number of at most 34 digits')
  );
}

/** Without the digits after the point; of a timestamp the seconds since 1970; text must be whole. */
function wholeFrom(value: Value): Numeric | Fault {
  if (isNumeric(value)) return Number.isSafeInteger(value) ? value : truncate(asDecimal(value));
  if (typeof value === 'object' && value !== null && 'epochNanoseconds' in value) {
    return secondsOf(value);
  }
  const decimal = decimalOf(String(value));
  if (decimal !== undefined && wholeOf(decimal) !== undefined) return decimal;
  return new Fault('invalid_argument', 'the text is no whole number');
}

const trueTexts: readonly Value[] = ['true', 'TRUE', 'True', 't', '1'];
const falseTexts: readonly Value[] = ['false', 'FALSE', 'False', 'f', '0'];

function booleanFrom(value: Value): boolean | Fault {
  if (typeof value === 'boolean') return value;
  if (trueTexts.includes(value)) return true;
  return falseTexts.includes(value) ? false : new Fault('invalid_argument', 'the text is neither `true` nor `false`');
}
