import type { JsonObject, JsonValue } from '@policytrail/core';
import { appendPointer, readPointer } from '@policytrail/core';
import { clip, safeLine } from '../values/safe-text.js';
import { formatValue } from '../values/value.js';
import type { FieldMap } from './field-map.js';
import { labelOf } from './label.js';

const mostFields = 4;
const widest = 60;

/** The few values that say most about a policy, `Tokens: 2000 | USD: $5.00`; empty where it has no plain values. */
export function keyValues(policy: JsonObject, map: FieldMap): string {
  return keyPaths(policy, map)
    .map((path) => {
      const field = map.find(path);
      return `${safeLine(labelOf(path, field))}: ${clip(formatValue(readPointer(policy, path), field), widest)}`;
    })
    .join(' | ');
}

// The definition's summary fields, else its first plain fields, else the policy's own first plain members.
function keyPaths(policy: JsonObject, { fields }: FieldMap): readonly string[] {
  const summary = fields.filter((field) => field.summary === true);
  if (summary.length > 0) return summary.map((field) => field.path);
  const known = fields.length > 0 ? fields.map((field) => field.path) : ownPaths(policy);
  return known.filter((path) => isPlain(readPointer(policy, path))).slice(0, mostFields);
}

function ownPaths(policy: JsonObject): readonly string[] {
  return Object.keys(policy).map((key) => appendPointer('', key));
}

function isPlain(value: JsonValue | undefined): boolean {
  return value !== undefined && typeof value !== 'object';
}
