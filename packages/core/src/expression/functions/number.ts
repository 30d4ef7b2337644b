import { absolute, roundTo } from '../decimal/decimal.js';
import { Fault } from '../failure.js';
import { numberType } from '../type/type.js';
import { asDecimal, compareNumeric, isNumeric } from '../value/numeric.js';
import type { Numeric, Value } from '../value/value.js';
import type { FunctionRow } from './row.js';

const largestScale = 34;

export function numberFunctions(): readonly FunctionRow[] {
  return [
    extreme('min', -1),
    extreme('max', 1),
    {
      name: 'abs',
      form: 'function',
      parameters: [['number']],
      usage: '`abs(x)`',
      type: () => numberType,
      apply: ([value]) => absoluteOf(numericOf(value)),
    },
    {
      name: 'round',
      form: 'function',
      parameters: [['number'], ['number']],
      optional: 1,
      usage: '`round(x, scale)`',
      type: () => numberType,
      apply: ([value, scale = 0]) => roundedTo(numericOf(value), scale),
    },
  ];
}

function extreme(name: string, wanted: -1 | 1): FunctionRow {
  return {
    name,
    form: 'function',
    parameters: [['number'], ['number']],
    optional: 1,
    isVariadic: true,
    usage: `\`${name}(a, b, …)\``,
    type: () => numberType,
    apply: (values, run) => {
      run.cost += values.length;
      return values.map(numericOf).reduce((best, value) => (compareNumeric(value, best) === wanted ? value : best));
    },
  };
}

// The table's kinds were checked before.
function numericOf(value: Value | undefined): Numeric {
  return value !== undefined && isNumeric(value) ? value : 0;
}

function absoluteOf(value: Numeric): Numeric {
  return typeof value === 'number' ? Math.abs(value) : absolute(value);
}

/** Half to even. */
function roundedTo(value: Numeric, scale: Value): Numeric | Fault {
  if (typeof scale === 'number' && Number.isInteger(scale) && scale >= 0 && scale <= largestScale) {
    return Number.isSafeInteger(value) ? value : roundTo(asDecimal(value), scale);
  }
  return new Fault('invalid_argument', `the scale must be a whole number from 0 to ${largestScale}`);
}
