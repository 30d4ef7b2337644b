import { defineDiff } from '../../diff/define-diff.js';

type Parts = typeof import('./parts.js');

const load: () => Promise<Parts> = () => import('./parts.js');

async function loadWithDiff(history: Element): Promise<Parts> {
  const [parts] = await Promise.all([load(), defineDiff(history)]);
  return parts;
}

/** What a history needs only once a version is looked at, a menu opened or the like: loaded when the page is idle, or at once if asked for. */
export class DeferredParts {
  /** Undefined until they are there. */
  loaded: Parts | undefined;
  /** The last try failed; the next is the reader's. */
  hasFailed = false;
  readonly #came: (parts: Parts) => void;
  readonly #import: () => Promise<Parts>;
  #loading: Promise<Parts> | undefined;
  #isPlanned = false;

  constructor(history: Element, came: (parts: Parts) => void, load = loadWithDiff) {
    this.#came = came;
    this.#import = () => load(history);
  }

  /** Rejects where the code cannot be had now; it may be asked for again. */
  load(): Promise<Parts> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** Loads them once the page has nothing else to do. */
  plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
    // A failure is told when they are needed.
    whenIdle(() => void this.load().catch(() => {}));
  }

  async #load(): Promise<Parts> {
    try {
      this.loaded = await this.#import();
    } catch (error) {
      this.#loading = undefined;
      this.hasFailed = true;
      throw error;
    }
    this.hasFailed = false;
    this.#came(this.loaded);
    return this.loaded;
  }
}
