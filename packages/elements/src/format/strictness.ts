import type { FieldMeta, JsonValue } from '@policytrail/core';
import { findAmount } from './number/amount.js';
import { compare } from './number/decimal.js';

/** Whether a change lets the policy allow less or more; undefined where the field does not say, or cannot be compared. */
export function strictnessOf(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  field: FieldMeta,
): 'stricter' | 'looser' | undefined {
  const { stricter } = field;
  if (stricter === undefined) return undefined;
  if (stricter === 'true' || stricter === 'false') {
    if (typeof before !== 'boolean' || typeof after !== 'boolean' || before === after) return undefined;
    return String(after) === stricter ? 'stricter' : 'looser';
  }
  const [earlier, later] = [findAmount(before, field), findAmount(after, field)];
  const order = earlier && later ? compare(later, earlier) : 0;
  if (order === 0) return undefined;
  return order < 0 === (stricter === 'lower') ? 'stricter' : 'looser';
}
