import type { PolicySettingsSource, SettingsState } from '../../source.js';

export type SourceStatus =
  | { readonly status: 'idle' | 'loading' | 'loaded' }
  | { readonly status: 'failed'; readonly error: unknown };

/** Reads a source, and again whenever it says that there are new versions. */
export class SourceTask {
  state: SourceStatus = { status: 'idle' };
  readonly #loaded: (state: SettingsState) => void;
  readonly #changed: () => void;
  #source: PolicySettingsSource | undefined;
  #unsubscribe: (() => void) | undefined;
  #reading: AbortController | undefined;

  constructor({ loaded, changed }: { loaded: (state: SettingsState) => void; changed: () => void }) {
    this.#loaded = loaded;
    this.#changed = changed;
  }

  start(source: PolicySettingsSource | undefined): void {
    if (source === this.#source) return;
    this.stop();
    this.#source = source;
    if (source === undefined) return;
    this.#unsubscribe = source.subscribe?.(({ type }) => {
      if (type === 'versions') void this.read();
    });
    void this.read();
  }

  stop(): void {
    this.#reading?.abort();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#source = undefined;
    this.state = { status: 'idle' };
  }

  /** Resolves once the source was read, or a later reading has taken its place. */
  async read(): Promise<void> {
    const source = this.#source;
    if (source === undefined) return;
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    if (this.state.status !== 'loaded') this.#become({ status: 'loading' });
    try {
      const state = await source.read({ signal: reading.signal });
      if (reading.signal.aborted) return;
      this.state = { status: 'loaded' };
      this.#loaded(state);
      this.#changed();
    } catch (error) {
      if (!reading.signal.aborted) this.#become({ status: 'failed', error });
    }
  }

  #become(state: SourceStatus): void {
    this.state = state;
    this.#changed();
  }
}
