import type { FieldMeta } from '@policytrail/core';
import { parsePointer } from '@policytrail/core';

/** What is known about the fields of a policy, in the order to show them. */
export interface FieldMap {
  readonly fields: readonly FieldMeta[];
  /** The field a JSON Pointer into a policy belongs to; `*` in a field's path is any one segment. */
  readonly find: (path: string) => FieldMeta | undefined;
}

export function fieldMapOf(fields: readonly FieldMeta[]): FieldMap {
  const ordered = fields.toSorted((one, other) => (one.order ?? Infinity) - (other.order ?? Infinity) || 0);
  const exact = new Map(ordered.map((field) => [field.path, field]));
  const patterns = ordered
    .filter((field) => field.path.includes('*'))
    .map((field) => ({ field, segments: parsePointer(field.path) }));
  const find = (path: string): FieldMeta | undefined => {
    const segments = parsePointer(path);
    return exact.get(path) ?? patterns.find((pattern) => fits(pattern.segments, segments))?.field;
  };
  return { fields: ordered, find };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((expected, index) => expected === '*' || expected === segments[index])
  );
}
