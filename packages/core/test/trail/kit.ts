import {
  createPolicyTrail,
  type Instant,
  isPolicytrailError,
  type JsonObject,
  memoryStore,
  type PolicyStore,
  type PolicyTrail,
  type PolicytrailError,
  type TrailOptions,
} from '@policytrail/core';

/** A clock that stands still until it is set. */
export interface TestClock {
  (): Instant;
  set(instant: Instant): void;
  advance(milliseconds: number): void;
}

export interface Kit {
  readonly store: PolicyStore;
  readonly clock: TestClock;
  readonly trail: PolicyTrail;
}

export const start: Instant = '2025-10-01T10:00:00.000Z';
export const minute = 60_000;
export const day = 86_400_000;

/** `2025-10-01T10:00:00.000Z` and so many days. */
export function inDays(days: number): Instant {
  return later(start, days * day);
}

export function later(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}

/** A trail in memory at `start`, with request ids `request-1`, `request-2` … */
export function aTrail(options: Partial<TrailOptions> = {}): Kit {
  const store = options.store ?? memoryStore();
  const clock = aClock();
  return { store, clock, trail: createPolicyTrail({ clock, newId: countedIds(), ...options, store }) };
}

export function aClock(at: Instant = start): TestClock {
  let now = at;
  const set = (instant: Instant) => {
    now = instant;
  };
  return Object.assign(() => now, { set, advance: (milliseconds: number) => set(later(now, milliseconds)) });
}

export function countedIds(prefix = 'request-'): () => string {
  let made = 0;
  return () => `${prefix}${++made}`;
}

export function tokens(budgetTokens: number): JsonObject {
  return { budgetTokens };
}

/** The error an operation ends in. Throws where it ends well, or in another error than one of ours. */
export async function failureOf(operation: () => unknown): Promise<PolicytrailError> {
  try {
    await operation();
  } catch (error) {
    if (isPolicytrailError(error)) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

/** The code of {@link failureOf}. */
export async function codeOf(operation: () => unknown): Promise<string> {
  return (await failureOf(operation)).code;
}

/** All that is in a store, as archive text: two stores are the same where it is. */
export async function contentOf(store: PolicyStore): Promise<string> {
  return new TextDecoder().decode(await bytesOf(createPolicyTrail({ store }).exportArchive({ gzip: false })));
}

export async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}
