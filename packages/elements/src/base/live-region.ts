const coalescingMilliseconds = 150;
// Long enough to be taken up by a screen reader; what stays would be found by its cursor as if it still held.
const stayingMilliseconds = 5_000;

/** The one `role=status` of an element. It must be in the page before anything is said, or nothing is read out. */
export class LiveRegion {
  readonly #region: HTMLElement;
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #clearing: ReturnType<typeof setTimeout> | undefined;

  constructor(region: HTMLElement) {
    this.#region = region;
    region.setAttribute('role', 'status');
    region.className = 'visually-hidden';
  }

  /** Reads a message out; messages within 150 ms are read as one, each once. It stays for 5 seconds. */
  say(message: string): void {
    if (!this.#waiting.includes(message)) this.#waiting.push(message);
    this.#timer ??= setTimeout(() => this.#speak(), coalescingMilliseconds);
  }

  /** Forgets what was said, read out or not. */
  hush(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#clearing);
    this.#timer = undefined;
    this.#waiting = [];
    this.#region.textContent = '';
  }

  #speak(): void {
    const before = this.#region.textContent;
    const message = this.#waiting.join(' ');
    clearTimeout(this.#clearing);
    this.#timer = undefined;
    this.#waiting = [];
    // The same text again would be no change, and go unread.
    this.#region.textContent = before === message ? `${message}\u00a0` : message;
    this.#clearing = setTimeout(() => this.hush(), stayingMilliseconds);
  }
}
