import { open } from 'node:fs/promises';
import type { JsonObject, JsonValue } from '@policytrail/core';
import { PolicytrailError, parseDocument } from '@policytrail/core';
import type { Host } from '../host.js';

/** A file's bytes in chunks, `-` = stdin. Rejects with `invalid_argument` where it cannot be read. */
export async function openInput(path: string, host: Host): Promise<AsyncIterable<Uint8Array>> {
  if (path === '-') return host.stdin;
  const file = await open(path).catch((cause) => {
    throw unreadable(path, cause);
  });
  if ((await file.stat()).isFile()) return file.createReadStream();
  await file.close();
  throw unreadable(path, new Error('it is not a file'));
}

/** A JSON object from a file of UTF-8 text, `-` = stdin. Rejects with `invalid_argument`. */
export async function readJson(path: string, host: Host): Promise<JsonObject> {
  return parseDocument(await readText(path, host));
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readText(path: string, host: Host): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const input = await openInput(path, host);
  try {
    let text = '';
    for await (const chunk of input) text += decoder.decode(chunk, { stream: true });
    return text + decoder.decode();
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): PolicytrailError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const name = path === '-' ? 'stdin' : `\`${path}\``;
  return new PolicytrailError('invalid_argument', `cannot read ${name}: ${reason}`, { argument: 'file' }, { cause });
}
