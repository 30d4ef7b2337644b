/** Text in lines of at most `width` characters, broken between words; a longer word has a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** The same with every line indented. */
export function indented(text: string, indent: number, width: number): readonly string[] {
  return wrap(text, Math.max(width - indent, leastWidth)).map((line) => ' '.repeat(indent) + line);
}

const leastWidth = 20;
