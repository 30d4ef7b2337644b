import { isFailure } from '../../src/expression/failure.js';
import { createProgram, type Program, type ProgramOptions } from '../../src/expression/program.js';
import { isList } from '../../src/expression/value/value.js';
import { valueText } from '../../src/expression/value/value-text.js';
import { isPolicytrailError } from '../../src/values/error.js';
import type { JsonValue } from '../../src/values/json.js';
import { compileExpression } from './compile-expression.js';

export const now = '2025-10-03T09:15:00.000Z';

export const decimalText = { type: 'string', format: 'decimal', 'x-policytrail-decimal': { scale: 2 } };

/** Policy and input of a quote, with schemas. */
export const quoting: ProgramOptions = {
  policy: { maxDiscountPct: '20.00', regions: ['eu', 'us'], limits: { eu: 5, us: 7 }, allowNetwork: false },
  policySchema: {
    type: 'object',
    properties: {
      maxDiscountPct: decimalText,
      floorPct: decimalText,
      regions: { type: 'array', items: { type: 'string' } },
      limits: { type: 'object', additionalProperties: { type: 'number' } },
      allowNetwork: { type: 'boolean' },
    },
  },
  inputSchema: {
    type: 'object',
    properties: {
      discountPct: decimalText,
      quantity: { type: 'integer' },
      region: { type: 'string' },
      isNew: { type: 'boolean' },
      note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      lines: { type: 'array', items: { $ref: '#/$defs/line' } },
    },
    additionalProperties: false,
    $defs: {
      line: {
        type: 'object',
        properties: { price: decimalText, tags: { type: 'array', items: { type: 'string' } } },
        additionalProperties: false,
      },
    },
  },
};

export const quote: JsonValue = {
  discountPct: '25.00',
  quantity: 3,
  region: 'eu',
  isNew: true,
  note: null,
  lines: [
    { price: '9.90', tags: ['a'] },
    { price: '100.10', tags: [] },
  ],
};

/** The outcome of an expression as text: a scalar's, a list's in brackets, a failure's code after `!`. */
export function outcome(source: string, values: { readonly [name: string]: JsonValue } = {}): string {
  const variables = Object.fromEntries(Object.keys(values).map((name) => [name, {}]));
  return textOf(compileExpression(source, { variables }).evaluate(values, now));
}

function textOf(value: ReturnType<ReturnType<typeof compileExpression>['evaluate']>): string {
  if (isFailure(value)) return `!${value.code}`;
  if (isList(value)) return `[${value.map(textOf).join(', ')}]`;
  return valueText(value) ?? (value === null ? 'null' : 'map');
}

/** What a condition comes to on the quote, as text. */
export function judged(source: string, program: Program = createProgram(quoting), input: JsonValue = quote): string {
  const result = program.condition(source).test(program.run(input, now));
  return typeof result === 'boolean' ? `${result}` : `!${result.code}`;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly suggestion?: string;
  readonly limit?: number;
}

/** The error that refuses an expression, with its details. */
export function refusalOf(source: string, options: ProgramOptions = quoting): Refusal {
  try {
    createProgram(options).condition(source);
  } catch (error) {
    if (isPolicytrailError(error, 'invalid_expression'))
      return { code: error.code, message: error.message, ...error.details };
    if (isPolicytrailError(error, 'limit_exceeded'))
      return { code: error.code, message: error.message, ...error.details };
    throw error;
  }
  throw new Error(`accepted: ${source.slice(0, 100)}`);
}
