const farthest = 3;
const shortestBeginning = 4;
const longestName = 64;
const mostCandidates = 500;

/** The name that was probably meant: the nearest, if it is near enough. */
export function suggest(name: string, known: readonly string[]): string | undefined {
  if (name.length > longestName) return undefined;
  let best: string | undefined;
  let nearest = Math.min(farthest, Math.ceil(name.length / 3)) + 1;
  for (const candidate of known.slice(0, mostCandidates)) {
    const distance = distanceBetween(name.toLowerCase(), candidate.toLowerCase());
    if (distance >= nearest) continue;
    nearest = distance;
    best = candidate;
  }
  return best;
}

/** To the whole name; or to how it begins, where much of it is there: `discont` is near `discountPct`. */
function distanceBetween(name: string, candidate: string): number {
  const whole = Math.abs(candidate.length - name.length) > farthest ? farthest + 1 : editDistance(name, candidate);
  if (name.length < shortestBeginning || candidate.length <= name.length) return whole;
  const beginnings = [name.length, name.length + 1].map((length) => editDistance(name, candidate.slice(0, length)));
  return Math.min(whole, ...beginnings.map((distance) => distance + 1));
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = at(last, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1);
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const swapped = isSwap ? at(before, column - 2) + 1 : replaced;
      current.push(Math.min(replaced, swapped, at(last, column) + 1, at(current, column - 1) + 1));
    }
    before = last;
    last = current;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
