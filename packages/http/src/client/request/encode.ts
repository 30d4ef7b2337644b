import {
  type ByteSource,
  canonicalJson,
  documentText,
  isPolicytrailError,
  type JsonLimits,
  PolicytrailError,
} from '@policytrail/core';
import type { Named } from '../../operations/operations.js';

// How large a document may be, the server says: this bounds only the time that writing it takes.
const limits: JsonLimits = { maxDepth: 1000, maxBytes: 64 * 1_048_576 };

/** A query that {@link Named} travels in: what is inside of what has a dotted name. Throws `invalid_argument`. */
export function queryText(asked: Named): string {
  const query = new URLSearchParams(pairsOf(asked, '')).toString();
  return query === '' ? '' : `?${query}`;
}

/** The same as JSON text; what is no JSON is refused as a trail does it: `invalid_argument` for a policy, `invalid_input`. */
export function jsonText(asked: Named): string {
  const members = Object.entries(asked).flatMap(([name, value]) => {
    const text = memberText(name, value);
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  return `{${members.join(',')}}`;
}

function memberText(name: string, value: unknown): string | undefined {
  if (name === 'policy') return documentText(value, limits);
  if (name === 'input') return inputText(value);
  const isList = (name === 'drafts' || name === 'requests') && Array.isArray(value);
  return isList ? `[${value.map((each) => jsonText(each)).join(',')}]` : JSON.stringify(value);
}

function inputText(input: unknown): string {
  try {
    return canonicalJson(input, { ...limits, numbers: 'safe' });
  } catch (error) {
    if (!isPolicytrailError(error, 'invalid_argument')) throw error;
    const issues = [{ path: error.details.path ?? '', message: error.message }];
    throw new PolicytrailError('invalid_input', `the input is not JSON: ${error.message}`, { issues });
  }
}

function pairsOf(value: Named, prefix: string): [string, string][] {
  return Object.entries(value).flatMap(([key, member]): [string, string][] => {
    const name = prefix + key;
    if (member === undefined || typeof member === 'function') return [];
    if (typeof member === 'object' && member !== null && !(member instanceof Date)) {
      return pairsOf(member as Named, `${name}.`);
    }
    return [[name, scalarText(name, member)]];
  });
}

// A lone surrogate would become another character on the way, and a fraction is nowhere meant.
function scalarText(name: string, value: unknown): string {
  const text = value instanceof Date ? String(value.toJSON()) : String(value);
  const isWhole = typeof value !== 'number' || Number.isSafeInteger(value);
  if (isWhole && !/\p{Surrogate}/u.test(text)) return text;
  const what = isWhole ? 'must not hold a lone surrogate' : 'must be a whole number';
  throw new PolicytrailError('invalid_argument', `${name} ${what}`, { argument: name });
}

/** Bytes as a body that can be sent a second time. Not every platform can send a stream: it is read whole. */
export async function bytesBody(source: ByteSource): Promise<Uint8Array<ArrayBuffer>> {
  if (source instanceof Uint8Array) return source as Uint8Array<ArrayBuffer>;
  if ('getReader' in source) return wholeOf(source as ReadableStream<Uint8Array<ArrayBuffer>>);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of source) parts.push(chunk as Uint8Array<ArrayBuffer>);
  return wholeOf(new Blob(parts));
}

async function wholeOf(body: Blob | ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(body).arrayBuffer());
}
