import { isBusy } from './errors.js';

const pausesMilliseconds = [5, 25, 125];

/** Runs `work` again after a pause where another connection holds the lock; what it throws at last passes through. */
export async function patiently<T>(work: () => T): Promise<T> {
  for (const pause of pausesMilliseconds) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return work();
}
