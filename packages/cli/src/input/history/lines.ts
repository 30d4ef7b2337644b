/** A line of text and its number, from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

const lineEnd = 10;
// Longer ones an import refuses by itself.
const mostBytes = 16 * 1024 * 1024;

/** The lines of UTF-8 bytes, up to one that is longer than 16 MiB. */
export async function* numberedLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<NumberedLine, void> {
  const decoder = new TextDecoder();
  let number = 0;
  let open: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    let begin = 0;
    for (let end = chunk.indexOf(lineEnd); end >= 0; end = chunk.indexOf(lineEnd, begin)) {
      number += 1;
      yield { number, text: decoder.decode(Buffer.concat([open, chunk.subarray(begin, end)])) };
      open = new Uint8Array();
      begin = end + 1;
    }
    open = Buffer.concat([open, chunk.subarray(begin)]);
    if (open.length > mostBytes) return;
  }
  if (open.length > 0) yield { number: number + 1, text: decoder.decode(open) };
}
