import type { HistoryFilter, HistoryPage, PolicyHistorySource } from '../../source.js';
import { isFiltering } from '../model/filter.js';
import {
  addNewer,
  addOlder,
  type ListLimits,
  type ListState,
  listOf,
  newestOf,
  noticeNewer,
  renewRows,
  showNewer,
  showOlder,
  showPending,
  unreadList,
} from '../model/list-state.js';

const largestPage = 500;
const rowsAboveTarget = 5;

/** Reads a history page by page. Each step that the reader asks for resolves with how many rows came to the page. */
export class VersionList {
  state: ListState = unreadList;
  limits: ListLimits = { pageSize: 50, maxMounted: 500 };
  readonly #changed: () => void;
  readonly #ready: () => Promise<void>;
  #source: PolicyHistorySource | undefined;
  #filter: HistoryFilter = {};
  #ending = new AbortController();

  /** What is read comes to the page once `ready` resolves, too. */
  constructor(changed: () => void, ready: () => Promise<void> = async () => {}) {
    this.#changed = changed;
    this.#ready = ready;
  }

  /** Reads from another source, or with another filter, from the newest version on. */
  async start(source: PolicyHistorySource, filter: HistoryFilter): Promise<void> {
    const isSame = source === this.#source;
    this.#source = source;
    this.#filter = filter;
    if (!isSame) this.state = unreadList;
    await this.reload();
  }

  /** Forgets what is under way. */
  stop(): void {
    this.#ending.abort();
  }

  /** Reads the newest page anew; what is on the page stays until it is there. */
  async reload(): Promise<void> {
    this.stop();
    await this.#run('list', async (list) => {
      const page = await list({});
      return () => listOf(page, true);
    });
  }

  async loadOlder(): Promise<number> {
    const { rows, end } = this.state;
    if (end < rows.length) {
      this.#set(showOlder(this.state, this.limits));
      return this.state.end - end;
    }
    await this.#run('older', async (list) => {
      const page = await list({ before: rows.at(-1)?.version ?? 1 });
      return (state) => addOlder(state, page, this.limits);
    });
    return this.state.end - end;
  }

  async loadNewer(): Promise<number> {
    const { start, rows } = this.state;
    if (start > 0) {
      this.#set(showNewer(this.state, this.limits));
      return start - this.state.start;
    }
    await this.#run('newer', async (list) => {
      const page = await list({ after: rows[0]?.version ?? 0 });
      return (state) => addNewer(state, page, this.limits);
    });
    return this.state.rows.length - rows.length;
  }

  /** Puts a version on the page, with some newer ones above it. False where there is none of that number. */
  async goTo(version: number): Promise<boolean> {
    const index = this.state.rows.findIndex((row) => row.version === version);
    if (index >= 0) this.#show(index);
    else {
      await this.#run('list', async (list) => {
        const page = await list({ before: version + 1 + rowsAboveTarget });
        return (state) => {
          const isThere = page.versions.some((row) => row.version === version);
          return isThere ? listOf(page, page.versions[0]?.version === page.head) : state;
        };
      });
    }
    return this.state.rows.some((row) => row.version === version);
  }

  /** The newest version created before an instant. */
  async findBefore(instant: string): Promise<number | undefined> {
    const { signal } = this.#ending;
    const page = await this.#source?.list({ limit: 1, filter: { to: instant }, signal });
    return page?.versions[0]?.version;
  }

  /** Looks for what arrived since, without moving what is read. */
  async notice(renew: 'newer' | 'all'): Promise<void> {
    const { rows, status } = this.state;
    if (status !== 'loaded' || rows.length === 0) return this.reload();
    const renewed = renew === 'all' ? await this.#shownAnew() : [];
    await this.#run(undefined, async (list) => {
      const page = await list({ after: newestOf(this.state) });
      return (state) => renewRows(noticeNewer(state, page, isFiltering(this.#filter)), renewed);
    });
  }

  async showPending(): Promise<void> {
    const shown = showPending(this.state, this.limits);
    if (shown === undefined) await this.reload();
    else this.#set(shown);
  }

  async #shownAnew(): Promise<HistoryPage['versions']> {
    const { rows } = this.state;
    const before = (rows[0]?.version ?? 0) + 1;
    const limit = Math.min(largestPage, Math.max(1, rows.length));
    try {
      const page = await this.#source?.list({ before, limit, filter: this.#filter, signal: this.#ending.signal });
      return page?.versions ?? [];
    } catch {
      // What is on the page stays; the look for newer ones that follows reports the failure.
      return [];
    }
  }

  #show(index: number): void {
    const { start, end } = this.state;
    if (index >= start && index < end) return;
    const first = Math.max(0, index - rowsAboveTarget);
    this.#set({ ...this.state, start: first, end: Math.min(this.state.rows.length, first + this.limits.pageSize) });
  }

  async #run(
    busy: ListState['busy'],
    work: (
      list: (range: { before?: number; after?: number }) => Promise<HistoryPage>,
    ) => Promise<(state: ListState) => ListState>,
  ): Promise<void> {
    const source = this.#source;
    if (source === undefined) return;
    if (busy === 'list') this.#ending = new AbortController();
    const { signal } = this.#ending;
    this.#set({ ...this.state, busy: busy ?? this.state.busy, error: undefined });
    try {
      const filter = isFiltering(this.#filter) ? { filter: this.#filter } : {};
      const list = (range: object): Promise<HistoryPage> =>
        source.list({ ...range, ...filter, limit: this.limits.pageSize, signal });
      const [next] = await Promise.all([work(list), this.#ready()]);
      if (!signal.aborted) this.#set({ ...next(this.state), busy: undefined });
    } catch (error) {
      if (signal.aborted) return;
      const status = this.state.status === 'loaded' ? 'loaded' : 'failed';
      this.#set({ ...this.state, status, busy: undefined, error });
    }
  }

  #set(state: ListState): void {
    this.state = state;
    this.#changed();
  }
}
