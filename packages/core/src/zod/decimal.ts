import * as z from 'zod';
import { decimalKeyword } from '../policy/definition/json-schema/keyword.js';
import { type DecimalFormat, normalizeDecimal } from '../values/decimal-text.js';
import { invalidArgument, isPolicytrailError } from '../values/error.js';

export type DecimalSchema = z.ZodCodec<z.ZodCustom<string | number, string | number>, z.ZodString>;

/**
 * An exact decimal: takes decimal text or a safe number and gives decimal text in normal form, decoding and encoding.
 * Throws `invalid_argument` for a scale or bounds that are none.
 */
export function decimal(options: DecimalFormat = {}): DecimalSchema {
  const format = readFormat(options);
  const normalize = (value: string | number, payload: z.core.ParsePayload): string => {
    try {
      return normalizeDecimal(value, format);
    } catch (error) {
      if (!isPolicytrailError(error, 'invalid_argument')) throw error;
      payload.issues.push({ code: 'custom', message: error.message, input: value });
      return z.NEVER;
    }
  };
  const given = z.custom<string | number>(
    (value) => typeof value === 'string' || typeof value === 'number',
    'expected decimal text or a number',
  );
  const normal = z.string();
  // The two ends say the JSON Schema, so that it holds through every wrapper. Under a keyword of its own: `.meta()` sets
  // `x-policytrail` as a whole.
  given._zod.toJSONSchema = () => ({ type: ['string', 'number'], format: 'decimal', [decimalKeyword]: { ...format } });
  normal._zod.toJSONSchema = () => ({ type: 'string', format: 'decimal', [decimalKeyword]: { ...format } });
  return z.codec(given, normal, { decode: normalize, encode: normalize });
}

function readFormat({ scale, min, max }: DecimalFormat): DecimalFormat {
  if (scale !== undefined && !(Number.isInteger(scale) && scale >= 0 && scale <= 34)) {
    throw invalidArgument('scale must be an integer from 0 to 34', { argument: 'scale' });
  }
  return {
    ...(scale === undefined ? {} : { scale }),
    ...(min === undefined ? {} : { min: normalizeDecimal(min) }),
    ...(max === undefined ? {} : { max: normalizeDecimal(max) }),
  };
}
