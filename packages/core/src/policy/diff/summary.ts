import type { JsonValue } from '../../values/json.js';
import type { ChangeSummary, FieldChange } from '../changes.js';
import { isArray } from './equal.js';

const mostFields = 100;
const mostChanges = 10;
const longestText = 200;

/**
 * What a version changed, in brief: the number of changes, the changed fields and the first 10 changes. Where over 100
 * fields changed, the deepest paths are shortened until 100 are left: a shortened path stands for all fields below it.
 */
export function summarizeChanges(changes: readonly FieldChange[]): ChangeSummary {
  return {
    total: changes.length,
    fields: inOrder([...shorten(new Set(changes.map(({ field }) => field)))]),
    first: changes.slice(0, mostChanges).map(clip),
  };
}

/**
 * True where a changed field, `*` for any item, is the field a filter names or stands above or below it. In the filter
 * an item is `*` or an index, which means any item too.
 */
export function fieldMatches(changedField: string, filter: string): boolean {
  const wanted = filter.split('/');
  return changedField
    .split('/')
    .slice(0, wanted.length)
    .every((segment, depth) => segment === wanted[depth] || (segment === '*' && /^\d+$/.test(wanted[depth] ?? '')));
}

// Changes come in document order, in which nearly all fields are sorted already.
function inOrder(fields: string[]): readonly string[] {
  const isSorted = fields.every((field, at) => at === 0 || (fields[at - 1] as string) < field);
  return isSorted ? fields : fields.sort();
}

// Fields become their parent: the deepest first and, of those, the smallest families.
function shorten(fields: ReadonlySet<string>): Iterable<string> {
  if (fields.size <= mostFields) return fields;
  const depths = new Map([...fields].map((field) => [field, field.split('/').length]));
  while (depths.size > mostFields) {
    const deepest = [...depths.values()].reduce((one, other) => Math.max(one, other));
    const families = familiesOf([...depths.keys()].filter((field) => depths.get(field) === deepest));
    for (const [parent, children] of families) {
      if (depths.size <= mostFields) break;
      for (const child of children) depths.delete(child);
      depths.set(parent, deepest - 1);
    }
  }
  return depths.keys();
}

// By parent, the smallest first, those of one last: they make way for none.
function familiesOf(fields: readonly string[]): readonly (readonly [parent: string, children: readonly string[]])[] {
  const families = new Map<string, string[]>();
  for (const field of fields.toSorted()) {
    const parent = field.slice(0, Math.max(0, field.lastIndexOf('/')));
    const family = families.get(parent);
    if (family === undefined) families.set(parent, [field]);
    else family.push(field);
  }
  const rank = ({ length }: readonly string[]): number => (length === 1 ? fields.length : length);
  return [...families].sort(([, one], [, other]) => rank(one) - rank(other));
}

function clip(change: FieldChange): FieldChange {
  const { kind, path, field } = change;
  switch (kind) {
    case 'moved':
      return change;
    case 'added':
      return isShort(change.after) ? change : { kind, path, field, clipped: true };
    case 'removed':
      return isShort(change.before) ? change : { kind, path, field, clipped: true };
    case 'changed': {
      const { before, after } = change;
      if (isShort(before) && isShort(after)) return change;
      return { kind, path, field, ...(isShort(before) && { before }), ...(isShort(after) && { after }), clipped: true };
    }
  }
}

// Counts the canonical text instead of writing it, and no further than needed.
function isShort(value: JsonValue | undefined): value is JsonValue {
  if (value === undefined) return false;
  if (typeof value === 'number') return true;
  const waiting: JsonValue[] = [value];
  let left = longestText;
  for (let part = waiting.pop(); part !== undefined && left >= 0; part = waiting.pop()) {
    if (typeof part !== 'object' || part === null) {
      left -= typeof part === 'string' && part.length > longestText ? part.length : JSON.stringify(part).length;
      continue;
    }
    const values = Object.values(part);
    const names = isArray(part) ? [] : Object.keys(part);
    // Two brackets, the commas, a colon a name.
    left -= 2 + Math.max(0, values.length - 1) + names.length;
    if (left >= 0) waiting.push(...values, ...names);
  }
  return left >= 0;
}
