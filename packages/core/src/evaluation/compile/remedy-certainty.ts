import type { PlainCondition } from '../../expression/condition.js';

const quoted = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;
/** Raw strings and bytes: their ends are told in another way. */
const prefixed = /\b[rb]+["']/i;
const macro = /\.(?:all|exists|exists_one|filter|map)\s*\(/;
/** Other ways to decide or to read a field: ternaries, calls, indexes, comments. */
const hidden = /\?|\w\s*\(|[\w)\]]\s*\[|\/\//;
const choice = /\|\||\?|!(?!=)/;
const comparison = /[<>]|==|!=|\bin\b/;
const field = /\binput(?:\s*\.\s*\w+)*/g;

/**
 * Whether turning the one comparison that decided is sure to turn the condition; told from its text where there is more
 * in it than comparisons of fields with constants. In doubt `unsure`.
 * A conjunction turns with any of its parts. Where there are choices every part has to be a comparison, as another
 * could decide unseen, and no input field may stand in two of them.
 */
export function remedyCertainty(source: string, plain: PlainCondition | null = null): 'sure' | 'unsure' {
  if (plain !== null) return isSurePlain(plain) ? 'sure' : 'unsure';
  if (source.includes('"""') || source.includes("'''")) return 'unsure';
  const text = source.replace(quoted, '""');
  if (prefixed.test(text) || macro.test(text)) return 'unsure';
  if (!choice.test(text)) return 'sure';
  const separated = text.replace(/\bin\b/g, ' , ');
  if (hidden.test(separated)) return 'unsure';
  const parts = text.split(/&&|\|\|/);
  return parts.every((part) => comparison.test(part)) && eachFieldOnce(text) ? 'sure' : 'unsure';
}

/** As {@link remedyCertainty}, of a condition that is nothing but comparisons. */
export function isSurePlain({ join, comparisons }: PlainCondition): boolean {
  return join === 'and' || new Set(comparisons.map(({ slot }) => slot.index)).size === comparisons.length;
}

/** No field of the input stands twice, nor beside a field within it. */
function eachFieldOnce(text: string): boolean {
  const paths = [...text.matchAll(field)].map(([path]) => `${path.replace(/\s/g, '')}.`);
  return paths.every((path, index) => paths.every((other, place) => place === index || !other.startsWith(path)));
}
