import { NavigateEvent } from '../../events/history-events.js';
import { type ShownComparison, sidesOf } from '../model/shown-comparison.js';
import type { DetailControl } from './detail-control.js';
import type { HistoryHost } from './history-host.js';
import type { ListControl } from './list-control.js';

/** What a version is compared with, and the choice of two to compare. */
export class CompareControl {
  readonly #host: HistoryHost;
  readonly #list: ListControl;
  readonly #detail: DetailControl;

  constructor(host: HistoryHost, list: ListControl, detail: DetailControl) {
    this.#host = host;
    this.#list = list;
    this.#detail = detail;
  }

  readonly setMode = (mode: 'changes' | 'full'): void => {
    this.#host.element.view = mode;
  };

  readonly setBasis = (basis: ShownComparison['basis']): void => {
    const { shown } = this.#detail;
    const { current } = this.#list.list.state;
    if (shown === undefined) return;
    const { version } = shown;
    if (basis === 'other') this.startPicking(version);
    else if (basis === 'current' && current !== undefined) this.#detail.set(version, sidesOf(version, current));
    else this.#detail.set(version, {});
  };

  readonly swap = (): void => {
    const { shown } = this.#detail;
    if (shown !== undefined) this.#detail.set(shown.version, { from: shown.to, to: shown.from });
  };

  /** Back to the list, with the focus on the version that was shown. */
  readonly back = async (): Promise<void> => {
    const { element } = this.#host;
    const version = this.#detail.shown?.version;
    if (!element.dispatchEvent(new NavigateEvent({ version: undefined }))) return;
    this.#detail.set(undefined, {});
    await this.#host.updated();
    if (version === undefined || !this.#list.focus(version)) this.#detail.focusList();
  };

  /** Checkboxes stand beside the versions, `version` being the first chosen. */
  startPicking(version: number): void {
    const { element, width, context } = this.#host;
    this.#detail.picked = [version];
    if (width !== 'wide') element.selected = undefined;
    this.#host.say(context.messages.history.pickTwo);
    void this.#detail.focus(`[data-version="${version}"] [data-pick]`, '[data-pick]');
  }

  readonly togglePick = (version: number): void => {
    const { picked = [] } = this.#detail;
    const isPicked = picked.includes(version);
    this.#detail.picked = isPicked ? picked.filter((one) => one !== version) : [...picked, version].slice(0, 2);
    this.#host.say(this.#host.context.messages.history.picked(this.#detail.picked.length));
    this.#host.update();
  };

  readonly comparePicked = (): void => {
    const [one, other] = this.#detail.picked ?? [];
    this.#host.hush();
    if (one !== undefined && other !== undefined)
      this.#detail.compareVersions(Math.min(one, other), Math.max(one, other));
  };

  readonly stopPicking = (): void => {
    const version = this.#detail.picked?.[0];
    this.#detail.picked = undefined;
    this.#host.hush();
    void this.#detail.focus(`[data-version="${version}"] [data-control=title]`, '[data-control=title]');
  };
}
