import type { FieldMeta, JsonValue } from '@policytrail/core';
import type { FormatContext } from './format-context.js';
import { amountText, findAmount } from './number/amount.js';
import { dateText, dateTimeText } from './time/date.js';
import { durationText, isoDurationText } from './time/duration.js';

/**
 * A value in words. `text`: as it stands in the policy; `formatted`: put together by us; `absent`: words for nothing, such
 * as "Not set"; `json`: several lines; `secret`: the value is withheld.
 */
export interface ValueText {
  readonly kind: 'text' | 'formatted' | 'absent' | 'json' | 'secret';
  readonly text: string;
}

/** Puts a value into the words of its field; undefined stands for a value that is missing. */
export function valueText(value: JsonValue | undefined, field: FieldMeta, context: FormatContext): ValueText {
  const { shared } = context.messages;
  if (value === undefined) return { kind: 'absent', text: shared.notSet };
  if (field.display === 'secret') return { kind: 'secret', text: shared.secret };
  const option = optionLabel(value, field);
  if (option !== undefined) return { kind: 'text', text: option };
  if (value === null) return { kind: 'absent', text: shared.none };
  if (value === '') return { kind: 'absent', text: shared.emptyText };
  if (typeof value === 'boolean') {
    return { kind: 'text', text: value ? (field.trueLabel ?? shared.yes) : (field.falseLabel ?? shared.no) };
  }
  if (typeof value === 'object') return { kind: 'json', text: JSON.stringify(value, null, 2) };
  return scalarText(value, field, context);
}

function scalarText(value: string | number, field: FieldMeta, context: FormatContext): ValueText {
  const amount = findAmount(value, field);
  if (amount !== undefined) {
    const text =
      field.display === 'duration' ? durationText(amount, field, context) : amountText(amount, field, context);
    return { kind: 'formatted', text };
  }
  const time = typeof value === 'string' ? timeWords(value, field, context) : undefined;
  return time === undefined ? { kind: 'text', text: `${value}` } : { kind: 'formatted', text: time };
}

function timeWords(value: string, { display }: FieldMeta, context: FormatContext): string | undefined {
  switch (display) {
    case 'date':
      return dateText(value, context);
    case 'datetime':
      return dateTimeText(value, context);
    case 'duration':
      return isoDurationText(value, context);
    default:
      return undefined;
  }
}

function optionLabel(value: JsonValue, { options }: FieldMeta): string | undefined {
  if (options === undefined) return undefined;
  return options.find((option) => option.value === value)?.label;
}
