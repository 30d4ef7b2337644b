import { invalidArgument } from '../../values/error.js';
import type { RecorderOptions } from '../policy-trail.js';

/** Options of a recorder, checked, with the defaults filled in. */
export interface RecorderLimits {
  readonly maxPending: number;
  /** At most `maxPending`: a batch that could never fill would wait for its timer each time. */
  readonly batchSize: number;
  readonly maxDelayMilliseconds: number;
  readonly timer: NonNullable<RecorderOptions['timer']>;
}

/** Throws `invalid_argument`. */
export function recorderLimits(options: RecorderOptions): RecorderLimits {
  const { maxPending = 5_000, batchSize = 500, maxDelayMilliseconds = 5, timer = platformTimer } = options;
  assertWhole('maxPending', maxPending, 1, 1_000_000);
  assertWhole('batchSize', batchSize, 1, 10_000);
  assertWhole('maxDelayMilliseconds', maxDelayMilliseconds, 0, 60_000);
  if (typeof timer !== 'function') throw invalidArgument('timer must be a function', { argument: 'timer' });
  return { maxPending, batchSize: Math.min(batchSize, maxPending), maxDelayMilliseconds, timer };
}

function assertWhole(argument: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw invalidArgument(`${argument} must be a whole number from ${least} to ${most}`, { argument });
}

function platformTimer(callback: () => void, milliseconds: number): () => void {
  const handle = setTimeout(callback, milliseconds);
  return () => clearTimeout(handle);
}
