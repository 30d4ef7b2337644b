/** So many at once; the others wait their turn, first come, first served. */
export interface Admission {
  /** Undefined where there is room at once; else resolves once there is. */
  enter(): Promise<void> | undefined;
  leave(): void;
}

export function admission(places: number): Admission {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return {
    enter() {
      if (taken === places) return new Promise((resolve) => waiting.push(resolve));
      taken += 1;
      return undefined;
    },
    leave() {
      const next = waiting.shift();
      // The place goes to the next in line without being free in between.
      if (next === undefined) taken -= 1;
      else next();
    },
  };
}
