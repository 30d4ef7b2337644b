import type { JsonValue } from '@policytrail/core';
import { appendPointer, parsePointer } from '@policytrail/core/pure';
import type { Messages } from '../messages/message-table.js';
import type { FieldLookup } from './field-lookup.js';

/** A place in words: its own name, and those of what it stands in, outermost first: "Rules", "Discount cap" › "Limit". */
export interface FieldTrail {
  readonly label: string;
  readonly above: readonly string[];
}

export interface TrailSource {
  /** The policy that `pointer` points into: items are called by their name in it. */
  readonly policy: JsonValue;
  readonly lookup: FieldLookup;
  readonly messages: Messages;
}

const longestName = 80;
const usualNames = ['name', 'title', 'label', 'id', 'key'];

/** Puts a JSON Pointer into words. */
export function fieldTrail(pointer: string, { policy, lookup, messages }: TrailSource): FieldTrail {
  let value: JsonValue | undefined = policy;
  let pattern = '';
  const names = parsePointer(pointer).map((segment) => {
    const isItem = Array.isArray(value);
    const array = isItem ? lookup.find(pattern) : undefined;
    value = memberOf(value, segment);
    pattern = isItem ? `${pattern}/*` : appendPointer(pattern, segment);
    if (array === undefined) return lookup.find(pattern).label;
    return (
      itemName(value, array.key, (name) => isSecret(lookup, pattern, name)) ?? messages.shared.item(Number(segment) + 1)
    );
  });
  return { label: names.at(-1) ?? '', above: names.slice(0, -1) };
}

function memberOf(value: JsonValue | undefined, segment: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
  return (value as { readonly [key: string]: JsonValue })[segment];
}

function itemName(
  item: JsonValue | undefined,
  key: string | undefined,
  isHidden: (name: string) => boolean,
): string | undefined {
  for (const name of key === undefined ? usualNames : ['name', 'title', 'label', key, ...usualNames]) {
    const text = memberOf(item, name);
    if (text === undefined || isHidden(name)) continue;
    if (typeof text === 'string' && text.trim() !== '' && text.length <= longestName) return text;
    if (typeof text === 'number') return `${text}`;
  }
  return undefined;
}

function isSecret(lookup: FieldLookup, item: string, name: string): boolean {
  return lookup.find(appendPointer(item, name)).display === 'secret';
}
