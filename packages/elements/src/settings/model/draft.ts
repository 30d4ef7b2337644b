import type { FieldChange, JsonObject, JsonValue } from '@policytrail/core';
import { diffPolicies } from '@policytrail/core/diff';
import { readPointer } from '@policytrail/core/pure';
import type { FormatContext } from '../../format/format-context.js';
import { findAmount } from '../../format/number/amount.js';
import { compare } from '../../format/number/decimal.js';
import { type Reading, readTyped, typedText } from '../typed/typed-value.js';
import { checkValue } from './check-value.js';
import type { FormField } from './form-field.js';
import { putValue } from './put-value.js';

/** What a reader did to one field: typed a text, or chose a value. */
export type Entry = { readonly text: string } | { readonly value: JsonValue | undefined };

/** By JSON Pointer; a field without an entry is as it was. */
export type Entries = ReadonlyMap<string, Entry>;

/** A policy being edited: the one it began with, and what was entered. Entries hold over any base: that is the merge. */
export interface Draft {
  readonly base: JsonObject;
  readonly fields: readonly FormField[];
  readonly entries: Entries;
  readonly context: FormatContext;
}

export function readField({ base, entries, context }: Draft, field: FormField): Reading {
  const before = readPointer(base, field.path);
  const entry = entries.get(field.path);
  if (entry === undefined) return { status: 'value', value: before };
  return 'text' in entry ? readTyped(entry.text, field, before, context) : { status: 'value', value: entry.value };
}

/** What stands in a field's control. */
export function shownText({ base, entries, context }: Draft, field: FormField): string {
  const entry = entries.get(field.path);
  if (entry !== undefined && 'text' in entry) return entry.text;
  return typedText(entry === undefined ? readPointer(base, field.path) : entry.value, field, context.locale);
}

/** What would change if this was saved: one change a field; what cannot be read changes nothing. */
export function changesOf(draft: Draft): readonly FieldChange[] {
  return draft.fields.flatMap((field): readonly FieldChange[] => {
    const reading = readField(draft, field);
    const before = readPointer(draft.base, field.path);
    if (reading.status === 'problem' || isSame(before, reading.value, field)) return [];
    const place = { path: field.path, field: field.path };
    const { value: after } = reading;
    if (before === undefined) return after === undefined ? [] : [{ kind: 'added', ...place, after }];
    return [after === undefined ? { kind: 'removed', ...place, before } : { kind: 'changed', ...place, before, after }];
  });
}

/** The policy with the changes in it; all else as it is in the base. */
export function policyOf(draft: Draft): JsonObject {
  return changesOf(draft).reduce(
    (policy, change) => putValue(policy, change.path, 'after' in change ? change.after : undefined),
    draft.base,
  );
}

/** What is wrong, by pointer. What was not touched is only asked to be there where it must. */
export function problemsOf(draft: Draft): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const field of draft.fields) {
    if (field.meta.readOnly === true) continue;
    const reading = readField(draft, field);
    const isMissing = reading.status === 'value' && reading.value === undefined;
    if (!draft.entries.has(field.path) && !isMissing) continue;
    const found = reading.status === 'problem' ? reading.problem : checkValue(reading.value, field, draft.context);
    if (found !== undefined) problems.set(field.path, found);
  }
  return problems;
}

/** True where a field is again as it was. */
export function isUntouched(entry: Entry, field: FormField, { base, context }: Draft): boolean {
  const before = readPointer(base, field.path);
  if ('text' in entry) return entry.text === typedText(before, field, context.locale);
  return isSame(before, entry.value, field);
}

/** The fields that were entered and that another version has changed, too. */
export function changedByBoth(draft: Draft, newer: JsonObject): readonly FormField[] {
  return draft.fields.filter(
    (field) =>
      draft.entries.has(field.path) &&
      !isSame(readPointer(draft.base, field.path), readPointer(newer, field.path), field),
  );
}

/** The entries that still say something of their own. */
export function tellingEntries(draft: Draft): Entries {
  const telling = draft.fields.filter((field) => {
    const reading = readField(draft, field);
    return reading.status === 'problem' || !isSame(readPointer(draft.base, field.path), reading.value, field);
  });
  return new Map([...draft.entries].filter(([path]) => telling.some((field) => field.path === path)));
}

// `5.0` for `5.00` is no change.
function isSame(before: JsonValue | undefined, after: JsonValue | undefined, { meta }: FormField): boolean {
  if (before === undefined || after === undefined) return before === after;
  const [earlier, later] = [findAmount(before, meta), findAmount(after, meta)];
  if (earlier !== undefined && later !== undefined) return compare(earlier, later) === 0;
  return before === after || (typeof before === 'object' && diffPolicies(before, after).length === 0);
}
