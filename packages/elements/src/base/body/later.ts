/** Code that is loaded once, when it is needed. */
export class Later<Module> {
  /** Undefined until it is there. */
  loaded: Module | undefined;
  /** The last try failed; the next is the reader's. */
  hasFailed = false;
  readonly #import: () => Promise<Module>;
  readonly #came: (module: Module) => void;
  #loading: Promise<Module> | undefined;
  #isPlanned = false;

  /** `came`: called with it before `load` resolves. */
  constructor(load: () => Promise<Module>, came: (module: Module) => void) {
    this.#import = load;
    this.#came = came;
  }

  /** Rejects where the code cannot be had now; it may be asked for again. */
  load(): Promise<Module> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** Loads it once the page has nothing else to do. */
  plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
    // A failure is told when the code is needed.
    whenIdle(() => void this.load().catch(() => {}));
  }

  async #load(): Promise<Module> {
    this.hasFailed = false;
    try {
      const module = await this.#import();
      this.#came(module);
      this.loaded = module;
      return module;
    } catch (error) {
      this.#loading = undefined;
      this.hasFailed = true;
      throw error;
    }
  }
}
