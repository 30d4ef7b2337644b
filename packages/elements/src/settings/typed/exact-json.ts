import type { JsonValue } from '@policytrail/core';
import { isPolicytrailError, parseDocument } from '@policytrail/core/pure';

/** Reads JSON text, losing nothing; undefined where it is none, or a number in it would not stay as it is. */
export function exactJson(text: string): { readonly value: JsonValue } | undefined {
  try {
    const { value, ...others } = parseDocument(`{"value":${text}}`);
    return value === undefined || Object.keys(others).length > 0 ? undefined : { value };
  } catch (error) {
    if (!isPolicytrailError(error)) throw error;
    return undefined;
  }
}
