import { PolicytrailError } from '../../../values/error.js';

/** A line of text and its number, from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

export interface LineLimits {
  /** Of the whole, in bytes. */
  readonly maxBytes: number;
  /** Of one line, in UTF-16 code units. */
  readonly maxLineLength: number;
}

/** The lines of plain UTF-8 bytes. Throws `archive_invalid` for what is not UTF-8, `limit_exceeded` past a limit. */
export async function* readLines(bytes: AsyncIterable<Uint8Array>, limits: LineLimits): AsyncGenerator<Line> {
  let number = 0;
  let open: string[] = [];
  let openLength = 0;
  for await (const text of readText(bytes, limits.maxBytes)) {
    const pieces = text.split('\n');
    for (const [index, piece] of pieces.entries()) {
      open.push(piece);
      openLength += piece.length;
      if (openLength > limits.maxLineLength) throw tooLarge(`line ${number + 1}`, limits.maxLineLength, openLength);
      if (index === pieces.length - 1) break;
      number += 1;
      yield { number, text: open.join('') };
      open = [];
      openLength = 0;
    }
  }
  if (openLength > 0) yield { number: number + 1, text: open.join('') };
}

async function* readText(bytes: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > maxBytes) throw tooLarge('it', maxBytes, total);
    yield decoded(() => decoder.decode(chunk, { stream: true }));
  }
  yield decoded(() => decoder.decode());
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch (cause) {
    throw new PolicytrailError('archive_invalid', 'it is not UTF-8 text', {}, { cause });
  }
}

function tooLarge(what: string, limit: number, actual: number): PolicytrailError {
  return new PolicytrailError('limit_exceeded', `${what} is larger than ${limit}; raise the limit if you trust it`, {
    limit,
    actual,
  });
}
