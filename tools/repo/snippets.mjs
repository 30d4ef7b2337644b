/** @typedef {{ line: number, language: string, text: string, example: string | undefined }} Snippet `line`: of the fence */

const fence = /^[ \t]*```(?<language>\w*)[^\n]*\n(?<text>[\s\S]*?)^[ \t]*```$/gm;
const marker = /<!-- example: (?<example>\S+) -->\n+$/;

/**
 * The code fences of a Markdown text, each with the example that a `<!-- example: file.mjs -->` or
 * `<!-- example: file.mjs#region -->` right before it names.
 * @param {string} markdown
 * @returns {Snippet[]}
 */
export function snippetsOf(markdown) {
  return [...markdown.matchAll(fence)].map(({ groups, index }) => ({
    line: markdown.slice(0, index).split('\n').length,
    language: groups?.['language'] ?? '',
    text: groups?.['text'] ?? '',
    example: marker.exec(markdown.slice(0, index))?.groups?.['example'],
  }));
}

/**
 * The lines between `// #region name` and the next `// #endregion`; `undefined` where there is no such region.
 * @param {string} text
 * @param {string} name
 */
export function regionOf(text, name) {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const length = lines.slice(start + 1).findIndex((line) => line.trim().startsWith('// #endregion'));
  if (start < 0 || length < 0) return undefined;
  return lines
    .slice(start + 1, start + 1 + length)
    .map((line) => `${line}\n`)
    .join('');
}
