import { type JsonObject, parseDocument } from '@policytrail/core';
import { malformed, tooLarge, tooSlow } from '../refusal.js';

/** How much of a body is read, and how long is waited for it. */
export interface BodyLimits {
  readonly maxBytes: number;
  readonly timeoutMilliseconds: number;
}

// A policy may be 64 levels deep, and stands in a list of drafts.
const maxDepth = 72;

/** The JSON object that a request brings. Throws a refusal where there is none, and `invalid_argument` as a document does. */
export async function readJson(request: Request, limits: BodyLimits): Promise<JsonObject> {
  assertType(request, ['application/json']);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  const deadline = after(limits.timeoutMilliseconds);
  try {
    for await (const chunk of chunksOf(request, limits.maxBytes, deadline)) {
      text += decode(decoder, chunk);
    }
    text += decode(decoder);
  } finally {
    deadline.stop();
  }
  return parseDocument(text, { maxDepth, maxBytes: limits.maxBytes });
}

/** How many times as long as a part of it an import may take to arrive. */
const importPatience = 6;

/** How long the body of an import may take to arrive, whole. */
export function importMilliseconds({ timeoutMilliseconds }: Pick<BodyLimits, 'timeoutMilliseconds'>): number {
  return timeoutMilliseconds * importPatience;
}

/**
 * The bytes that a request brings, once they are asked for and all are there: of a body that breaks off, nothing is stored. Each part
 * must arrive in time, and the whole.
 */
export async function* readBytes(request: Request, limits: BodyLimits): AsyncGenerator<Uint8Array> {
  assertType(request, ['application/gzip', 'application/x-ndjson', 'application/octet-stream']);
  yield* await wholeOf(request, limits);
}

async function wholeOf(request: Request, limits: BodyLimits): Promise<readonly Uint8Array[]> {
  const whole = after(importMilliseconds(limits));
  const part = after(limits.timeoutMilliseconds);
  const chunks: Uint8Array[] = [];
  try {
    const passed = Promise.race([part.passed, whole.passed]);
    for await (const chunk of chunksOf(request, limits.maxBytes, { passed })) {
      part.stop();
      chunks.push(chunk);
      part.start();
    }
    return chunks;
  } finally {
    part.stop();
    whole.stop();
  }
}

async function* chunksOf(
  request: Request,
  maxBytes: number,
  deadline: Pick<Deadline, 'passed'>,
): AsyncGenerator<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > maxBytes) throw tooLarge(maxBytes);
  if (request.body === null) return;
  const reader = request.body.getReader();
  let bytes = 0;
  try {
    for (;;) {
      const next = await Promise.race([reader.read().catch(brokenOff), deadline.passed]);
      if (next.done) return;
      bytes += next.value.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      yield next.value;
    }
  } finally {
    // Not awaited: a sender that does nothing more is not waited for.
    reader.cancel().catch(() => undefined);
  }
}

// The sender went away, or what it sent was no body: neither is the server's failure.
function brokenOff(): never {
  throw malformed('body', 'the body broke off: nothing of it was taken');
}

interface Deadline {
  /** Rejects, once. */
  readonly passed: Promise<never>;
  readonly start: () => void;
  readonly stop: () => void;
}

function after(milliseconds: number): Deadline {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const passed = new Promise<never>((_, onPassed) => {
    reject = onPassed;
  });
  // Nobody may be waiting when it passes.
  passed.catch(() => undefined);
  const start = (): void => {
    timer = setTimeout(() => reject(tooSlow(milliseconds)), milliseconds);
  };
  start();
  return { passed, start, stop: () => clearTimeout(timer) };
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw malformed('body', 'the body is not UTF-8');
  }
}

// Also what keeps pages of other origins out: a browser asks first before it sends one of these types elsewhere.
function assertType(request: Request, types: readonly string[]): void {
  const given = request.headers.get('content-type') ?? '';
  const [type = '', ...parameters] = given.split(';').map((part) => part.trim().toLowerCase());
  const isFit = types.includes(type) && parameters.every((parameter) => /^charset="?utf-8"?$/.test(parameter));
  if (isFit) return;
  throw malformed('content-type', `the body must be ${types.join(' or ')}`, 415);
}
