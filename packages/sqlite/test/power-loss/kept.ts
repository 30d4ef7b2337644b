import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { whyNotTraced } from '../../../../tools/repo/strace.mjs';
import type { DiskCall } from './calls.js';
import { type Recording, type RecordingTask, record } from './recording.js';

/** Why recordings come from the repository here; `undefined` where they are made. */
export const whyKept: string | undefined = whyNotTraced();

/** Records anew where strace is there, else takes what was recorded of better-sqlite3 before. With KEEP_RECORDINGS it is kept. */
export function recordingOf(task: RecordingTask): Recording {
  const file = new URL(`../fixtures/power-loss/${task.journal}-${task.synchronous ?? 'own'}.json.br`, import.meta.url);
  if (whyKept !== undefined) return fromText(String(brotliDecompressSync(readFileSync(file))));
  const recording = record(task);
  if (process.env['KEEP_RECORDINGS'] !== undefined && task.driver === 'better-sqlite3') {
    writeFileSync(file, brotliCompressSync(toText(recording)));
  }
  return recording;
}

function toText({ calls, files }: Recording): string {
  const kept = calls.map((call) => (call.kind === 'write' ? { ...call, bytes: toBase64(call.bytes) } : call));
  return JSON.stringify({ calls: kept, files: [...files].map(([name, bytes]) => [name, toBase64(bytes)]) });
}

function fromText(text: string): Recording {
  const { calls, files } = JSON.parse(text);
  return {
    calls: calls.map((call: DiskCall) =>
      call.kind === 'write' ? { ...call, bytes: fromBase64(String(call.bytes)) } : call,
    ),
    files: new Map(files.map(([name, bytes]: [string, string]) => [name, fromBase64(bytes)])),
  };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
