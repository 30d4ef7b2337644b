import type { PolicyVersion } from '@policytrail/core';
import type { PolicyHistorySource } from '../../source.js';

const mostKept = 20;

/** Reads whole versions and keeps the last few: a version never changes. */
export class VersionReader {
  readonly #kept = new Map<number, PolicyVersion>();
  readonly #ready: () => Promise<void>;
  #source: PolicyHistorySource | undefined;

  /** A version is handed out once `ready` resolves, too. */
  constructor(ready: () => Promise<void>) {
    this.#ready = ready;
  }

  use(source: PolicyHistorySource): void {
    if (source === this.#source) return;
    this.#source = source;
    this.#kept.clear();
  }

  async read(version: number, signal: AbortSignal): Promise<PolicyVersion | undefined> {
    const known = this.#kept.get(version);
    if (known !== undefined) return known;
    const [found] = await Promise.all([this.#source?.read(version, { signal }), this.#ready()]);
    if (found === undefined) return undefined;
    this.#kept.set(version, found);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return found;
  }
}
