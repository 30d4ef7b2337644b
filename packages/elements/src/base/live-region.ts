const coalescingMilliseconds = 150;

/** The one `role=status` of an element. It must be in the page before anything is said, or nothing is read out. */
export class LiveRegion {
  readonly #region: HTMLElement;
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(region: HTMLElement) {
    this.#region = region;
    region.setAttribute('role', 'status');
    region.className = 'visually-hidden';
  }

  /** Reads a message out; messages within 150 ms are read as one, each once. */
  say(message: string): void {
    if (!this.#waiting.includes(message)) this.#waiting.push(message);
    this.#timer ??= setTimeout(() => this.#speak(), coalescingMilliseconds);
  }

  /** Forgets what was not yet read out. */
  hush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }

  #speak(): void {
    const message = this.#waiting.join(' ');
    this.hush();
    // The same text again would be no change, and go unread.
    this.#region.textContent = this.#region.textContent === message ? `${message}\u00a0` : message;
  }
}
