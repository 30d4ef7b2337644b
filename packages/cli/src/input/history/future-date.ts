import type { Instant } from '@policytrail/core';
import { PolicytrailError, parseInstant } from '@policytrail/core';
import { numberedLines } from './lines.js';

/**
 * Reads a plain history to its end. Rejects with `invalid_argument` at the first line whose `createdAt` lies after `now`: no
 * version is older than the one before it, so that every later version of that policy would be dated then.
 */
export async function refuseFutureDates(history: AsyncIterable<Uint8Array>, now: Instant): Promise<void> {
  for await (const { number, text } of numberedLines(history)) {
    const at = findCreatedAt(text);
    if (at === undefined || at <= now) continue;
    const message = `line ${number}: createdAt ${at} lies in the future, and every later version of its policy would be dated then`;
    throw new PolicytrailError('invalid_argument', message, { argument: 'createdAt', line: number });
  }
}

// What can't be read is for the import to refuse, in its own words.
function findCreatedAt(line: string): Instant | undefined {
  try {
    return parseInstant(JSON.parse(line).createdAt, 'createdAt');
  } catch {
    return undefined;
  }
}
