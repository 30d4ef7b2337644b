import { parseDocument } from '@policytrail/core';
import { isObject } from '../../input/file.js';
import { counted, listed } from '../../output/values/count.js';

/** How many records of each kind an archive holds, as its last line says. */
export interface ArchiveCounts {
  readonly versions: number;
  readonly pins: number;
  readonly evaluations: number;
  readonly reviews: number;
  readonly erasures: number;
}

/** Passes the bytes of a plain archive on, and keeps its end. */
export interface ArchiveEnding {
  readonly watch: (chunks: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array, void>;
  /** Once all bytes have passed. */
  readonly counts: () => ArchiveCounts;
}

// The last line holds a few counts and a digest.
const mostBytes = 4096;

export function archiveEnding(): ArchiveEnding {
  let end = new Uint8Array();
  return {
    async *watch(chunks) {
      for await (const chunk of chunks) {
        end = Buffer.concat([end, chunk.subarray(-mostBytes)]).subarray(-mostBytes);
        yield chunk;
      }
    },
    counts: () => countsOf(new TextDecoder().decode(end).trimEnd().split('\n').at(-1) ?? ''),
  };
}

/** `3 versions and 1 pin`, and what was judged, where anything was. */
export function countsText({ versions, pins, evaluations, reviews, erasures }: ArchiveCounts): string {
  const judged = [
    counted(evaluations, 'evaluation'),
    counted(reviews, 'review'),
    ...(erasures === 0 ? [] : [counted(erasures, 'erasure')]),
  ];
  return listed([counted(versions, 'version'), counted(pins, 'pin'), ...(evaluations === 0 ? [] : judged)]);
}

// An archive without evaluations does not count them.
function countsOf(line: string): ArchiveCounts {
  const { end } = parseDocument(line);
  const count = (name: keyof ArchiveCounts): number => Number((isObject(end) ? end[name] : undefined) ?? 0);
  return {
    versions: count('versions'),
    pins: count('pins'),
    evaluations: count('evaluations'),
    reviews: count('reviews'),
    erasures: count('erasures'),
  };
}
