import type { FieldMeta } from '@policytrail/core';
import { humanizeSegment, parsePointer } from '@policytrail/core';

/** What a JSON Pointer names, in words: the field's own label, else its last key, with the position of a list's item. */
export function labelOf(path: string, field: FieldMeta | undefined): string {
  if (field !== undefined) return field.label;
  const segments = parsePointer(path);
  const lastKey = segments.findLastIndex((segment) => !/^\d+$/.test(segment));
  if (lastKey < 0) return path === '' ? 'Policy' : path;
  const positions = segments.slice(lastKey + 1).map((segment) => `[${segment}]`);
  return [humanizeSegment(segments[lastKey] ?? ''), ...positions].join(' ');
}
