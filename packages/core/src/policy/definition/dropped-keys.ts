import { appendPointer } from '../../values/json-pointer.js';
import { isObject } from './json-object.js';

interface Place {
  readonly given: unknown;
  readonly output: unknown;
  readonly path: string;
  readonly depth: number;
}

// Deeper than canonical JSON goes: what lies below is refused there. A cycle ends here too.
const maxDepth = 128;

/**
 * The JSON Pointers of the object keys in `given` that are missing from `output` at the same place, in order; arrays are
 * compared by index. A key whose value is `undefined` holds nothing that could be lost.
 */
export function findDroppedKeys(given: unknown, output: unknown): readonly string[] {
  const dropped: string[] = [];
  visit({ given, output, path: '', depth: 0 }, dropped);
  return dropped;
}

function visit({ given, output, path, depth }: Place, dropped: string[]): void {
  if (given === output || depth > maxDepth) return;
  if (Array.isArray(given)) {
    const items: readonly unknown[] = Array.isArray(output) ? output : [];
    for (const [index, item] of given.entries()) {
      visit({ given: item, output: items[index], path: appendPointer(path, index), depth: depth + 1 }, dropped);
    }
    return;
  }
  if (!isObject(given)) return;
  const kept = isObject(output) ? output : {};
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const step = appendPointer(path, key);
    if (Object.hasOwn(kept, key)) visit({ given: value, output: kept[key], path: step, depth: depth + 1 }, dropped);
    else dropped.push(step);
  }
}
