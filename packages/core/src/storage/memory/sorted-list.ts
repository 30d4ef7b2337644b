/** How many items stand before a place in a sorted list, by binary search. `isBefore` holds for a front part only. */
export function countBefore<Item>(sorted: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = sorted[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function insertSorted<Item>(sorted: Item[], item: Item, compare: (one: Item, other: Item) => number): void {
  sorted.splice(placeOf(sorted, item, compare), 0, item);
}

/** False where the item is not in the list. */
export function removeSorted<Item>(sorted: Item[], item: Item, compare: (one: Item, other: Item) => number): boolean {
  const place = placeOf(sorted, item, compare);
  if (sorted[place] !== item) return false;
  sorted.splice(place, 1);
  return true;
}

function placeOf<Item>(sorted: readonly Item[], item: Item, compare: (one: Item, other: Item) => number): number {
  return countBefore(sorted, (present) => compare(present, item) < 0);
}
