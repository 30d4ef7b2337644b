import { NavigateEvent } from '../../events/history-events.js';
import { DetailPane } from '../detail/detail-pane.js';
import { focusFirst } from '../focus/places.js';
import { shownRows } from '../model/list-state.js';
import { type ShownComparison, shownComparison } from '../model/shown-comparison.js';
import type { HistoryHost } from './history-host.js';
import type { ListControl } from './list-control.js';

export type Sides = Partial<Pick<ShownComparison, 'from' | 'to'>>;

/** Which version is chosen, and what it is compared with. */
export class DetailControl {
  readonly pane: DetailPane;
  /** Versions chosen for a comparison; undefined while none is being chosen. */
  picked: readonly number[] | undefined;
  readonly #host: HistoryHost;
  readonly #list: ListControl;
  #atTop: number | undefined;

  constructor(host: HistoryHost, list: ListControl) {
    this.#host = host;
    this.#list = list;
    this.pane = new DetailPane(host.element, list.reader, () => host.update());
  }

  /** What the detail shows; where there is room for it, the newest version unless another was chosen. */
  get shown(): ShownComparison | undefined {
    const { selected, compareFrom, compareTo } = this.#host.element;
    const isChosen = selected !== undefined || compareTo !== undefined;
    return shownComparison(
      { selected: isChosen || this.#host.width !== 'wide' ? selected : this.#newest(), compareFrom, compareTo },
      this.#list.list.state.current,
    );
  }

  // Where the newest is not on the page, as the list jumped or grew too long, what was shown stays.
  #newest(): number | undefined {
    const { state } = this.#list.list;
    if (state.startsAtTop && state.start === 0) this.#atTop = state.rows[0]?.version;
    return this.#atTop ?? shownRows(state)[0]?.version;
  }

  readonly choose = (version: number, event: Event): void => {
    const isForBrowser =
      event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (isForBrowser && this.#host.element.hrefFor !== undefined) return;
    event.preventDefault();
    this.show(version);
  };

  /** Shows a version, unless the page shows it itself. */
  show(version: number, sides: Sides = {}, view = this.#host.element.view): void {
    const { element, width } = this.#host;
    const href = element.hrefFor?.(version);
    const event = new NavigateEvent({ version, ...(href === undefined ? {} : { href }) });
    if (!element.dispatchEvent(event)) return;
    this.set(version, sides);
    element.view = view;
    this.picked = undefined;
    this.#list.activeVersion = version;
    if (width !== 'wide') void this.#focusDetail();
  }

  readonly compare = (version: number): void => this.show(version, {}, 'changes');

  /** Shows what changed from one version to another. */
  compareVersions(from: number, to: number): void {
    this.show(to, { from, to }, 'changes');
    void this.#focusDetail();
  }

  focusList(): void {
    focusFirst(this.#host.root, '[data-control=title][tabindex="0"]', '[data-control=title]', '.name .title');
  }

  /** Sets the version, and what it is compared with. */
  set(version: number | undefined, { from, to }: Sides): void {
    Object.assign(this.#host.element, { selected: version, compareFrom: from, compareTo: to });
  }

  async #focusDetail(): Promise<void> {
    await this.focus('.detail-title', '[data-back]');
  }

  /** Focuses the first of these that is there, once all is on the page. */
  async focus(...selectors: readonly string[]): Promise<void> {
    this.#host.update();
    await this.#host.updated();
    focusFirst(this.#host.root, ...selectors);
  }
}
