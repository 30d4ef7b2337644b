import { isPolicytrailError, PolicytrailError } from '../../../values/error.js';
import type { ByteSource } from '../../trail.js';

/** Past this many bytes a stream that grew more than a hundredfold is taken for a bomb. */
const suspiciousBytes = 16 * 1024 * 1024;
const largestRatio = 100;
const gzipMark = [0x1f, 0x8b];

type Chunks = AsyncIterable<Uint8Array>;

/**
 * The bytes of a source, gunzipped where it begins as gzip (RFC 1952). Throws `archive_invalid` for broken gzip and
 * `limit_exceeded` where it unpacks to more than a hundredfold.
 */
export async function* readPlainBytes(source: ByteSource): AsyncGenerator<Uint8Array> {
  const { first, rest } = await peek(chunksOf(source), gzipMark.length);
  const whole = prepend(first, rest);
  yield* gzipMark.every((byte, index) => first[index] === byte) ? gunzip(whole) : whole;
}

/** The same bytes, gzipped. */
export async function* gzip(chunks: Chunks): AsyncGenerator<Uint8Array> {
  yield* through(new CompressionStream('gzip'), chunks);
}

async function* gunzip(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let packed = 0;
  let unpacked = 0;
  let isSourceBroken = false;
  const counted = (async function* () {
    try {
      for await (const chunk of chunks) {
        packed += chunk.length;
        yield chunk;
      }
    } catch (error) {
      isSourceBroken = true;
      throw error;
    }
  })();
  try {
    for await (const chunk of through(new DecompressionStream('gzip'), counted)) {
      unpacked += chunk.length;
      if (unpacked > suspiciousBytes && unpacked > packed * largestRatio) throw bomb();
      yield chunk;
    }
  } catch (cause) {
    if (isSourceBroken || isPolicytrailError(cause)) throw cause;
    throw new PolicytrailError('archive_invalid', 'the gzip data is broken or cut short', {}, { cause });
  }
}

async function* through(
  { readable, writable }: CompressionStream | DecompressionStream,
  chunks: Chunks,
): AsyncGenerator<Uint8Array> {
  const reader = readable.getReader();
  const feeding = feed(chunks, writable.getWriter());
  // Awaited below; until then a failure must not count as unhandled.
  feeding.catch(() => {});
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    await feeding;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function feed(chunks: Chunks, writer: WritableStreamDefaultWriter<BufferSource>): Promise<void> {
  try {
    for await (const chunk of chunks) await writer.write(chunk as Uint8Array<ArrayBuffer>);
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {});
    throw error;
  }
}

async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) yield source;
  else if ('getReader' in source) yield* streamChunks(source);
  else yield* source;
}

// Not every browser can iterate a ReadableStream.
async function* streamChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Reads so many bytes ahead, in whole chunks: fewer only where there are no more. */
export async function peek(
  rest: AsyncGenerator<Uint8Array>,
  least: number,
): Promise<{ readonly first: Uint8Array; readonly rest: AsyncGenerator<Uint8Array> }> {
  let first = new Uint8Array();
  while (first.length < least) {
    const next = await rest.next();
    if (next.done === true) break;
    first = concatenated(first, next.value);
  }
  return { first, rest };
}

/** Puts bytes that were read ahead back in front. */
export async function* prepend(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* rest;
}

function concatenated(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function bomb(): PolicytrailError {
  return new PolicytrailError('limit_exceeded', `the gzip data unpacks to more than ${largestRatio} times its size`, {
    limit: largestRatio,
  });
}
