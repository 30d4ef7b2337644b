import type { FieldChange, JsonValue } from '@policytrail/core';
import type { FieldMap } from '../fields/field-map.js';
import { labelOf } from '../fields/label.js';
import { safeLine } from '../values/safe-text.js';
import { formatValue } from '../values/value.js';

/** A change in words: what a person reads in place of the patch. */
export interface ChangeText {
  readonly kind: FieldChange['kind'];
  /** `~ Changed`. */
  readonly mark: string;
  readonly label: string;
  /** `5,000 tokens → 2,000 tokens`. */
  readonly values: string;
  /** The JSON Pointer of the field. */
  readonly path: string;
}

const marks: Readonly<Record<FieldChange['kind'], string>> = {
  added: '+ Added',
  removed: '− Removed',
  changed: '~ Changed',
  moved: '↕ Moved',
};

export function changeText(change: FieldChange, map: FieldMap): ChangeText {
  const label = safeLine(labelOf(change.path, map.find(change.path)));
  return {
    kind: change.kind,
    mark: marks[change.kind],
    label,
    values: valuesOf(change, map),
    path: safeLine(change.path),
  };
}

function valuesOf(change: FieldChange, map: FieldMap): string {
  if (change.kind === 'moved') return `from ${safeLine(change.from)}`;
  if (change.clipped) return 'long value';
  const field = map.find(change.path);
  if (change.kind === 'added') return formatValue(change.after, field);
  if (change.kind === 'removed') return formatValue(change.before, field);
  if (field?.display === 'secret') return `${formatValue(change.after, field)} (changed)`;
  return fromTo(change.before, change.after, (value) => formatValue(value, field));
}

// 20 → "20" or 20.0 → 20.00 can read the same in words: then the JSON says what differs.
function fromTo(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  format: (value: JsonValue | undefined) => string,
): string {
  const [old, now] = [format(before), format(after)];
  return old === now ? `${safeJson(before)} → ${safeJson(after)}` : `${old} → ${now}`;
}

function safeJson(value: JsonValue | undefined): string {
  return value === undefined ? 'Not set' : safeLine(JSON.stringify(value));
}
