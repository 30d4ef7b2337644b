import { NavigateEvent } from '../../events/history-events.js';
import { DetailPane } from '../detail/detail-pane.js';
import { focusFirst } from '../focus/places.js';
import { shownRows } from '../model/list-state.js';
import { type ShownComparison, shownComparison, sidesOf } from '../model/shown-comparison.js';
import type { HistoryHost } from './history-host.js';
import type { ListControl } from './list-control.js';

type Sides = Partial<Pick<ShownComparison, 'from' | 'to'>>;

/** Which version is chosen, and what it is compared with. */
export class DetailControl {
  readonly pane: DetailPane;
  /** Versions chosen for a comparison; undefined while none is being chosen. */
  picked: readonly number[] | undefined;
  readonly #host: HistoryHost;
  readonly #list: ListControl;

  constructor(host: HistoryHost, list: ListControl) {
    this.#host = host;
    this.#list = list;
    this.pane = new DetailPane(list.reader, () => host.update());
  }

  /** What the detail shows; where there is room for it, the newest version unless another was chosen. */
  get shown(): ShownComparison | undefined {
    const { selected, compareFrom, compareTo } = this.#host.element;
    const newest = this.#host.width === 'wide' ? shownRows(this.#list.list.state)[0]?.version : undefined;
    const isChosen = selected !== undefined || compareTo !== undefined;
    return shownComparison(
      { selected: isChosen ? selected : newest, compareFrom, compareTo },
      this.#list.list.state.current,
    );
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
    this.#choose(version, sides);
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

  readonly setMode = (mode: 'changes' | 'full'): void => {
    this.#host.element.view = mode;
  };

  readonly setBasis = (basis: ShownComparison['basis']): void => {
    const { shown } = this;
    const { current } = this.#list.list.state;
    if (shown === undefined) return;
    const { version } = shown;
    if (basis === 'other') this.startPicking(version);
    else if (basis === 'current' && current !== undefined) this.#choose(version, sidesOf(version, current));
    else this.#choose(version, {});
  };

  readonly swap = (): void => {
    const { shown } = this;
    if (shown !== undefined) this.#choose(shown.version, { from: shown.to, to: shown.from });
  };

  /** Back to the list, with the focus on the version that was shown. */
  readonly back = async (): Promise<void> => {
    const { element } = this.#host;
    const version = this.shown?.version;
    if (!element.dispatchEvent(new NavigateEvent({ version: undefined }))) return;
    this.#choose(undefined, {});
    await this.#host.updated();
    if (version === undefined || !this.#list.focus(version)) this.focusList();
  };

  focusList(): void {
    focusFirst(this.#host.root, '[data-control=title][tabindex="0"]', '[data-control=title]', '.name .title');
  }

  /** Checkboxes stand beside the versions, `version` being the first chosen. */
  startPicking(version: number): void {
    const { element, width, context } = this.#host;
    this.picked = [version];
    if (width !== 'wide') element.selected = undefined;
    this.#host.say(context.messages.history.pickTwo);
    void this.#focus(`[data-version="${version}"] [data-pick]`, '[data-pick]');
  }

  readonly togglePick = (version: number): void => {
    const { picked = [] } = this;
    const isPicked = picked.includes(version);
    this.picked = isPicked ? picked.filter((one) => one !== version) : [...picked, version].slice(0, 2);
    this.#host.say(this.#host.context.messages.history.picked(this.picked.length));
    this.#host.update();
  };

  readonly comparePicked = (): void => {
    const [one, other] = this.picked ?? [];
    this.#host.hush();
    if (one !== undefined && other !== undefined) this.compareVersions(Math.min(one, other), Math.max(one, other));
  };

  readonly stopPicking = (): void => {
    const version = this.picked?.[0];
    this.picked = undefined;
    this.#host.hush();
    void this.#focus(`[data-version="${version}"] [data-control=title]`, '[data-control=title]');
  };

  #choose(version: number | undefined, { from, to }: Sides): void {
    Object.assign(this.#host.element, { selected: version, compareFrom: from, compareTo: to });
  }

  async #focusDetail(): Promise<void> {
    await this.#focus('.detail-title', '[data-back]');
  }

  async #focus(...selectors: readonly string[]): Promise<void> {
    this.#host.update();
    await this.#host.updated();
    focusFirst(this.#host.root, ...selectors);
  }
}
