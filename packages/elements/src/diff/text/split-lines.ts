import type { JsonObject } from '@policytrail/core';
import { diffArrays } from 'diff';

/** A line of either text, or a stretch of lines that stayed and are left out. */
export type LinePart =
  | { readonly kind: 'kept' | 'added' | 'removed'; readonly text: string }
  | { readonly kind: 'skipped'; readonly count: number };

const contextLines = 3;
const mostEdits = 5000;
const longestMilliseconds = 300;

/** Two policies as lines of JSON, those that stayed around the others left out. */
export function lineParts(before: JsonObject, after: JsonObject): readonly LinePart[] {
  const [earlier, later] = [before, after].map((policy) => JSON.stringify(policy, null, 2).split('\n'));
  return diffLines(earlier ?? [], later ?? []).flatMap(({ kind, lines }, index, all): readonly LinePart[] => {
    const parts = lines.map((text) => ({ kind, text }));
    if (kind !== 'kept') return parts;
    const start = index === 0 ? 0 : contextLines;
    const end = Math.max(start, parts.length - (index === all.length - 1 ? 0 : contextLines));
    const count = end - start;
    return count < 2 ? parts : [...parts.slice(0, start), { kind: 'skipped', count }, ...parts.slice(end)];
  });
}

interface Stretch {
  readonly kind: 'kept' | 'added' | 'removed';
  readonly lines: readonly string[];
}

// With too many edits to look for the fewest: all of the one, then all of the other.
function diffLines(earlier: string[], later: string[]): readonly Stretch[] {
  const parts = diffArrays(earlier, later, { maxEditLength: mostEdits, timeout: longestMilliseconds });
  if (parts === undefined) {
    return [
      { kind: 'removed', lines: earlier },
      { kind: 'added', lines: later },
    ];
  }
  return parts.map(({ value, added, removed }) => {
    const kind = added ? 'added' : 'kept';
    return { kind: removed ? 'removed' : kind, lines: value };
  });
}
