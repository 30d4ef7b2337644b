/** What trying again needs of its surroundings. */
export interface Surroundings {
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Monotonic. */
  readonly nowMilliseconds: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export const realSurroundings: Surroundings = {
  random: Math.random,
  nowMilliseconds: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

const mostAttempts = 10;
const mostMilliseconds = 5_000;
const firstPauseMilliseconds = 10;
const longestPauseMilliseconds = 250;

/** Waits before the next attempt, longer each time, by a random share (full jitter); false where it was the last one. */
export type NextAttempt = () => Promise<boolean>;

/** 10 attempts within 5 seconds. */
export function beginAttempts({ random, nowMilliseconds, sleep }: Surroundings): NextAttempt {
  const startedAt = nowMilliseconds();
  let failures = 0;
  return async () => {
    failures += 1;
    if (failures >= mostAttempts || nowMilliseconds() - startedAt >= mostMilliseconds) return false;
    const longest = Math.min(longestPauseMilliseconds, firstPauseMilliseconds * 2 ** (failures - 1));
    await sleep(random() * longest);
    return true;
  };
}
