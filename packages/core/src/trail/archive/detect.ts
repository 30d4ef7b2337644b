import type { ByteSource } from '../trail.js';
import { archiveFormat } from './format.js';
import { peek, prepend, readPlainBytes } from './source/bytes.js';

/** What a file to import is, and its bytes, unpacked, from the beginning. */
export interface DetectedImport {
  readonly kind: 'archive' | 'history';
  readonly source: ByteSource;
}

const enoughBytes = 256;

/** Tells an archive from a plain history by the first line. */
export async function detectImport(source: ByteSource): Promise<DetectedImport> {
  const { first, rest } = await peek(readPlainBytes(source), enoughBytes);
  const beginning = new TextDecoder().decode(first.subarray(0, enoughBytes));
  const kind = beginning.startsWith(`{"manifest":{"format":"${archiveFormat.replace(/v\d+$/, '')}`)
    ? 'archive'
    : 'history';
  return { kind, source: prepend(first, rest) };
}
