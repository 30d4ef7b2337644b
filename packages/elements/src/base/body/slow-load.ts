const skeletonAfterMilliseconds = 200;
const announcedAfterMilliseconds = 400;

/** Tells a load that takes a while from one that would only flicker. */
export class SlowLoad {
  /** It is under way for long enough that placeholders help. */
  isSlow = false;
  readonly #slow: () => void;
  readonly #announce: () => void;
  #timers: readonly ReturnType<typeof setTimeout>[] = [];

  constructor(slow: () => void, announce: () => void) {
    this.#slow = slow;
    this.#announce = announce;
  }

  follow(isLoading: boolean): void {
    if (isLoading === this.#timers.length > 0) return;
    for (const timer of this.#timers) clearTimeout(timer);
    this.isSlow = false;
    this.#timers = isLoading
      ? [
          setTimeout(() => this.#passed(), skeletonAfterMilliseconds),
          setTimeout(this.#announce, announcedAfterMilliseconds),
        ]
      : [];
  }

  #passed(): void {
    this.isSlow = true;
    this.#slow();
  }
}
