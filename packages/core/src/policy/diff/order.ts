/** The indexes outside one longest increasing run of `sources`, those of -1 aside. O(n log n). */
export function indexesOutOfOrder(sources: Int32Array): ReadonlySet<number> {
  const outside = new Set<number>();
  const previous = new Int32Array(sources.length).fill(-1);
  // Patience sorting: `ends[n]` is where the run of n + 1 items with the lowest end stops.
  const ends: number[] = [];
  for (const [index, source] of sources.entries()) {
    if (source === -1) continue;
    const length = countRunsBelow(source, sources, ends);
    previous[index] = ends[length - 1] ?? -1;
    ends[length] = index;
    outside.add(index);
  }
  for (let index = ends.at(-1) ?? -1; index !== -1; index = previous[index] ?? -1) outside.delete(index);
  return outside;
}

function countRunsBelow(source: number, sources: Int32Array, ends: readonly number[]): number {
  const endsBelow = (run: number): boolean => (sources[ends[run] ?? -1] ?? -1) < source;
  if (ends.length === 0 || endsBelow(ends.length - 1)) return ends.length;
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endsBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
