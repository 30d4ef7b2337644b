import type { JsonObject } from '@policytrail/core';
import { SlowLoad } from '../../base/body/slow-load.js';
import { FilterChangeEvent, LoadMoreEvent, RefreshEvent, VersionRequestEvent } from '../../events/history-events.js';
import { type FieldSchema, isUnread, readSchemas } from '../../fields/field-lookup.js';
import type { HistoryFilter, PolicyHistorySource, SourceEvent } from '../../source.js';
import { PageSource } from '../data/page-source.js';
import { VersionList } from '../data/version-list.js';
import { VersionReader } from '../data/version-reader.js';
import { focusFirst, focusRow } from '../focus/places.js';
import { filterWith, isFiltering } from '../model/filter.js';
import { shownRows } from '../model/list-state.js';
import type { HistoryHost } from './history-host.js';

const searchDelayMilliseconds = 250;

/** The list: where it reads from, what of it is shown, and what is said of it. */
export class ListControl {
  readonly list = new VersionList(
    () => this.#host.update(),
    () => this.#readSchema(),
  );
  readonly reader = new VersionReader(() => this.#readSchema());
  readonly slowLoad: SlowLoad;
  /** The row that is in the order of Tab. */
  activeVersion: number | undefined;
  firstPolicy: JsonObject | undefined;
  /** Versions up to this one are the reader's own doing, and shown at once. */
  expected = 0;
  readonly #host: HistoryHost;
  readonly #page: PageSource;
  #source: PolicyHistorySource | undefined;
  #filter: HistoryFilter | undefined;
  #schema: FieldSchema | undefined;
  #unsubscribe: (() => void) | undefined;
  #searching: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HistoryHost) {
    this.#host = host;
    this.slowLoad = new SlowLoad(
      () => host.update(),
      () => host.say(host.context.messages.history.loading),
    );
    this.#page = new PageSource({
      older: (before, limit) => host.element.dispatchEvent(new LoadMoreEvent({ before, limit })),
      version: (version) => host.element.dispatchEvent(new VersionRequestEvent({ version })),
    });
  }

  get source(): PolicyHistorySource {
    return this.#host.element.source ?? this.#page;
  }

  /** How many versions there are, whatever the filter: they are numbered without gaps. */
  get all(): number {
    const { element } = this.#host;
    return element.source === undefined
      ? (element.total ?? element.versions?.length ?? 0)
      : (this.list.state.head ?? 0);
  }

  /** Follows what the page has set. */
  follow(isGivenAnew: boolean): void {
    const { element } = this.#host;
    const { versions, total, current, filter, schema } = element;
    if (isGivenAnew) this.#page.give({ versions, total, current });
    const pageSize = Math.min(200, Math.max(10, Math.trunc(element.pageSize) || 50));
    const maxMounted = Math.max(pageSize, Math.min(1000, Math.max(100, Math.trunc(element.maxMounted) || 500)));
    this.list.limits = { pageSize, maxMounted };
    const { source } = this;
    const isOther = source !== this.#source;
    const isToBeLabelled = schema !== this.#schema && isUnread(schema);
    this.#schema = schema;
    if (isOther || isToBeLabelled || JSON.stringify(filter) !== JSON.stringify(this.#filter)) {
      this.#filter = filter;
      if (isOther) this.#connect(source);
      void this.#start(source, filter);
    } else if (isGivenAnew && source === this.#page) void this.#notice({ type: 'sync' });
    this.slowLoad.follow(this.list.state.busy === 'list');
  }

  disconnect(): void {
    this.#unsubscribe?.();
    this.list.stop();
    this.#source = undefined;
  }

  readonly reload = async (): Promise<void> => {
    const { element, context } = this.#host;
    element.dispatchEvent(new RefreshEvent());
    await this.list.reload();
    this.#sayLoaded(context.messages.history.loaded);
  };

  readonly loadOlder = async (): Promise<void> => {
    const added = await this.list.loadOlder();
    const { history } = this.#host.context.messages;
    const rows = shownRows(this.list.state);
    await this.#arrived(
      added,
      rows.at(-added)?.version,
      history.olderLoaded(added, rows.length, this.list.state.total),
    );
  };

  readonly loadNewer = async (): Promise<void> => {
    const added = await this.list.loadNewer();
    const { history } = this.#host.context.messages;
    const { state } = this.list;
    const rows = shownRows(state);
    const nearest = rows[Math.min(added, this.list.limits.pageSize) - 1]?.version;
    await this.#arrived(added, nearest, history.newerLoaded(added, rows.length, state.total));
  };

  readonly showPending = async (): Promise<void> => {
    await this.list.showPending();
    await this.#host.updated();
    const first = shownRows(this.list.state)[0]?.version;
    if (first !== undefined) this.focus(first);
  };

  readonly setFilter = (changed: Parameters<typeof filterWith>[1]): void => {
    const { element } = this.#host;
    element.filter = filterWith(element.filter, changed);
    element.dispatchEvent(new FilterChangeEvent({ filter: element.filter }));
  };

  /** As the reader types. */
  readonly search = (text: string): void => {
    clearTimeout(this.#searching);
    this.#searching = setTimeout(() => this.setFilter({ text: text.trim() }), searchDelayMilliseconds);
  };

  readonly clearFilters = async (): Promise<void> => {
    clearTimeout(this.#searching);
    this.setFilter({ text: '', author: '', from: '', to: '', field: '' });
    await this.#host.updated();
    focusFirst(this.#host.root, '.search', '[data-panel=filters]');
  };

  /** Puts a version on the page and focuses it. False where there is none of that number. */
  async goTo(version: number): Promise<boolean> {
    const isHere = await this.list.goTo(version);
    if (!isHere && isFiltering(this.#host.element.filter)) {
      this.setFilter({ text: '', author: '', from: '', to: '', field: '' });
      await this.#host.updated();
      await this.list.goTo(version);
    }
    await this.#host.updated();
    return this.focus(version);
  }

  /** Reads the list around the chosen version where that one is further down than it was read. */
  async reveal(): Promise<void> {
    const { selected, filter } = this.#host.element;
    const { status, busy, rows, head = 0 } = this.list.state;
    if (selected === undefined || this.source === this.#page || isFiltering(filter)) return;
    const isKnown = status === 'loaded' && busy === undefined;
    const isListed = rows.some(({ version }) => version === selected);
    if (isKnown && !isListed && selected >= 1 && selected <= head) await this.list.goTo(selected);
  }

  /** Focuses a row that is on the page. */
  focus(version: number): boolean {
    this.activeVersion = version;
    this.#host.update();
    return focusRow(this.#host.root, version);
  }

  #readSchema(): Promise<void> {
    return readSchemas(this.#host.element.schema);
  }

  #connect(source: PolicyHistorySource): void {
    this.#unsubscribe?.();
    this.#source = source;
    this.firstPolicy = undefined;
    this.reader.use(source);
    this.#unsubscribe = source.subscribe?.((event) => void this.#notice(event));
  }

  async #start(source: PolicyHistorySource, filter: HistoryFilter): Promise<void> {
    await this.list.start(source, filter);
    const { history } = this.#host.context.messages;
    const { state } = this.list;
    if (isFiltering(filter) && state.status === 'loaded') this.#host.say(history.countOf(state.total, this.all));
    else this.#sayLoaded(history.loaded);
    await this.reveal();
    await this.#readFirst(source);
  }

  #sayLoaded(loaded: (count: string, current: number | undefined) => string): void {
    const { history } = this.#host.context.messages;
    const { status, total, current, rows, busy } = this.list.state;
    if (status !== 'loaded' || busy !== undefined) return;
    this.#host.say(rows.length === 0 ? history.empty : loaded(history.count(total), current));
  }

  // What version 1 set is not in any summary.
  async #readFirst(source: PolicyHistorySource): Promise<void> {
    const { rows } = this.list.state;
    if (source === this.#page || this.firstPolicy !== undefined || rows.at(-1)?.version !== 1) return;
    try {
      const first = await this.reader.read(1, new AbortController().signal);
      if (source === this.#source) this.firstPolicy = first?.policy;
      this.#host.update();
    } catch {
      // The line says "First version" without its values.
    }
  }

  async #notice({ type }: SourceEvent): Promise<void> {
    const before = this.list.state.pending;
    await this.list.notice(type === 'versions' ? 'newer' : 'all');
    const { pending, head = 0 } = this.list.state;
    if (pending > 0 && head <= this.expected) await this.list.showPending();
    else if (pending > before) this.#host.say(this.#host.context.messages.history.newVersions(pending));
  }

  async #arrived(added: number, first: number | undefined, message: string): Promise<void> {
    if (added <= 0 || first === undefined) return;
    this.#host.say(message);
    await this.#host.updated();
    this.focus(first);
    await this.#readFirst(this.source);
  }
}
