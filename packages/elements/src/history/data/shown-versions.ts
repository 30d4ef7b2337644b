import type { PolicyVersion } from '@policytrail/core';
import type { ShownComparison } from '../model/shown-comparison.js';
import type { VersionReader } from './version-reader.js';

/** Where the versions of the detail stand. */
export type ShownVersions =
  | { readonly status: 'none' }
  | { readonly status: 'loading'; readonly version: number }
  | { readonly status: 'missing'; readonly version: number }
  | { readonly status: 'failed'; readonly version: number; readonly error: unknown }
  | {
      readonly status: 'ready';
      readonly version: PolicyVersion;
      readonly from: PolicyVersion | null;
      readonly to: PolicyVersion;
    };

/** Reads the versions that the detail shows; what was asked before the last request is forgotten. */
export class ShownVersionsTask {
  state: ShownVersions = { status: 'none' };
  readonly #reader: VersionReader;
  readonly #changed: () => void;
  #asked: string | undefined;
  #ending = new AbortController();

  constructor(reader: VersionReader, changed: () => void) {
    this.#reader = reader;
    this.#changed = changed;
  }

  /** Forgets what was asked: it is read anew. */
  reset(): void {
    this.#asked = undefined;
    this.#ending.abort();
  }

  /** Reads what it does not yet show. */
  ask(shown: ShownComparison | undefined): void {
    const asked = shown && `${shown.version} ${shown.from} ${shown.to}`;
    if (asked === this.#asked) return;
    this.#ending.abort();
    this.#asked = asked;
    if (shown === undefined) {
      this.state = { status: 'none' };
      return;
    }
    this.state = { status: 'loading', version: shown.version };
    this.#ending = new AbortController();
    void this.#read(shown, this.#ending.signal);
  }

  async #read({ version, from, to }: ShownComparison, signal: AbortSignal): Promise<void> {
    const read = (number: number): Promise<PolicyVersion | undefined> => this.#reader.read(number, signal);
    let state: ShownVersions;
    try {
      const [shown, later, earlier] = await Promise.all([
        read(version),
        to === version ? undefined : read(to),
        from < 1 || from === version ? undefined : read(from),
      ]);
      const [right, left] = [to === version ? shown : later, from === version ? shown : earlier];
      const missing = [
        [shown, version],
        [right, to],
        [from < 1 ? shown : left, from],
      ].find(([found]) => found === undefined)?.[1];
      state =
        shown === undefined || right === undefined || missing !== undefined
          ? { status: 'missing', version: Number(missing) }
          : { status: 'ready', version: shown, to: right, from: left ?? null };
    } catch (error) {
      state = { status: 'failed', version, error };
    }
    if (signal.aborted) return;
    this.state = state;
    this.#changed();
  }
}
