import type { WriteOutcome } from '@policytrail/core';
import type { SqliteDatabase } from '../../driver/database.js';
import { emptyLog } from './empty-log.js';

/** Sees to it that a log keeps nothing of what was erased. */
export interface Scrubber {
  /** To be called after each append that was acknowledged. */
  readonly after: (outcomes: readonly WriteOutcome[]) => void;
  /** To be called before the connection closes. */
  readonly finish: () => void;
}

/**
 * Empties the log after an erasure; where that has to wait, after the next append, and at last when the store closes.
 * Never fails: the erasure is stored, and the doctor looks whether the log could be emptied.
 */
export function createScrubber(database: SqliteDatabase): Scrubber {
  let isDue = false;
  const finish = (): void => {
    if (isDue) isDue = !isEmptied(database);
  };
  return {
    finish,
    after(outcomes) {
      isDue ||= outcomes.some(({ kind, status }) => kind === 'erasure' && status === 'appended');
      finish();
    },
  };
}

function isEmptied(database: SqliteDatabase): boolean {
  try {
    return emptyLog(database);
  } catch {
    return false;
  }
}
