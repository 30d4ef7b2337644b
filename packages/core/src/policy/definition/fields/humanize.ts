const acronyms: ReadonlySet<string> = new Set(['USD', 'EUR', 'ID', 'URL', 'API', 'VP']);
const camelHumps = /(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** An identifier as words: `budgetUsd` is "Budget USD", `max_discount-pct` is "Max discount pct". */
export function humanizeSegment(segment: string): string {
  const words = segment
    .split(/[\s._-]+/)
    .flatMap((part) => part.split(camelHumps))
    .filter((word) => word !== '')
    .map((word) => (acronyms.has(word.toUpperCase()) ? word.toUpperCase() : word.toLowerCase()));
  if (words.length === 0) return segment;
  return words.join(' ').replace(/^./u, (first) => first.toUpperCase());
}
