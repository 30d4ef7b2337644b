/**
 * Marks with 1 the indexes outside one longest increasing run of `sources`; -1 stands for nothing and is never marked.
 * O(n log n).
 */
export function markOutOfOrder(sources: Int32Array): Uint8Array {
  const marks = new Uint8Array(sources.length);
  if (isIncreasing(sources)) return marks;
  const previous = new Int32Array(sources.length);
  // Patience sorting: `ends[n]` is where the run of n + 1 items with the lowest end stops.
  const ends: number[] = [];
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index] ?? -1;
    if (source === -1) continue;
    const length = countRunsBelow(source, sources, ends);
    previous[index] = ends[length - 1] ?? -1;
    ends[length] = index;
    marks[index] = 1;
  }
  for (let index = ends.at(-1) ?? -1; index !== -1; index = previous[index] ?? -1) marks[index] = 0;
  return marks;
}

function isIncreasing(sources: Int32Array): boolean {
  let highest = -1;
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index] ?? -1;
    if (source === -1) continue;
    if (source < highest) return false;
    highest = source;
  }
  return true;
}

function countRunsBelow(source: number, sources: Int32Array, ends: readonly number[]): number {
  let low = 0;
  let high = ends.length;
  // Most items stand in order: look at the last run first.
  let middle = Math.max(0, high - 1);
  while (low < high) {
    if ((sources[ends[middle] ?? -1] ?? -1) < source) low = middle + 1;
    else high = middle;
    middle = (low + high) >> 1;
  }
  return low;
}
