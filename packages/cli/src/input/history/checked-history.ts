import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteSource, Instant } from '@policytrail/core';
import { detectImport } from '@policytrail/core';
import { makePrivateFolder } from '../../database/private-folder.js';
import type { Host } from '../../host.js';
import { unwritable } from '../../output/unwritable.js';
import { openInput } from '../file.js';
import { refuseFutureDates } from './future-date.js';

/** A plain history as it was found. */
export interface FoundHistory {
  /** `-` = stdin. */
  readonly file: string;
  /** Its bytes, unpacked. */
  readonly source: ByteSource;
  readonly host: Host;
  readonly maxBytes: number | undefined;
}

/** A history that was read to its end, from its beginning again. */
export interface CheckedHistory {
  readonly source: ByteSource;
  /** Lets go of what was kept of it. */
  readonly close: () => void;
}

/**
 * Reads a plain history whole before any of it is imported. Rejects as {@link refuseFutureDates} does, and with `storage_full`
 * where stdin, which comes once, can't be kept among the temporary files.
 */
export async function checkedHistory(found: FoundHistory, now: Instant): Promise<CheckedHistory> {
  const { file, source, host } = found;
  if (file === '-') return checkedStdin(found, now);
  await refuseFutureDates(chunksOf(source), now);
  const again = await detectImport(await openInput(file, host));
  return { source: again.source, close: () => undefined };
}

async function checkedStdin({ source, host, maxBytes }: FoundHistory, now: Instant): Promise<CheckedHistory> {
  const folder = makePrivateFolder(host);
  const path = folder.path('history.ndjson');
  try {
    await keep(upTo(chunksOf(source), maxBytes ?? Number.POSITIVE_INFINITY), path);
    await refuseFutureDates(createReadStream(path), now);
    return { source: createReadStream(path), close: folder.remove };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

function chunksOf(source: ByteSource): AsyncIterable<Uint8Array> {
  return Readable.from(source instanceof Uint8Array ? [source] : source);
}

async function keep(bytes: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  await pipeline(bytes, createWriteStream(path, { flags: 'wx' })).catch((cause) => {
    throw unwritable({ path, operation: 'import' }, cause);
  });
}

// One chunk past what is accepted: enough for the import to refuse it.
async function* upTo(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array, void> {
  let total = 0;
  for await (const chunk of bytes) {
    yield chunk;
    total += chunk.length;
    if (total > most) return;
  }
}
