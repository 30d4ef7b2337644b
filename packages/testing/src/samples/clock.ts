import type { Instant } from '@policytrail/core';

/** A clock that says `start` first and is `stepMilliseconds` on at each further reading. */
export function fixedClock(start: Instant = '2025-10-01T10:00:00.000Z', stepMilliseconds = 0): () => Instant {
  let readings = 0;
  return () => later(start, stepMilliseconds * readings++);
}

export function later(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}
