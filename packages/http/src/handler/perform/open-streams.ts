import { tooManyStreams } from '../refusal.js';

/** The streams of events that a handler has open. */
export interface OpenStreams {
  /** Takes a place, and returns what gives it back, once. Throws a refusal where none is left. */
  take(): () => void;
}

/** At most so many at once. */
export function openStreams(most: number): OpenStreams {
  let taken = 0;
  return {
    take() {
      if (taken >= most) throw tooManyStreams(most);
      taken += 1;
      return once(() => {
        taken -= 1;
      });
    },
  };
}

/** The same, done the first time it is called alone. */
export function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}
