import type { JsonObject, PolicyVersion } from '@policytrail/core';
import { matchesFilter } from '@policytrail/core/pure';
import type {
  HistoryFilter,
  HistoryPage,
  HistoryPageQuery,
  HistoryVersion,
  PolicyHistorySource,
} from '../../source.js';

/** What a page that has no source says of a history. */
export interface GivenVersions {
  readonly versions: readonly HistoryVersion[] | undefined;
  /** All that there are, where `versions` holds a part. */
  readonly total: number | undefined;
  readonly current: number | undefined;
}

/** How the page is asked for what it has not given. */
export interface PageRequests {
  older(before: number, limit: number): void;
  version(version: number): void;
}

/** A source made of the versions that the page gives, now and later. */
export class PageSource implements PolicyHistorySource {
  readonly #requests: PageRequests;
  readonly #listeners = new Set<() => void>();
  #given: GivenVersions = { versions: undefined, total: undefined, current: undefined };
  #sorted: readonly HistoryVersion[] = [];

  constructor(requests: PageRequests) {
    this.#requests = requests;
  }

  give(given: GivenVersions): void {
    this.#given = given;
    this.#sorted = newestFirst(given.versions ?? []);
    for (const listener of [...this.#listeners]) listener();
  }

  async list({ before, after = 0, limit, filter = {}, signal }: HistoryPageQuery): Promise<HistoryPage> {
    await this.#until(() => this.#given.versions !== undefined, signal);
    const found = (): readonly HistoryVersion[] => this.#matching(filter, before ?? Infinity, after);
    if (before !== undefined && found().length === 0 && this.#isPart()) {
      this.#requests.older(before, limit);
      await this.#until(() => found().length > 0 || !this.#isPart(), signal);
    }
    const versions = after > 0 && before === undefined ? found().slice(-limit) : found().slice(0, limit);
    const isWhole = filter === undefined || Object.keys(filter).length === 0;
    const total = isWhole ? (this.#given.total ?? this.#sorted.length) : this.#matching(filter, Infinity, 0).length;
    return {
      versions,
      total,
      head: this.#sorted[0]?.version,
      current: this.#given.current ?? this.#sorted[0]?.version,
    };
  }

  async read(version: number, { signal }: { readonly signal: AbortSignal }): Promise<PolicyVersion | undefined> {
    await this.#until(() => this.#given.versions !== undefined, signal);
    const find = (): HistoryVersion | undefined => this.#sorted.find((row) => row.version === version);
    if (find() === undefined && !this.#isPart()) return undefined;
    if (find()?.policy === undefined) {
      this.#requests.version(version);
      await this.#until(() => find()?.policy !== undefined, signal);
    }
    const found = find();
    return found?.policy === undefined ? undefined : { ...found, policy: found.policy as JsonObject };
  }

  #isPart(): boolean {
    return this.#sorted.length < (this.#given.total ?? 0);
  }

  #matching(filter: HistoryFilter, before: number, after: number): readonly HistoryVersion[] {
    return this.#sorted.filter((row) => row.version < before && row.version > after && matchesFilter(row, filter));
  }

  #until(isThere: () => boolean, signal: AbortSignal): Promise<void> {
    if (isThere()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const end = (): void => {
        this.#listeners.delete(look);
        signal.removeEventListener('abort', abandon);
      };
      const look = (): void => {
        if (!isThere()) return;
        end();
        resolve();
      };
      const abandon = (): void => {
        end();
        reject(signal.reason);
      };
      this.#listeners.add(look);
      signal.addEventListener('abort', abandon);
    });
  }
}

function newestFirst(versions: readonly HistoryVersion[]): readonly HistoryVersion[] {
  const isSorted = versions.every((row, index) => index === 0 || row.version < (versions[index - 1]?.version ?? 0));
  return isSorted ? versions : versions.toSorted((one, other) => other.version - one.version);
}
