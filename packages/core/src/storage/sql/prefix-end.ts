const lastCodePoint = 0x10ffff;

/** The least text, by code points, that is greater than every text beginning with `prefix`; undefined for none. */
export function prefixEnd(prefix: string): string | undefined {
  const points = [...prefix];
  while (points.length > 0) {
    const last = points.pop()?.codePointAt(0) ?? lastCodePoint;
    if (last < lastCodePoint) return points.join('') + String.fromCodePoint(following(last));
  }
  return undefined;
}

// Surrogates are no characters: U+E000 comes after U+D7FF.
function following(codePoint: number): number {
  return codePoint === 0xd7ff ? 0xe000 : codePoint + 1;
}
